import { mean } from '../moments.ts'

/** Autocovariances of lags 0 to `most`, divided by n. */
export function autocovariances(values: Float64Array, most: number): Float64Array {
  const center = mean(values) ?? 0
  const deviations = values.map((value) => value - center)
  const found = new Float64Array(most + 1)
  for (let lag = 0; lag <= most; lag++) {
    let sum = 0
    for (let t = lag; t < deviations.length; t++) sum += (deviations[t] as number) * (deviations[t - lag] as number)
    found[lag] = sum / deviations.length
  }
  return found
}

/** |autocorrelation| of lags 0 to `most`, each over the squares of the overlapping parts of the series. */
function correlationSizes(values: Float64Array, covariances: Float64Array): Float64Array {
  const n = values.length
  const center = mean(values) as number
  const squares = new Float64Array(n + 1)
  for (let t = 0; t < n; t++) squares[t + 1] = (squares[t] as number) + ((values[t] as number) - center) ** 2
  const total = squares[n] as number
  return covariances.map((covariance, lag) => {
    const late = total - (squares[lag + 1] as number)
    const early = squares[n - lag - 1] as number
    return Math.abs(covariance * n) / Math.sqrt(late * early)
  })
}

/** Lag from which on `run` autocorrelations in a row are below `bound`; undefined where there is none. */
function firstQuietLag(sizes: Float64Array, bound: number, run: number): number | undefined {
  let quiet = 0
  for (let lag = 0; lag < sizes.length - 1; lag++) {
    quiet = (sizes[lag] as number) < bound ? quiet + 1 : 0
    if (quiet === run) return lag - run + 1
  }
  return undefined
}

/** Mean block lengths for the bootstrap of a mean, in observations; below 1 means that observations may be drawn one by one. */
export interface BlockLength {
  readonly stationary: number
  readonly circular: number
}

/**
 * Automatic block length (Politis and White 2004, corrected by Patton, Politis and White 2009): flat-top estimate of the memory in the
 * series. Constants are those of the Python package arch: bound 2·√(log₁₀ n / n), K = max(5, ⌊log₁₀ n⌋), and the first insignificant
 * lag where the paper takes the last significant one. Undefined below 8 observations and where they do not vary.
 */
export function optimalBlockLength(values: Float64Array): BlockLength | undefined {
  const n = values.length
  if (n < 8) return undefined
  const run = Math.max(5, Math.floor(Math.log10(n)))
  const most = Math.min(n - 2, Math.ceil(Math.sqrt(n)) + run)
  const covariances = autocovariances(values, most)
  const variance = covariances[0] as number
  const center = mean(values) as number
  if (!(variance > (16 * Number.EPSILON * center) ** 2)) return undefined
  const quiet = firstQuietLag(correlationSizes(values, covariances), 2 * Math.sqrt(Math.log10(n) / n), run)
  const bandwidth = quiet === undefined ? most : Math.min(2 * Math.max(quiet, 1), most)
  let [curvature, spectrum] = [0, variance]
  for (let lag = 1; lag <= bandwidth; lag++) {
    const taper = lag / bandwidth <= 0.5 ? 1 : 2 * (1 - lag / bandwidth)
    curvature += 2 * taper * lag * (covariances[lag] as number)
    spectrum += 2 * taper * (covariances[lag] as number)
  }
  const longest = Math.ceil(Math.min(3 * Math.sqrt(n), n / 3))
  const length = (scale: number): number => Math.min(longest, ((2 * curvature ** 2) / (scale * spectrum ** 2)) ** (1 / 3) * n ** (1 / 3))
  return { stationary: length(2), circular: length(4 / 3) }
}
