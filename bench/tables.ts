import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { openFacts } from '../data/facts/openFacts.ts'
import { openTables } from '../data/tables/openTables.ts'
import { openWorkspace } from '../data/workspace.ts'
import { sampleStrategy } from '../fixtures/sampleFacts.ts'

/** Median and worst milliseconds of some calls. */
export interface TableTiming {
  readonly name: string
  readonly median: number
  readonly worst: number
  /** One of those that agents ask. */
  readonly isQuery: boolean
}

type Measure = (name: string, runs: number, work: (run: number) => unknown, isQuery?: boolean) => Promise<void>

function measureInto(timings: TableTiming[]): Measure {
  return async (name, runs, work, isQuery = false) => {
    const times: number[] = []
    for (let run = 0; run < runs; run++) {
      const start = performance.now()
      await work(run)
      times.push(performance.now() - start)
    }
    times.sort((x, y) => x - y)
    timings.push({ name, median: times[times.length >> 1] as number, worst: times.at(-1) as number, isQuery })
  }
}

const megabytes = (): number => Math.round(process.memoryUsage().rss / 2 ** 20)

/** Writing, publishing and every question of the agents, on a database of so many strategies. */
export async function benchTables(count: number): Promise<TableTiming[]> {
  const timings: TableTiming[] = []
  const measure = measureInto(timings)
  const home = mkdtempSync(join(tmpdir(), 'quantopia-bench-'))
  const workspace = openWorkspace(home)
  const facts = openFacts(workspace)
  const tables = openTables(workspace, facts)
  for (let i = 0; i < count; i += 1000) {
    facts.recordAll(
      Array.from({ length: Math.min(1000, count - i) }, (_, k) => ({ kind: 'strategies' as const, fact: sampleStrategy(i + k) })),
    )
  }
  const indicators = ['rsi', 'sma', 'macd', 'obv', 'atr', 'adx', 'cci', 'psar']
  await measure('first publication', 1, () => tables.publish())
  await measure('publish, nothing new', 50, () => tables.publish())
  await measure('record + publish one', 30, (run) => {
    facts.record('strategies', sampleStrategy(count + run))
    return tables.publish()
  })
  await measure('getTop', 30, () => tables.getTop(), true)
  await measure('getRecent', 30, () => tables.getRecent(), true)
  await measure('searchByModel, 20 rows as agents ask', 30, () => tables.searchByModel('XGBoost_direction_v3', 20), true)
  await measure('searchByModel, every row', 10, () => tables.searchByModel('XGBoost_direction_v3'))
  await measure('getUnderexploredAreas', 30, () => tables.getUnderexploredAreas({ indicators }), true)
  await measure('getGenealogy', 30, (run) => tables.getGenealogy(sampleStrategy(run * 7 + 3).strategy_id), true)
  await measure('showStrategy', 30, (run) => tables.showStrategy(sampleStrategy(run).strategy_id), true)
  await measure('sql, first', 1, () => tables.sql('SELECT count(*) FROM strategies'))
  await measure(
    'sql, average by type',
    30,
    () => tables.sql('SELECT strategy_type, avg(metrics.sharpe_ratio) FROM strategies GROUP BY 1 ORDER BY 2 DESC'),
    true,
  )
  await tables.close()
  facts.close()
  rmSync(home, { recursive: true, force: true })
  return timings
}

/** Whether memory grows with use. */
async function benchLeak(count: number): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'quantopia-bench-'))
  const workspace = openWorkspace(home)
  const facts = openFacts(workspace)
  const tables = openTables(workspace, facts)
  facts.recordAll(Array.from({ length: count }, (_, k) => ({ kind: 'strategies' as const, fact: sampleStrategy(k) })))
  const before = megabytes()
  for (let run = 0; run < 300; run++) {
    facts.record('strategies', sampleStrategy(count + 1000 + run))
    await tables.publish()
    await tables.getTop()
    await tables.sql('SELECT count(*) FROM strategies')
  }
  console.log(`rss before and after 300 cycles of record, publish, ask: ${before} and ${megabytes()} MB`)
  await tables.close()
  facts.close()
  rmSync(home, { recursive: true, force: true })
}

function print(count: number, timings: readonly TableTiming[]): void {
  console.log(`\n${count} strategies`)
  for (const { name, median, worst } of timings) {
    console.log(`${name.padEnd(34)} median ${median.toFixed(1).padStart(7)} ms   worst ${worst.toFixed(1).padStart(7)} ms`)
  }
}

/** `npx tsx bench/tables.ts [COUNT…]` */
if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const counts = process.argv.slice(2).map(Number)
  for (const count of counts.length > 0 ? counts : [1_000, 10_000]) print(count, await benchTables(count))
  await benchLeak(1_000)
}
