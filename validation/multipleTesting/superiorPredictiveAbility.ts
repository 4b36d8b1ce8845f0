import type { MeanBootstrap } from './bootstrapMeans.ts'
import { evidenceAbove, highestPerResample, recentred, type Recentering } from './recentering.ts'

/** Hansen's three p-values; the consistent one is the test, the others bound it. */
export interface SpaTest {
  readonly statistic: number
  readonly lower: number
  readonly consistent: number
  readonly upper: number
}

/** 1 / w for what varies, 0 for what has to be left out. */
function inverse(deviations: Float64Array, scale: number): Float64Array {
  return deviations.map((deviation) => (deviation > 0 ? scale / deviation : 0))
}

/**
 * Test for superior predictive ability (Hansen 2005, JBES 23): Reality Check on studentised means, √T × mean / w, that clearly bad series
 * cannot water down. `studentised: false` keeps the plain means, as the Python package arch does. Series that do not vary have no
 * studentised mean and are left out; undefined where none is left. A statistic of 0 is no evidence at all: p = 1.
 */
export function superiorPredictiveAbility(bootstrap: MeanBootstrap, { studentised = true } = {}): SpaTest | undefined {
  const scale = studentised ? inverse(bootstrap.deviations, Math.sqrt(bootstrap.observations)) : bootstrap.means.map(() => 1)
  if (!scale.some((factor) => factor > 0)) return undefined
  // Hansen's studentised statistic is never negative; the plain one is the highest mean, whatever its sign.
  const least = studentised ? 0 : -Infinity
  let statistic = least
  bootstrap.means.forEach((mean, k) => {
    if (scale[k] !== 0) statistic = Math.max(statistic, mean * (scale[k] as number))
  })
  const pValue = (kind: Recentering): number => {
    const highest = highestPerResample(bootstrap, recentred(bootstrap, kind), scale)
    return evidenceAbove(
      highest.map((value) => Math.max(least, value)),
      statistic,
    )
  }
  return { statistic, lower: pValue('lower'), consistent: pValue('consistent'), upper: pValue('upper') }
}
