import { quantileSorted } from '../../math/quantile.ts'
import { seededRandom, type Random } from '../../math/random.ts'
import { optimalBlockLength } from '../../math/resampling/blockLength.ts'
import {
  circularBlockResampler,
  iidResampler,
  shuffleResampler,
  stationaryResampler,
  type Resampler,
} from '../../math/resampling/resampler.ts'

/**
 * How the returns are dealt anew: `stationary` and `circular` in blocks (in observations; by default as long as the memory in the returns),
 * `iid` one by one, `shuffle` each once in random order, which keeps the terminal wealth and varies the path alone: for trades.
 */
export type ResamplingMethod = 'stationary' | 'circular' | 'iid' | 'shuffle'

export interface MonteCarloOptions {
  /** `stationary`. */
  readonly method?: ResamplingMethod
  readonly blockLength?: number
  /** 1,000. */
  readonly resamples?: number
  /** Source of the draws; by default one that is seeded with `seed`. */
  readonly random?: Random
  readonly seed?: number | string
}

/** One entry per resample. */
export interface ResampledPaths {
  /** Π(1 + r), from 1. */
  readonly terminalWealth: Float64Array
  /** Positive fraction of the running peak, the start included. */
  readonly maxDrawdown: Float64Array
}

function resampler(returns: Float64Array, options: MonteCarloOptions): Resampler {
  const { method = 'stationary', seed = 'monte carlo' } = options
  const random = options.random ?? seededRandom(seed)
  if (method === 'iid') return iidResampler(random)
  if (method === 'shuffle') return shuffleResampler(random)
  const automatic = (): number => Math.max(1, optimalBlockLength(returns)?.[method] ?? 1)
  const length = options.blockLength ?? automatic()
  return method === 'circular' ? circularBlockResampler(random, Math.round(length)) : stationaryResampler(random, 1 / length)
}

/** Terminal wealth and deepest fall of the path that takes `returns` in the order of `indices`. */
export function pathFigures(returns: Float64Array, indices: Int32Array): { wealth: number; drawdown: number } {
  let [wealth, peak, drawdown] = [1, 1, 0]
  for (let i = 0; i < indices.length; i++) {
    wealth *= 1 + (returns[indices[i] as number] as number)
    if (wealth > peak) peak = wealth
    else if (1 - wealth / peak > drawdown) drawdown = 1 - wealth / peak
  }
  return { wealth, drawdown }
}

/**
 * Paths that the same returns could have taken: simple returns of periods, or of trades as fractions of the equity. Undefined for no
 * returns and where one is not finite.
 */
export function resampledPaths(returns: Float64Array, options: MonteCarloOptions = {}): ResampledPaths | undefined {
  if (returns.length === 0 || !returns.every(Number.isFinite)) return undefined
  const { resamples = 1_000 } = options
  const resample = resampler(returns, options)
  const indices = new Int32Array(returns.length)
  const terminalWealth = new Float64Array(resamples)
  const maxDrawdown = new Float64Array(resamples)
  for (let b = 0; b < resamples; b++) {
    resample(indices)
    const { wealth, drawdown } = pathFigures(returns, indices)
    terminalWealth[b] = wealth
    maxDrawdown[b] = drawdown
  }
  return { terminalWealth, maxDrawdown }
}

/** Quantiles of type 7 at `levels`; undefined for no values. */
export function quantilesAt(values: Float64Array, levels: readonly number[]): number[] | undefined {
  const sorted = values.slice().sort()
  return sorted.length === 0 ? undefined : levels.map((level) => quantileSorted(sorted, level) as number)
}
