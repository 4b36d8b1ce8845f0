import { mean, standardDeviation } from '../math/moments.ts'
import { payoffRatio, winRate } from './winsAndLosses.ts'

/**
 * Fraction of wealth to stake on a bet that wins `win` per unit with probability p and loses `loss` per unit otherwise: p/loss − q/win
 * (Kelly 1956; Thorp 2006). Negative means: do not bet, or take the other side.
 */
export function kellyBinary(p: number, win: number, loss = 1): number {
  return p / loss - (1 - p) / win
}

/** Expected log growth per bet of staking `fraction`. */
export function kellyBinaryGrowth(fraction: number, p: number, win: number, loss = 1): number {
  return p * Math.log1p(win * fraction) + (1 - p) * Math.log1p(-loss * fraction)
}

/** Leverage (mean − riskFree) / sd² of a lognormal price, the continuous limit (Merton 1969; Thorp 2006). All per the same period. */
export function kellyContinuous(drift: number, deviation: number, riskFree = 0): number {
  return (drift - riskFree) / deviation ** 2
}

/** Its growth rate at a leverage. */
export function kellyContinuousGrowth(leverage: number, drift: number, deviation: number, riskFree = 0): number {
  return riskFree + leverage * (drift - riskFree) - (leverage * deviation) ** 2 / 2
}

/** Mean / variance (n − 1) of the excess returns; undefined where they do not vary. */
export function kellyMeanVariance(returns: Float64Array, riskFree = 0): number | undefined {
  const deviation = standardDeviation(returns)
  return deviation === undefined || deviation === 0 ? undefined : kellyContinuous(mean(returns) as number, deviation, riskFree)
}

/** W − (1 − W)/R over the returns that are not 0: share of wins, mean win over mean loss. Undefined without at least one of each. */
export function kellyWinLoss(returns: Float64Array): number | undefined {
  const decided = returns.filter((value) => value !== 0)
  const [wins, ratio] = [winRate(decided), payoffRatio(decided)]
  return wins === undefined || ratio === undefined ? undefined : wins - (1 - wins) / ratio
}

/** Mean of ln(1 + leverage·r). */
export function logGrowth(returns: Float64Array, leverage: number): number | undefined {
  return mean(returns.map((value) => Math.log1p(leverage * value)))
}

/**
 * The leverage that maximises mean ln(1 + f·r) over the returns as they were, negative for a short: root of mean r/(1 + f·r), by bisection
 * between the leverages at which the worst and the best return would ruin. Undefined unless there is a gain and a loss.
 */
export function kellyEmpirical(returns: Float64Array): number | undefined {
  const lowest = returns.reduce((least, value) => Math.min(least, value), Infinity)
  const highest = returns.reduce((most, value) => Math.max(most, value), -Infinity)
  if (!(lowest < 0 && highest > 0)) return undefined
  let [low, high] = [-1 / highest, -1 / lowest]
  for (let f = (low + high) / 2; f > low && f < high; f = (low + high) / 2) {
    let slope = 0
    for (let i = 0; i < returns.length; i++) slope += (returns[i] as number) / (1 + f * (returns[i] as number))
    if (slope > 0) low = f
    else high = f
  }
  return (low + high) / 2
}
