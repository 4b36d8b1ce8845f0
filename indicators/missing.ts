import { type BarColumn, barCount, type Bars, sliceBars } from '../domain/bars.ts'

/**
 * The policy on missing values, for every indicator: a bar on which a column that the indicator reads is not finite has no value, and the
 * indicator starts anew on the bar after it, warm-up and all, as if the bars began there. So a missing bar is never bridged by a guess,
 * never poisons a running average for ever, and the kernels need not look for it.
 */
export function acrossGaps(
  bars: Bars,
  reads: readonly BarColumn[],
  outputCount: number,
  calculate: (run: Bars) => Float64Array[],
): Float64Array[] {
  if (reads.every((name) => isFinite(bars[name]))) return calculate(bars)
  const outputs = Array.from({ length: outputCount }, () => new Float64Array(barCount(bars)).fill(NaN))
  for (const [from, to] of completeRuns(bars, reads)) {
    calculate(sliceBars(bars, from, to)).forEach((column, k) => outputs[k]?.set(column, from))
  }
  return outputs
}

/**
 * Whether every value is finite: what is missing leaves no finite sum, and four sums at once keep the processor busy. Values so large that their
 * sum overflows are taken for missing, which costs time and changes nothing.
 */
function isFinite(column: Float64Array): boolean {
  const whole = column.length & ~3
  let a = 0
  let b = 0
  let c = 0
  let d = 0
  for (let i = 0; i < whole; i += 4) {
    a += column[i] as number
    b += column[i + 1] as number
    c += column[i + 2] as number
    d += column[i + 3] as number
  }
  for (let i = whole; i < column.length; i++) a += column[i] as number
  return Number.isFinite(a + b + c + d)
}

/** The longest runs [from, to) of bars on which every column of `reads` is finite. */
export function completeRuns(bars: Bars, reads: readonly BarColumn[]): [number, number][] {
  const runs: [number, number][] = []
  const length = barCount(bars)
  let from = 0
  for (let i = 0; i <= length; i++) {
    if (i < length && reads.every((name) => Number.isFinite(bars[name][i]))) continue
    if (i > from) runs.push([from, i])
    from = i + 1
  }
  return runs
}
