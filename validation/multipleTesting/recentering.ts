import type { MeanBootstrap } from './bootstrapMeans.ts'

/** How the null treats a series that did worse than the benchmark: all as good as it, none of the clearly bad ones, or none. */
export type Recentering = 'lower' | 'consistent' | 'upper'

/** Mean below which a series is clearly bad, −√(w²/T · 2 ln ln T), one entry per series (Hansen 2005). */
export function clearlyBad({ observations, deviations }: MeanBootstrap): Float64Array {
  const scale = Math.sqrt((2 * Math.log(Math.log(observations))) / observations)
  return deviations.map((deviation) => -deviation * scale)
}

/** What is taken from the resampled means so that the null holds, one entry per series. */
export function recentred(bootstrap: MeanBootstrap, kind: Recentering): Float64Array {
  const threshold = clearlyBad(bootstrap)
  return bootstrap.means.map((mean, k) => {
    if (kind === 'upper') return mean
    if (kind === 'lower') return Math.max(mean, 0)
    return mean >= (threshold[k] as number) ? mean : 0
  })
}

/** Highest of (resampled mean − centre) × scale over the series whose scale is not 0, one entry per resample. */
export function highestPerResample(bootstrap: MeanBootstrap, centre: Float64Array, scale: Float64Array): Float64Array {
  const { resamples, resampled } = bootstrap
  const series = centre.length
  const highest = new Float64Array(resamples).fill(-Infinity)
  for (let b = 0; b < resamples; b++) {
    let most = -Infinity
    for (let k = 0; k < series; k++) {
      const factor = scale[k] as number
      if (factor === 0) continue
      const value = ((resampled[b * series + k] as number) - (centre[k] as number)) * factor
      if (value > most) most = value
    }
    highest[b] = most
  }
  return highest
}

/** A resample is above the data by more than this share of the largest value, or it is a tie that rounding has split. */
const ROUNDING = 1e-12

/**
 * Share of `values` above `limit`, strictly. Ties are common: a series that varies on few days takes few means, and a resample of one block
 * is the data turned round.
 */
export function shareAbove(values: Float64Array, limit: number): number {
  const largest = values.reduce((most, value) => (Number.isFinite(value) ? Math.max(most, Math.abs(value)) : most), Math.abs(limit))
  let above = 0
  for (let b = 0; b < values.length; b++) if ((values[b] as number) - limit > ROUNDING * largest) above++
  return above / values.length
}

/**
 * p-value of a best mean against doing nothing: `shareAbove` of the resampled ones. Where it is 0, as the best of series that never move, or as a studentised
 * statistic that is floored there, it ties with every resample, would seem to be beaten by none, and is no evidence at all: p = 1.
 */
export function evidenceAbove(resampled: Float64Array, statistic: number): number {
  return statistic === 0 ? 1 : shareAbove(resampled, statistic)
}
