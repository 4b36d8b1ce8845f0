import { type BarColumn, barCount, type Bars } from '../domain/bars.ts'

/**
 * The policy on missing values, for every feature: a bar lacks a column where it is not finite, or a price is not positive, or a volume is
 * negative. On such a bar a feature that reads the column has no value, and it starts anew on the bar after it, warm-up and all, as if the
 * bars began there. So nothing is bridged by a guess and nothing is poisoned for ever.
 * @returns the longest runs [from, to) on which every column of `reads` is there
 */
export function completeRuns(bars: Bars, reads: readonly BarColumn[]): [number, number][] {
  const length = barCount(bars)
  const missing = new Uint8Array(length)
  for (const name of reads) markMissing(bars[name], LOWEST[name], missing)
  const runs: [number, number][] = []
  let from = 0
  for (let i = 0; i <= length; i++) {
    if (i < length && missing[i] === 0) continue
    if (i > from) runs.push([from, i])
    from = i + 1
  }
  return runs
}

/** The least value that counts: any positive price, a volume of nothing, any time. */
const LOWEST: Readonly<Record<BarColumn, number>> = {
  time: -Number.MAX_VALUE,
  open: Number.MIN_VALUE,
  high: Number.MIN_VALUE,
  low: Number.MIN_VALUE,
  close: Number.MIN_VALUE,
  volume: 0,
}

function markMissing(column: Float64Array, lowest: number, missing: Uint8Array): void {
  for (let i = 0; i < column.length; i++) {
    const value = column[i] as number
    if (!(value >= lowest && value <= Number.MAX_VALUE)) missing[i] = 1
  }
}
