import { trailingVolatility } from './forwardVolatility.ts'
import { type Labels, labelsAhead } from './labels.ts'

/** Bars of volatility before a bar that "usual" means: twenty horizons, but neither a handful nor all of history. */
export function regimeMemory(horizon: number): number {
  return Math.min(1000, Math.max(100, 20 * horizon))
}

/**
 * 1 where the next `horizon` bars are more volatile than usual, else 0. Usual is the median volatility of as many bars over the
 * `regimeMemory` bars that end at this one, so the threshold is known at the bar, and the classes are about even. No label before that memory is full.
 */
export function forwardRegime(close: Float64Array, horizon: number): Labels {
  const volatility = trailingVolatility(close, horizon)
  const memory = regimeMemory(horizon)
  return labelsAhead(close.length, horizon, (t) => {
    const next = volatility[t + horizon] as number
    if (t < memory - 1 || Number.isNaN(next)) return NaN
    return aboveMedian(next, volatility, t - memory + 1, t)
  })
}

/** Whether more than half of values[from, to] lie below `value` (ties by half); NaN where one of them is missing. */
function aboveMedian(value: number, values: Float64Array, from: number, to: number): number {
  let twiceBelow = 0
  for (let i = from; i <= to; i++) {
    const other = values[i] as number
    if (Number.isNaN(other)) return NaN
    twiceBelow += Number(other < value) + Number(other <= value)
  }
  return Number(twiceBelow > to - from + 1)
}
