import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { cpus, loadavg, platform, totalmem } from 'node:os'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { messageOf, UsageError } from '../domain/errors.ts'
import { didYouMean } from '../domain/suggest.ts'
import type { WorkloadReport } from './row.ts'
import { runWorkload, type WorkloadName, WORKLOADS } from './runWorkload.ts'
import { benchTable, type BenchResults } from './table.ts'

const HERE = fileURLToPath(import.meta.url)

/** With the load before the first workload: where it is not near 0, only ratios mean anything, and several cores cannot be shown. */
function machine(): string {
  const gigabytes = Math.round(totalmem() / 2 ** 30)
  const load = (loadavg()[0] ?? NaN).toFixed(1)
  return `${cpus()[0]?.model.trim() ?? 'unknown processor'}, ${cpus().length} cores, ${gigabytes} GB, ${platform()}, Node ${process.version}, load ${load}`
}

function commit(): string {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim()
  } catch {
    return 'unknown'
  }
}

function inProcess(name: WorkloadName, python: string | undefined): BenchResults['reports'][number] {
  const pythonArguments = python === undefined ? [] : ['--python', python]
  try {
    const text = execFileSync(process.execPath, ['--import', 'tsx', HERE, '--child', name, ...pythonArguments], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    return { name, ...(JSON.parse(text) as WorkloadReport), error: null }
  } catch (error) {
    return { name, rows: [], peak_memory_mb: 0, seconds: 0, error: `failed: ${messageOf(error).split('\n')[0] ?? ''}` }
  }
}

function chosen(names: readonly string[]): WorkloadName[] {
  const known: readonly string[] = WORKLOADS
  for (const name of names) {
    if (!known.includes(name)) throw new UsageError(`No workload "${name}"${didYouMean(name, known)}; known: ${known.join(' ')}.`)
  }
  return WORKLOADS.filter((name) => names.length === 0 || names.includes(name))
}

/** `npm run bench -- [WORKLOAD…] [--python PATH]`: all of them are kept in bench/results.md and .json, some are only printed. */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { python: { type: 'string' }, child: { type: 'string' } },
})
if (values.child !== undefined) {
  console.log(JSON.stringify(await runWorkload(chosen([values.child])[0] as WorkloadName, values.python)))
} else {
  const measuredOn = machine()
  const reports = chosen(positionals).map((name) => {
    console.error(`${name} …`)
    return inProcess(name, values.python)
  })
  const results: BenchResults = { machine: measuredOn, commit: commit(), reports }
  console.log(benchTable(results))
  if (positionals.length === 0) {
    writeFileSync(new URL('./results.md', import.meta.url), benchTable(results))
    writeFileSync(new URL('./results.json', import.meta.url), `${JSON.stringify(results, null, 2)}\n`)
  }
}
