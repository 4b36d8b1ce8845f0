import { mean } from '../../math/moments.ts'
import { seededRandom, type Random } from '../../math/random.ts'
import { optimalBlockLength } from '../../math/resampling/blockLength.ts'
import { stationaryResampler } from '../../math/resampling/resampler.ts'
import { longRunDeviation } from './longRunDeviation.ts'

export interface BootstrapOptions {
  /** 1,000. */
  readonly resamples?: number
  /** Probability that a block ends, 1 / mean block length; by default that of the automatic block length, averaged over the series. */
  readonly newBlock?: number
  /** Source of the draws; by default one that is seeded with `seed`. */
  readonly random?: Random
  readonly seed?: number | string
}

/** Means of several series, and of their joint stationary bootstrap: what Reality Check, SPA and StepM look at. */
export interface MeanBootstrap {
  readonly observations: number
  readonly resamples: number
  readonly newBlock: number
  /** One entry per series. */
  readonly means: Float64Array
  /** Standard deviation of √T × mean, one entry per series (Hansen 2005); 0 for a series that does not vary. */
  readonly deviations: Float64Array
  /** Mean of series k in resample b, at [b × series + k]. */
  readonly resampled: Float64Array
}

type FourColumns = [Float64Array, Float64Array, Float64Array, Float64Array]

function automaticNewBlock(columns: readonly Float64Array[]): number {
  const lengths = Float64Array.from(columns, (column) => Math.max(1, optimalBlockLength(column)?.stationary ?? 1))
  return 1 / (mean(lengths) as number)
}

/** Means of every column where row t counts weights[t] times. Four columns at a time: one sum alone would wait for each addition. */
function weightedMeans(columns: readonly Float64Array[], weights: Float64Array, into: Float64Array, at: number): void {
  const count = weights.length
  for (let k = 0; k < columns.length; k += 4) {
    const last = columns.length - 1
    const [a, b, c, d] = [k, k + 1, k + 2, k + 3].map((i) => columns[Math.min(i, last)] as Float64Array) as FourColumns
    let [sumA, sumB, sumC, sumD] = [0, 0, 0, 0]
    for (let t = 0; t < count; t++) {
      const weight = weights[t] as number
      sumA += weight * (a[t] as number)
      sumB += weight * (b[t] as number)
      sumC += weight * (c[t] as number)
      sumD += weight * (d[t] as number)
    }
    const sums = [sumA, sumB, sumC, sumD]
    for (let i = 0; i < 4 && k + i <= last; i++) into[at + k + i] = (sums[i] as number) / count
  }
}

/**
 * Stationary bootstrap (Politis and Romano 1994) of the means of `columns`, one series each of equal length: usually the returns of
 * strategies less those of a benchmark, per period. All series share their draws, so that their dependence is kept. Undefined for no
 * series and below 3 observations. @throws RangeError for columns of several lengths.
 */
export function bootstrapMeans(columns: readonly Float64Array[], options: BootstrapOptions = {}): MeanBootstrap | undefined {
  const observations = columns[0]?.length ?? 0
  if (columns.some((column) => column.length !== observations)) throw new RangeError('the bootstrap needs series of one length')
  if (observations < 3) return undefined
  const { resamples = 1_000, newBlock = automaticNewBlock(columns), seed = 'bootstrap' } = options
  const resample = stationaryResampler(options.random ?? seededRandom(seed), newBlock)
  const resampled = new Float64Array(resamples * columns.length)
  const indices = new Int32Array(observations)
  const weights = new Float64Array(observations)
  for (let b = 0; b < resamples; b++) {
    resample(indices)
    weights.fill(0)
    for (let t = 0; t < observations; t++) (weights[indices[t] as number] as number)++
    weightedMeans(columns, weights, resampled, b * columns.length)
  }
  return {
    observations,
    resamples,
    newBlock,
    resampled,
    means: Float64Array.from(columns, (column) => mean(column) as number),
    deviations: Float64Array.from(columns, (column) => longRunDeviation(column, newBlock)),
  }
}
