/** What of the benchmark's periods up (return > 0) and of those not up is found in the returns; undefined where there were none. */
export interface Captures {
  readonly up: number | undefined
  readonly down: number | undefined
}

type Accumulate = (values: Float64Array) => number

const summed: Accumulate = (values) => values.reduce((sum, value) => sum + value, 0)
const compounded: Accumulate = (values) => values.reduce((product, value) => product * (1 + value), 1) - 1

function capture(returns: Float64Array, benchmark: Float64Array, counts: (value: number) => boolean, of: Accumulate): number | undefined {
  const whole = of(benchmark.filter(counts))
  return whole === 0 ? undefined : of(returns.filter((_, i) => counts(benchmark[i] as number))) / whole
}

function captures(returns: Float64Array, benchmark: Float64Array, of: Accumulate): Captures {
  return {
    up: capture(returns, benchmark, (value) => value > 0, of),
    down: capture(returns, benchmark, (value) => value <= 0, of),
  }
}

/** Ratios of summed returns (PerformanceAnalytics before 2.1). */
export function captureRatios(returns: Float64Array, benchmark: Float64Array): Captures {
  return captures(returns, benchmark, summed)
}

/** Ratios of compounded returns (PerformanceAnalytics from 2.1 on). */
export function geometricCaptureRatios(returns: Float64Array, benchmark: Float64Array): Captures {
  return captures(returns, benchmark, compounded)
}
