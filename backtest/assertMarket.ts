import { BadDataError } from '../domain/errors.ts'
import type { MarketData } from '../domain/market.ts'

const isPrice = (value: number): boolean => value > 0 && value < Infinity

function assertColumn(name: string, column: Float64Array, length: number, isValid: (value: number) => boolean): void {
  if (column.length !== length)
    throw new BadDataError(`${name} has ${column.length} entries, its time has ${length}: give columns of one length.`)
  const index = column.findIndex((value) => !isValid(value))
  if (index < 0) return
  throw new BadDataError(`${name} is ${column[index] as number} at entry ${index}: check the series.`, { index, value: column[index] })
}

function assertAscending(name: string, time: Float64Array): void {
  for (let i = 1; i < time.length; i++) {
    if (!((time[i] as number) > (time[i - 1] as number))) {
      throw new BadDataError(`Entry ${i} of ${name} is not later than the one before: sort it and drop repeated ones.`, { index: i })
    }
  }
}

/** @throws BadDataError where a series does not ascend in time, differs in length, or has a value that is no rate and no price. */
export function assertMarket({ funding, mark, finer }: MarketData): void {
  if (funding !== undefined) {
    assertAscending('funding', funding.time)
    assertColumn('funding.rate', funding.rate, funding.time.length, Number.isFinite)
  }
  for (const [name, series] of [['mark', mark] as const, ['finer', finer] as const]) {
    if (series === undefined) continue
    const { time, ...prices } = series
    assertAscending(name, time)
    // Whole bars may be given: their volume is no price.
    for (const column of ['open', 'high', 'low', 'close'] as const) {
      const values = (prices as Partial<Record<typeof column, Float64Array>>)[column]
      if (values !== undefined) assertColumn(`${name}.${column}`, values, time.length, isPrice)
    }
  }
}
