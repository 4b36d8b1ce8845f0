import { type Labels, labelsAhead } from './labels.ts'

/** ln(close `horizon` bars ahead / close); none where either is missing or not positive. */
export function forwardReturn(close: Float64Array, horizon: number): Labels {
  return labelsAhead(close.length, horizon, (t) => logReturn(close[t] as number, close[t + horizon] as number))
}

/** 1 where the close `horizon` bars ahead is higher, 0 where it is not: a model's answer is the probability of a rise, ties against it. */
export function forwardDirection(close: Float64Array, horizon: number): Labels {
  return labelsAhead(close.length, horizon, (t) => {
    const change = logReturn(close[t] as number, close[t + horizon] as number)
    return Number.isFinite(change) ? Number(change > 0) : NaN
  })
}

function logReturn(from: number, to: number): number {
  return from > 0 && to > 0 ? Math.log(to / from) : NaN
}
