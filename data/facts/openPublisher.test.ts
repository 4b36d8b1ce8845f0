import { DuckDBInstance } from '@duckdb/node-api'
import fc from 'fast-check'
import { appendFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ResourceError } from '../../domain/errors.ts'
import type { SourceFact } from '../../domain/facts.ts'
import { sampleStrategy, sampleTrial } from '../../fixtures/sampleFacts.ts'
import { openWorkspace, type Workspace } from '../workspace.ts'
import { TABLE_NAMES } from './kinds.ts'
import { openFacts, type FactStore } from './openFacts.ts'
import { openPublisher, type Publisher } from './openPublisher.ts'

let home: string
let workspace: Workspace
let facts: FactStore
let publisher: Publisher

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'quantopia-publish-'))
  workspace = openWorkspace(join(home, "it's a [work]space"))
  facts = openFacts(workspace)
  publisher = openPublisher(workspace, facts)
})
afterEach(() => {
  facts.close()
  rmSync(home, { recursive: true })
})

/** As anybody's DuckDB sees it, started in the workspace. */
async function plainDuckDB(sql: string): Promise<Record<string, unknown>[]> {
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  const here = join(workspace.home, 'tables').replaceAll("'", "''").replace('[', '[[]')
  const reader = await connection.runAndReadAll(sql.replaceAll("'tables", `'${here}`))
  const rows = reader.getRowObjectsJson()
  connection.closeSync()
  instance.closeSync()
  return rows
}

const source = (i: number): SourceFact => ({
  code_hash: `h${i}`,
  text: `text ${i}`,
  written_by: 'test',
  created_at: '2024-01-01T00:00:00.000Z',
})
const returnsFact = (i: number) => ({ trial_id: `tri_${i}`, first_day: '2023-01-01', returns: [i, i / 10] })
const part = (kind: string, index: number): string => join(workspace.tablesDir, kind, `part-0000${index}.parquet`)
const mark = (file: string): string => `${statSync(file).ino} ${statSync(file, { bigint: true }).mtimeNs}`

describe('what plain DuckDB sees', () => {
  it('is an empty table with its types before the first fact', async () => {
    await publisher.publish()
    expect(readdirSync(workspace.tablesDir).sort()).toEqual([...TABLE_NAMES].sort())
    expect(await plainDuckDB("SELECT * FROM 'tables/strategies/*.parquet'")).toEqual([])
    const types = await plainDuckDB("SELECT column_name, column_type FROM (DESCRIBE FROM 'tables/strategies/*.parquet')")
    expect(types.slice(0, 8)).toEqual(
      [
        'strategy_id',
        'strategy_name',
        'strategy_type',
        'indicators_used',
        'ml_models_used',
        'strategy_logic',
        'entry_logic',
        'exit_logic',
      ].map((column_name) => ({
        column_name,
        column_type: ['indicators_used', 'ml_models_used'].includes(column_name) ? 'VARCHAR[]' : 'VARCHAR',
      })),
    )
    const type = (name: string): unknown => types.find(({ column_name }) => column_name === name)?.['column_type']
    expect(type('metrics')).toMatch(/^STRUCT\(sharpe_ratio DOUBLE, .*num_trades BIGINT/)
    expect(type('exploration_vector')).toBe('STRUCT(modification VARCHAR, details VARCHAR)')
    expect([type('passed_filter'), type('created_at'), type('parent_id')]).toEqual(['BOOLEAN', 'TIMESTAMP', 'VARCHAR'])
  })

  it('is every fact with its values, null where there is none', async () => {
    facts.recordAll([0, 6].map((i) => ({ kind: 'strategies', fact: sampleStrategy(i) })))
    facts.record('returns', { trial_id: 't', first_day: '2023-01-01', returns: [0.1, -1e-300, 0] })
    const evidence = [{ tool: 'get_top', arguments: { limit: 3 }, result: { rows: [{ name: "it's" }] } }]
    const decision = {
      action: 'explore' as const,
      strategy_type: 'pure_technical' as const,
      logic: 'momentum' as const,
      rationale: 'because of reasons',
      indicators: ['rsi'],
      ml_requirements: null,
      parent_id: null,
      exploration_vector: { modification: 'new_idea', details: 'all' },
    }
    const rest = { model: 'offline', input_tokens: 1, output_tokens: 2, created_at: '2024-01-01T00:00:00.000Z' }
    facts.record('decisions', { decision_id: 'd', session_id: 's', iteration: 0, decision, evidence, ...rest })
    await publisher.publish()
    const [completed, failed] = await plainDuckDB("SELECT * FROM 'tables/strategies/*.parquet'")
    expect({ ...completed, created_at: 0, window_from: 0, window_to: 0 }).toEqual(
      textNumbers({ ...sampleStrategy(0), created_at: 0, window_from: 0, window_to: 0 }),
    )
    expect(completed?.['created_at']).toBe('2024-01-01 00:00:00')
    expect(failed).toMatchObject({ metrics: null, verdict: null, baselines: null, code_hash: null, failure: sampleStrategy(6).failure })
    expect(await plainDuckDB("SELECT first_day::VARCHAR AS day, returns FROM 'tables/returns/*.parquet'")).toEqual([
      { day: '2023-01-01', returns: [0.1, -1e-300, 0] },
    ])
    const [row] = await plainDuckDB(
      "SELECT evidence, evidence->>'$[0].result.rows[0].name' AS name, decision.indicators[1] AS i FROM 'tables/decisions/*.parquet'",
    )
    expect(row).toMatchObject({ name: "it's", i: 'rsi' })
    expect(JSON.parse(String(row?.['evidence']))).toEqual(evidence)
  })

  it('is any text and any finite number, unchanged', async () => {
    let i = 0
    const stored = new Map<string, { text: string; returns: number[] }>()
    const anyReturns = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { maxLength: 5 })
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 30 }), anyReturns, (text, returns) => {
        const id = `x${i++}`
        stored.set(id, { text, returns })
        facts.record('sources', { ...source(0), code_hash: id, text })
        facts.record('returns', { trial_id: id, first_day: '2023-01-01', returns })
      }),
      { numRuns: 150 },
    )
    await publisher.publish()
    const rows = await plainDuckDB(
      "SELECT code_hash AS id, text, returns FROM 'tables/sources/*.parquet' JOIN 'tables/returns/*.parquet' ON trial_id = code_hash",
    )
    expect(rows).toHaveLength(stored.size)
    // JSON knows no negative zero.
    for (const { id, ...values } of rows) {
      const expected = stored.get(String(id))
      expect(values).toEqual({ text: expected?.text, returns: expected?.returns.map((value) => value + 0) })
    }
  })
})

/** What DuckDB's JSON does to BIGINT: a text. */
function textNumbers(value: unknown, key = ''): unknown {
  const bigints = [
    'iteration',
    'seed',
    'repairs',
    'trials_counted',
    'max_drawdown_bars',
    'num_trades',
    'bars',
    'runs',
    'folds',
    'oos_trades',
  ]
  if (bigints.includes(key)) return String(value)
  if (Array.isArray(value)) return value.map((element) => textNumbers(element))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, textNumbers(inner, name)]))
}

describe('parts', () => {
  const publishReturns = async (from: number, to: number): Promise<void> => {
    facts.recordAll(Array.from({ length: to - from }, (_, i) => ({ kind: 'returns', fact: returnsFact(from + i) })))
    await publisher.publish(['returns'])
  }
  const count = async (): Promise<number> =>
    Number((await plainDuckDB("SELECT count(DISTINCT trial_id) n, count(*) m FROM 'tables/returns/*.parquet'"))[0]?.['m'])

  it('are written again only while they fill, in the order of the facts', async () => {
    await publishReturns(0, 100)
    const full = mark(part('returns', 0))
    await publishReturns(100, 130)
    const last = mark(part('returns', 1))
    await publishReturns(130, 131)
    expect(mark(part('returns', 0))).toBe(full)
    expect(mark(part('returns', 1))).not.toBe(last)
    await publishReturns(131, 420)
    expect(readdirSync(join(workspace.tablesDir, 'returns'))).toHaveLength(5)
    const ids = await plainDuckDB(
      "SELECT trial_id FROM read_parquet('tables/returns/*.parquet', file_row_number = true, filename = true) ORDER BY filename, file_row_number",
    )
    expect(ids.map((row) => row['trial_id'])).toEqual(Array.from({ length: 420 }, (_, i) => `tri_${i}`))
  })

  it('stay as they are when nothing is new, for this process and the next', async () => {
    await publishReturns(0, 150)
    const before = [mark(part('returns', 0)), mark(part('returns', 1))]
    await publisher.publish()
    await openPublisher(workspace, facts).publish()
    expect([mark(part('returns', 0)), mark(part('returns', 1))]).toEqual(before)
  })

  it('are the same whoever publishes: processes that take turns, or all at once', async () => {
    const others = [openPublisher(workspace, facts), openPublisher(workspace, facts)]
    for (let i = 0; i < 260; i += 20) {
      facts.recordAll(Array.from({ length: 20 }, (_, k) => ({ kind: 'returns', fact: returnsFact(i + k) })))
      await Promise.all([publisher, ...others].slice(0, 1 + ((i / 20) % 3)).map((each) => each.publish(['returns'])))
      expect(await count()).toBe(i + 20)
    }
  })

  it('are repaired: leftovers of a killed publisher, a torn part, a lost part, parts of an older version', async () => {
    await publishReturns(0, 250)
    const leftover = `${part('returns', 2)}.tmp`
    writeFileSync(leftover, 'half a part')
    truncateSync(part('returns', 1), 100)
    rmSync(part('returns', 0))
    const instance = await DuckDBInstance.create(':memory:')
    const connection = await instance.connect()
    await connection.run(`COPY (SELECT 'tri_200' AS trial_id) TO '${part('returns', 2).replaceAll("'", "''")}' (FORMAT parquet)`)
    await connection.run(`COPY (SELECT 'old' AS trial_id) TO '${part('returns', 3).replaceAll("'", "''")}' (FORMAT parquet)`)
    instance.closeSync()
    await openPublisher(workspace, facts).publish(['returns'])
    expect(await count()).toBe(250)
    expect(readdirSync(join(workspace.tablesDir, 'returns'))).toHaveLength(3)
  })

  it('are never replaced by fewer facts: a fact database that was rolled back is an error', async () => {
    await publishReturns(0, 150)
    const rolledBack = openFacts({ factsFile: join(home, 'rolled-back.sqlite') })
    rolledBack.record('returns', returnsFact(0))
    await expect(openPublisher(workspace, rolledBack).publish(['returns'])).rejects.toThrow(/more returns than the fact database/)
    expect(await count()).toBe(150)
    rolledBack.close()
  })

  it('that cannot be written are a ResourceError', async () => {
    rmSync(join(workspace.tablesDir, 'returns'), { recursive: true, force: true })
    writeFileSync(join(workspace.tablesDir, 'returns'), 'in the way')
    await expect(publisher.publish(['returns'])).rejects.toThrow(ResourceError)
    rmSync(join(workspace.tablesDir, 'returns'))
    mkdirSync(join(workspace.tablesDir, 'returns'))
    appendFileSync(join(workspace.tablesDir, 'returns', 'README.txt'), 'somebody else put this here')
    await publishReturns(0, 1)
    expect(await count()).toBe(1)
  })
})

it('publishes a new strategy while the ones before it stay readable', async () => {
  for (let i = 0; i < 30; i++) {
    facts.record('strategies', sampleStrategy(i))
    facts.record('trials', sampleTrial(i))
    const [, rows] = await Promise.all([
      publisher.publish(),
      i === 0 ? [] : plainDuckDB("SELECT count(*) AS n FROM 'tables/strategies/*.parquet'"),
    ])
    if (i > 0) expect([i, i + 1]).toContain(Number(rows[0]?.['n']))
  }
})
