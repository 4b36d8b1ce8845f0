import { magnitudes, products } from '../kernels/elementwise.ts'
import { column, columnOf } from '../kernels/column.ts'
import { rollingSpread, type Spread } from '../kernels/rollingSpread.ts'
import { rollingSum } from '../kernels/rollingSum.ts'
import type { Run } from '../run.ts'

/** A spread of log returns below this is the rounding of prices that grow at one rate; it counts as none. */
const NOISE = 1e-12

/** ln(close / close `lag` bars ago); first at `lag`. Shared. */
export function logReturns(run: Run, lag = 1): Float64Array {
  return run.once(`log returns ${lag}`, () => {
    const { close } = run.bars
    const returns = column(run.length, Math.min(lag, run.length))
    for (let i = lag; i < run.length; i++) returns[i] = Math.log((close[i] as number) / (close[i - lag] as number))
    return returns
  })
}

/** |log return| of one bar. Shared. */
export function absoluteReturns(run: Run): Float64Array {
  return run.once('absolute returns', () => magnitudes(logReturns(run)))
}

/** Squared log return of one bar. Shared. */
export function squaredReturns(run: Run): Float64Array {
  return run.once('squared returns', () => products(logReturns(run), logReturns(run)))
}

/** ln(close / first close of the run): the logarithm of the price without its unit. Shared. */
export function logPrices(run: Run): Float64Array {
  return run.once('log prices', () => {
    const { close } = run.bars
    return columnOf(run.length, (i) => Math.log((close[i] as number) / (close[0] as number)))
  })
}

/** Mean and sample standard deviation of the last `bars` returns over `lag` bars; first at lag + bars − 1. Shared. */
export function returnSpread(run: Run, bars: number, lag = 1): Spread {
  return run.once(`return spread ${bars} ${lag}`, () => {
    const spread = rollingSpread(logReturns(run, lag), bars)
    const { deviations } = spread
    for (let i = 0; i < deviations.length; i++) if ((deviations[i] as number) < NOISE) deviations[i] = 0
    return spread
  })
}

/** Sum of the last `bars` squared log returns: realised variance; first at `bars`. Shared. */
export function realizedVariance(run: Run, bars: number): Float64Array {
  return run.once(`realized variance ${bars}`, () => rollingSum(squaredReturns(run), bars))
}
