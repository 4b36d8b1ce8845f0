import { quantile } from '../../math/quantile.ts'
import type { MeanBootstrap } from './bootstrapMeans.ts'
import { highestPerResample, recentred } from './recentering.ts'

export interface StepMOptions {
  /** Familywise error rate, 0.05. */
  readonly alpha?: number
  /** `upper` is Romano and Wolf's own; `consistent` leaves clearly bad series out, as in Hansen's test, and has more power. */
  readonly recentering?: 'consistent' | 'upper'
  /** Judge means by their standard error, so that a volatile series does not hide a steady one; false, as in the reference. */
  readonly studentised?: boolean
}

/** Which series beat the benchmark. */
export interface StepM {
  /** Indices, ascending. */
  readonly rejected: number[]
  /** One per step, the last one rejecting nothing more. */
  readonly criticalValues: number[]
}

/**
 * Stepwise multiple testing (Romano and Wolf 2005, Econometrica 73): rejects, at a familywise error rate of `alpha`, every series whose mean
 * exceeds what the highest of those not yet rejected reaches by chance, and goes on until nothing more is rejected.
 */
export function stepM(bootstrap: MeanBootstrap, options: StepMOptions = {}): StepM {
  const { alpha = 0.05, recentering = 'upper', studentised = false } = options
  const centre = recentred(bootstrap, recentering)
  const root = Math.sqrt(bootstrap.observations)
  const inPlay = bootstrap.deviations.map((deviation) => (studentised ? (deviation > 0 ? root / deviation : 0) : 1))
  const criticalValues: number[] = []
  const rejected: number[] = []
  while (inPlay.some((factor) => factor > 0)) {
    const critical = quantile(highestPerResample(bootstrap, centre, inPlay), 1 - alpha) as number
    const beaten = [...inPlay.keys()].filter((k) => (bootstrap.means[k] as number) * (inPlay[k] as number) > critical && inPlay[k] !== 0)
    criticalValues.push(critical)
    if (beaten.length === 0) break
    rejected.push(...beaten)
    for (const k of beaten) inPlay[k] = 0
  }
  return { rejected: rejected.sort((a, b) => a - b), criticalValues }
}
