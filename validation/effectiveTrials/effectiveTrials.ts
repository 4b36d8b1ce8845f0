import { normal, seededRandom } from '../../math/random.ts'
import { standardised } from '../../metrics/averageCorrelation.ts'
import { trialsOfMaximum } from './trialsOfMaximum.ts'

/** Multiplications that the simulation may take: some tenths of a second. */
const BUDGET = 4e8
const FEWEST_DRAWS = 96
const MOST_DRAWS = 4_096

/** Draws are taken in groups: four at once use each return that is read four times. */
const GROUP = 4

function drawCount(trials: number, observations: number): number {
  const affordable = BUDGET / (trials * observations)
  return Math.ceil(Math.min(MOST_DRAWS, Math.max(FEWEST_DRAWS, affordable)) / GROUP) * GROUP
}

/** Sum over four draws of (highest − lowest of all units' inner products with the draw). */
function rangesOfFour(units: readonly Float64Array[], draws: readonly Float64Array[]): number {
  const [g0, g1, g2, g3] = draws as [Float64Array, Float64Array, Float64Array, Float64Array]
  const highest = new Float64Array(GROUP).fill(-Infinity)
  const lowest = new Float64Array(GROUP).fill(Infinity)
  for (const unit of units) {
    let [z0, z1, z2, z3] = [0, 0, 0, 0]
    for (let t = 0; t < unit.length; t++) {
      const value = unit[t] as number
      z0 += value * (g0[t] as number)
      z1 += value * (g1[t] as number)
      z2 += value * (g2[t] as number)
      z3 += value * (g3[t] as number)
    }
    ;[z0, z1, z2, z3].forEach((z, i) => {
      if (z > (highest[i] as number)) highest[i] = z
      if (z < (lowest[i] as number)) lowest[i] = z
    })
  }
  return highest.reduce((sum, high, i) => sum + high - (lowest[i] as number), 0)
}

/**
 * Expected maximum over the trials of normal scores that are correlated as the trials' returns are, by the multiplier bootstrap
 * (Chernozhukov, Chetverikov and Kato 2013, Ann. Stat. 41): Σ gₜ·rₜ with normal gₜ has exactly the sample correlation. A draw and its
 * negative are both used, so that half the range stands for the maximum.
 */
function simulatedMaximum(units: readonly Float64Array[], seed: number | string): number {
  const observations = units[0]?.length ?? 0
  const random = seededRandom(seed)
  const draws = drawCount(units.length, observations)
  let ranges = 0
  for (let from = 0; from < draws; from += GROUP) {
    const group = Array.from({ length: GROUP }, () => Float64Array.from({ length: observations }, () => normal(random)))
    ranges += rangesOfFour(units, group)
  }
  return ranges / 2 / draws
}

/**
 * Effective number of independent trials: the N whose best of N independent Sharpe ratios is as high by luck as the best of these
 * correlated ones is. That is what deflation needs N for, and it holds whatever the correlation looks like: copies count once, families
 * once each and a bit, unrelated trials in full. Clusters (López de Prado and Lewis 2019) need a threshold or a search over their number
 * that takes minutes at 5,000 trials; eigenvalues and the average correlation miscount where one family is much larger than the rest.
 * `returns` hold one trial per column, of equal length; trials that do not vary are left out, undefined where none is left.
 * Between 1 and the number of trials, to some per cent (simulated, seeded). @throws RangeError for columns of several lengths.
 */
export function effectiveTrials(returns: readonly Float64Array[], seed: number | string = 'effective trials'): number | undefined {
  const units = standardised(returns)
  if (units.length === 0) return undefined
  return units.length === 1 ? 1 : trialsOfMaximum(simulatedMaximum(units, seed), units.length)
}
