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

/** Whether every value is finite: v − v is 0 for a finite number and NaN else; four sums at once keep the processor busy. */
function isFinite(column: Float64Array): boolean {
  const length = column.length
  let a = 0
  let b = 0
  let c = 0
  let d = 0
  let i = 0
  for (; i + 3 < length; i += 4) {
    const p = column[i] as number
    const q = column[i + 1] as number
    const r = column[i + 2] as number
    const s = column[i + 3] as number
    a += p - p
    b += q - q
    c += r - r
    d += s - s
  }
  for (; i < length; i++) {
    const p = column[i] as number
    a += p - p
  }
  return a + b + c + d === 0
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
