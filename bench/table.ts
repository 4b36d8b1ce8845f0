import { type BenchRow, isMet, ratioOf, type WorkloadReport } from './row.ts'

/** Everything that is kept of one run. */
export interface BenchResults {
  machine: string
  commit: string
  reports: (WorkloadReport & { name: string; error: string | null })[]
}

/** A workload that failed has a line too, so that no table passes for whole with one missing. */
function lines({ name, rows, error }: BenchResults['reports'][number]): string[][] {
  return error === null ? rows.map(cells) : [['', name, '', '', '', '', '', 'NO', 'failed']]
}

const HEAD = ['', 'workload', 'ours ms', 'reference', 'ms', 'ratio', 'allowed', 'met', 'note']

function cells(line: BenchRow): string[] {
  const { workload, what, ours_ms, reference, reference_ms, allowed_ratio, note } = line
  const number = (value: number | null | undefined, digits: number): string => (value == null ? '' : value.toFixed(digits))
  const met = isMet(line)
  const verdict = met === undefined ? '' : met ? 'yes' : 'NO'
  return [
    workload,
    what,
    number(ours_ms, 1),
    reference,
    number(reference_ms, 1),
    number(ratioOf(line), 2),
    number(allowed_ratio, 2),
    verdict,
    note,
  ]
}

/** One Markdown table of all workloads in their order, columns aligned, and what each process took at most. */
export function benchTable({ machine, commit, reports }: BenchResults): string {
  const rows = [HEAD, ...reports.flatMap(lines)]
  const widths = HEAD.map((_, k) => Math.max(...rows.map((line) => (line[k] as string).length)))
  const line = (texts: readonly string[]): string => `| ${texts.map((text, k) => text.padEnd(widths[k] as number)).join(' | ')} |`
  const rule = line(widths.map((width) => '-'.repeat(width)))
  const processes = reports.map(
    ({ name, peak_memory_mb, seconds, error }) => `- ${name}: ${error ?? `${peak_memory_mb} MB at most, ${seconds.toFixed(0)} s`}`,
  )
  const [head, ...body] = rows.map(line)
  return [`${machine}; commit ${commit}`, '', head, rule, ...body, '', ...processes, ''].join('\n')
}
