import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openFacts } from '../data/facts/openFacts.ts'
import { openTables } from '../data/tables/openTables.ts'
import { openWorkspace } from '../data/workspace.ts'
import { sampleStrategy } from '../fixtures/sampleFacts.ts'

/** Median and worst milliseconds of `runs` calls. */
async function measure(name: string, runs: number, work: (run: number) => unknown): Promise<void> {
  const times: number[] = []
  for (let run = 0; run < runs; run++) {
    const start = performance.now()
    await work(run)
    times.push(performance.now() - start)
  }
  times.sort((a, b) => a - b)
  const [median, worst] = [times[times.length >> 1] as number, times.at(-1) as number]
  console.log(`${name.padEnd(34)} median ${median.toFixed(1).padStart(7)} ms   worst ${worst.toFixed(1).padStart(7)} ms`)
}

const megabytes = (): number => Math.round(process.memoryUsage().rss / 2 ** 20)

async function benchmark(count: number): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'quantopia-bench-'))
  const workspace = openWorkspace(home)
  const facts = openFacts(workspace)
  const tables = openTables(workspace, facts)
  console.log(`\n${count} strategies`)
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
  await measure('getTop', 30, () => tables.getTop())
  await measure('getRecent', 30, () => tables.getRecent())
  await measure('searchByModel', 10, () => tables.searchByModel('XGBoost_direction_v3'))
  await measure('getUnderexploredAreas', 30, () => tables.getUnderexploredAreas({ indicators }))
  await measure('getGenealogy', 30, (run) => tables.getGenealogy(sampleStrategy(run * 7 + 3).strategy_id))
  await measure('showStrategy', 30, (run) => tables.showStrategy(sampleStrategy(run).strategy_id))
  await measure('sql, first', 1, () => tables.sql('SELECT count(*) FROM strategies'))
  await measure('sql, average by type', 30, () =>
    tables.sql('SELECT strategy_type, avg(metrics.sharpe_ratio) FROM strategies GROUP BY 1 ORDER BY 2 DESC'),
  )
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

for (const count of process.argv
  .slice(2)
  .map(Number)
  .concat(process.argv.length > 2 ? [] : [1_000, 10_000]))
  await benchmark(count)
