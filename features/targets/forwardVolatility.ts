import { rollingSum } from '../kernels/rollingSum.ts'
import { type Labels, labelsAhead } from './labels.ts'

/** √ mean squared log return of the `horizon` bars that end at each bar, per bar; NaN where a close is missing or not positive. */
export function trailingVolatility(close: Float64Array, horizon: number): Float64Array {
  const squares = new Float64Array(close.length).fill(NaN)
  for (let t = 1; t < close.length; t++) {
    const before = close[t - 1] as number
    const now = close[t] as number
    if (before > 0 && now > 0 && before + now < Infinity) squares[t] = Math.log(now / before) ** 2
  }
  return rollingSum(squares, horizon).map((sum) => Math.sqrt(sum / horizon))
}

/** Realised volatility of the next `horizon` bars, per bar (√ mean squared log return, Andersen and Bollerslev 1998). */
export function forwardVolatility(close: Float64Array, horizon: number): Labels {
  const volatility = trailingVolatility(close, horizon)
  return labelsAhead(close.length, horizon, (t) => volatility[t + horizon] as number)
}
