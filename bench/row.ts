/** One line of the table; kept in bench/results.json. Milliseconds. */
export interface BenchRow {
  /** `(1)` to `(8)` of the issue. */
  workload: string
  what: string
  ours_ms: number
  /** What it is compared to in the same run, or a fixed limit. */
  reference: string
  reference_ms: number | null
  /** ours / reference must not be more; null where the line is for information. */
  allowed_ratio: number | null
  note: string
}

/** What one workload's process prints at its end. */
export interface WorkloadReport {
  rows: BenchRow[]
  peak_memory_mb: number
  seconds: number
}

export function row(
  workload: string,
  what: string,
  oursMs: number,
  against: { name: string; ms: number | undefined; allowed?: number | undefined },
  note = '',
): BenchRow {
  const { name, ms, allowed } = against
  return { workload, what, ours_ms: oursMs, reference: name, reference_ms: ms ?? null, allowed_ratio: allowed ?? null, note }
}

export function ratioOf({ ours_ms, reference_ms }: BenchRow): number | undefined {
  return reference_ms === null ? undefined : ours_ms / reference_ms
}

/** Whether a line keeps its target; undefined where it has none or nothing to be compared to. */
export function isMet(line: BenchRow): boolean | undefined {
  const ratio = ratioOf(line)
  return ratio === undefined || line.allowed_ratio === null ? undefined : ratio <= line.allowed_ratio
}
