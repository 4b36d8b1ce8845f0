import { mean } from '../../math/moments.ts'
import { quantilesAt, resampledPaths, type MonteCarloOptions } from './resampledPaths.ts'

/** What is stored of a distribution: quantiles by their level. */
export interface Spread {
  readonly p01: number
  readonly p05: number
  readonly p25: number
  readonly p50: number
  readonly p75: number
  readonly p95: number
  readonly p99: number
  readonly mean: number
}

/** How bad and how good it could have been, had the same returns come in another order. */
export interface MonteCarlo {
  readonly resamples: number
  /** Wealth at the end, from 1. */
  readonly terminal_wealth: Spread
  /** Positive fraction of the running peak. */
  readonly max_drawdown: Spread
  /** Share of paths that end below where they started. */
  readonly probability_of_loss: number
  /** Share of paths with a drawdown beyond `drawdown_limit`. */
  readonly probability_of_drawdown: number
  readonly drawdown_limit: number
}

const LEVELS = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99]

function spreadOf(values: Float64Array): Spread {
  const [p01, p05, p25, p50, p75, p95, p99] = quantilesAt(values, LEVELS) as [number, number, number, number, number, number, number]
  return { p01, p05, p25, p50, p75, p95, p99, mean: mean(values) as number }
}

/** Share of `values` for which it holds; undefined for no values. */
function share(values: Float64Array, holds: (value: number) => boolean): number {
  return values.filter(holds).length / values.length
}

/**
 * Distributions of terminal wealth and of the deepest drawdown over resampled paths of `returns` (simple, per period; or per trade with
 * `method: 'shuffle'`). `drawdownLimit`, a positive fraction, is 0.3. Undefined as `resampledPaths`.
 */
export function monteCarlo(returns: Float64Array, options: MonteCarloOptions & { drawdownLimit?: number } = {}): MonteCarlo | undefined {
  const { drawdownLimit = 0.3 } = options
  const paths = resampledPaths(returns, options)
  if (paths === undefined || paths.maxDrawdown.length === 0) return undefined
  return {
    resamples: paths.maxDrawdown.length,
    terminal_wealth: spreadOf(paths.terminalWealth),
    max_drawdown: spreadOf(paths.maxDrawdown),
    probability_of_loss: share(paths.terminalWealth, (wealth) => wealth < 1),
    probability_of_drawdown: share(paths.maxDrawdown, (depth) => depth > drawdownLimit),
    drawdown_limit: drawdownLimit,
  }
}
