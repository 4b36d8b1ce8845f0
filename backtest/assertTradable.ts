import { barCount, type Bars } from '../domain/bars.ts'
import { BadDataError } from '../domain/errors.ts'

const PRICES = ['open', 'high', 'low', 'close'] as const

/** @throws BadDataError where a price is not finite and positive, columns differ in length, or time does not ascend. */
export function assertTradable(bars: Bars): void {
  const length = barCount(bars)
  for (const name of PRICES) {
    const column = bars[name]
    if (column.length !== length) {
      throw new BadDataError(`Column ${name} has ${column.length} bars, time has ${length}: give columns of one length.`)
    }
    for (let i = 0; i < length; i++) {
      const price = column[i] as number
      if (!(price > 0 && price < Infinity)) throw badPrice(bars, name, i)
    }
  }
  for (let i = 1; i < length; i++) {
    if (!((bars.time[i] as number) > (bars.time[i - 1] as number))) {
      throw new BadDataError(`Bar ${i} is not later than the bar before it: sort the bars and drop repeated ones.`, { index: i })
    }
  }
}

function badPrice(bars: Bars, column: (typeof PRICES)[number], index: number): BadDataError {
  const price = bars[column][index] as number
  const time = new Date(bars.time[index] as number).toISOString()
  const message = `The ${column} of the bar at ${time} is ${price}: a backtest needs finite, positive prices; check the dataset.`
  return new BadDataError(message, { column, index, price })
}
