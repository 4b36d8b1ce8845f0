import type { BenchRow, WorkloadReport } from './row.ts'

/** The workloads in the order of the issue; each is run in a process of its own, so that none warms or fills another's. */
export const WORKLOADS = [
  'sweepOfCrossovers',
  'oneColumnWithStops',
  'generatedStrategy',
  'indicatorColumns',
  'featureMatrix',
  'overfitting',
  'wholeSession',
  'database',
] as const

export type WorkloadName = (typeof WORKLOADS)[number]

export async function runWorkload(name: WorkloadName, python: string | undefined): Promise<WorkloadReport> {
  const started = performance.now()
  const url = new URL(`./workloads/${name}.ts`, import.meta.url)
  const { default: run } = (await import(url.href)) as { default: (python?: string) => Promise<BenchRow[]> }
  const rows = await run(python)
  // Kilobytes, on Linux and macOS alike through libuv.
  const peak = Math.round(process.resourceUsage().maxRSS / 1024)
  return { rows, peak_memory_mb: peak, seconds: (performance.now() - started) / 1000 }
}
