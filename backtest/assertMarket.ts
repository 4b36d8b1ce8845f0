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

const HOUR_MS = 3_600_000

/** The smallest distance of two entries, ms; undefined below two. */
function stepOf(time: Float64Array): number | undefined {
  let step = Infinity
  for (let i = 1; i < time.length; i++) step = Math.min(step, (time[i] as number) - (time[i - 1] as number))
  return time.length < 2 ? undefined : step
}

function said(step: number): string {
  const [count, unit] = step < HOUR_MS ? [step / 60_000, 'minute'] : [step / HOUR_MS, 'hour']
  return `${count} ${unit}${count === 1 ? '' : 's'}`
}

/** A mark bar's extremes count for the bar that opens with it: those of eight hours would liquidate in the first. */
function assertSteps({ mark, finer }: MarketData, bars: Float64Array): void {
  const step = stepOf(bars)
  const markStep = mark && stepOf(mark.time)
  const finerStep = finer && stepOf(finer.time)
  if (step === undefined) return
  if (markStep !== undefined && markStep !== step) {
    const message = `The mark prices stand ${said(markStep)} apart and the bars ${said(step)}: give mark prices of the bars' own timeframe, or none.`
    throw new BadDataError(message, { mark_step_ms: markStep, step_ms: step })
  }
  if (finerStep !== undefined && (finerStep >= step || step % finerStep !== 0)) {
    const message = `The finer bars stand ${said(finerStep)} apart, which is no part of the bars' ${said(step)}: give bars of a shorter timeframe that divides it.`
    throw new BadDataError(message, { finer_step_ms: finerStep, step_ms: step })
  }
}

/**
 * @param bars the stamps of the run's own bars.
 * @throws BadDataError where a series does not ascend in time, differs in length, has a value that is no rate and no price, or is of a
 * timeframe that does not fit the bars.
 */
export function assertMarket(market: MarketData, bars: Float64Array): void {
  assertSeries(market)
  assertSteps(market, bars)
}

function assertSeries({ funding, mark, finer }: MarketData): void {
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
