import { linearFit } from '../math/linearFit.ts'
import { mean } from '../math/moments.ts'

/** Mean shortfall max(minimum − r, 0) over all returns; undefined for none. */
export function downsidePotential(returns: Float64Array, minimum = 0): number | undefined {
  return mean(returns.map((value) => Math.max(minimum - value, 0)))
}

/** Share of returns below the minimum; undefined for none. */
export function downsideFrequency(returns: Float64Array, minimum = 0): number | undefined {
  return returns.length === 0 ? undefined : returns.filter((value) => value < minimum).length / returns.length
}

/** √mean(max(r − minimum, 0)²); undefined for no returns. */
export function upsideRisk(returns: Float64Array, minimum = 0): number | undefined {
  const square = mean(returns.map((value) => Math.max(value - minimum, 0) ** 2))
  return square === undefined ? undefined : Math.sqrt(square)
}

/** (mean − minimum) / downside potential: the Omega ratio less 1. Undefined where nothing fell short. */
export function omegaSharpe(returns: Float64Array, minimum = 0): number | undefined {
  const potential = downsidePotential(returns, minimum)
  return potential === undefined || potential === 0 ? undefined : ((mean(returns) as number) - minimum) / potential
}

/** Mean of |r − mean|; undefined for no returns. */
export function meanAbsoluteDeviation(returns: Float64Array): number | undefined {
  const center = mean(returns)
  return center === undefined ? undefined : mean(returns.map((value) => Math.abs(value - center)))
}

/** R² of a straight line through the cumulative log returns: 1 for steady growth. Undefined below two returns. */
export function stability(returns: Float64Array): number | undefined {
  let sum = 0
  const path = returns.map((value) => (sum += Math.log1p(value)))
  return linearFit(Float64Array.from(path.keys()), path)?.rSquared
}
