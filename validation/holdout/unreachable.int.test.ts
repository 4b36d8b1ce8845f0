import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSandboxWithoutWalls } from '../../backtest/proof/openSandbox.ts'
import { KIND_NAMES } from '../../data/facts/kinds.ts'
import { openLockedDatabase } from '../../data/tables/lockedDatabase.ts'
import { makeBars } from '../../data/markets/makeBars.ts'
import type { Bars } from '../../domain/bars.ts'
import type { ModelVersion } from '../../domain/ml.ts'
import { ACTION } from '../../domain/order.ts'
import { runCli } from '../../fixtures/cli.ts'
import { temporaryHome } from '../../fixtures/home.ts'
import { openLaboratory, type Laboratory } from '../../fixtures/laboratory.ts'
import { sampleMetrics } from '../../fixtures/sampleFacts.ts'
import { runSession } from '../../graph/runSession.ts'
import { codegenTools } from '../../tools/codegenTools.ts'
import { quantTools } from '../../tools/quantTools.ts'
import { strategistTools } from '../../tools/strategistTools.ts'

const BARS = 3000
/** 80 % of 125 days. */
const SEAL = 2400
const STRATEGIES = 2
const DATASET = 'lab:BTCUSDT:1h'
/** Every sealed price begins so, and nothing else does. */
const MARK = 7777
const SHOWN = new RegExp(`\\b${MARK}\\d`)
/** What a holdout said. */
const TOLD = 4.321987

const market = makeBars('null_walk', 'unreachable', BARS)

/** The same market before its seal, and marked prices after it. */
function marked(bars: Bars): Bars {
  const price = (column: Float64Array): Float64Array => column.map((value, i) => (i < SEAL ? value : MARK * 10 + (i % 10)))
  return { ...bars, open: price(bars.open), high: price(bars.high), low: price(bars.low), close: price(bars.close) }
}

async function research(bars: Bars): Promise<Laboratory & { readonly home: string; readonly facts: string[] }> {
  const home = temporaryHome()
  const laboratory = await openLaboratory(home, bars, STRATEGIES, 'Find BTC strategies without machine learning')
  await runSession(laboratory.context, laboratory.session, () => undefined).ended
  return { ...laboratory, home, facts: essence(laboratory) }
}

/** Facts with ids and hashes by the order of their first appearance: they name the data, and are all that may differ. */
function essence({ context }: Laboratory): string[] {
  const names = new Map<string, string>()
  const rename = (id: string): string => names.get(id) ?? (names.set(id, `id${names.size}`), names.get(id) as string)
  const plain = (body: string): string =>
    body.replace(/"created_at":"[^"]*"/g, '').replace(/\b([a-z]+_)?([0-9a-f]{64}|[0-9a-f]{12})\b/g, rename)
  return KIND_NAMES.flatMap((kind) => context.facts.bodies(kind, 0, 10_000).map((body) => kind + plain(body)))
}

let lab: Awaited<ReturnType<typeof research>>
let twin: Awaited<ReturnType<typeof research>>
beforeAll(async () => {
  lab = await research(marked(market))
  twin = await research(market)
  const [code_hash] = lab.context.facts.idsFrom('sources', '', 1)
  const metrics = { ...sampleMetrics(0), sharpe_ratio: TOLD }
  const about = { code_hash: code_hash!, dataset_id: DATASET, dataset_hash: 'd', trial_id: 't', session_id: lab.session.session_id }
  const opened = {
    opened_from: '2018-04-11T00:00:00.000Z',
    opened_to: '2018-05-05T23:00:00.000Z',
    failure: null,
    created_at: '2024-01-01T00:00:00.000Z',
  }
  lab.context.facts.record('holdouts', { holdout_id: 'hold_1', ...about, ...opened, metrics, probability_of_skill: TOLD })
  await lab.context.tables.publish()
}, 120_000)
afterAll(async () => {
  await lab.context.close()
  await twin.context.close()
})

const sealed = market.time[SEAL]!
const isoSeal = new Date(sealed).toISOString()
const hides = (text: string): void => {
  expect(text).not.toMatch(SHOWN)
  expect(text).not.toContain(String(TOLD))
}

describe('by SQL', () => {
  const lake = (): string => `${lab.home}/lake/ohlcv/**/*.parquet`
  const attacks: [string, () => string][] = [
    ['the bars themselves', () => `SELECT * FROM read_parquet('${lake()}')`],
    ['their files by name', () => `SELECT * FROM glob('${lab.home}/**')`],
    ['a path as a table', () => `FROM '${lake()}'`],
    ['a path out of the tables', () => `FROM read_parquet('${lab.home}/tables/../lake/**/*.parquet')`],
    ['the cache', () => `SELECT * FROM read_blob('${lab.home}/cache/**')`],
    ['the fact store', () => `ATTACH '${lab.home}/facts.sqlite' AS f (TYPE sqlite)`],
    ['the fact store as a function', () => `SELECT * FROM sqlite_scan('${lab.home}/facts.sqlite', 'holdouts')`],
    ['the fact store as bytes', () => `SELECT * FROM read_text('${lab.home}/facts.sqlite')`],
    ['the openings', () => 'SELECT * FROM holdouts'],
    ['the openings with their schema', () => 'SELECT * FROM main.holdouts'],
    ['the openings inside another query', () => 'SELECT (SELECT max(probability_of_skill) FROM holdouts)'],
    ['the openings through a view', () => 'CREATE VIEW h AS SELECT * FROM holdouts'],
    ['the openings in WITH', () => 'WITH h AS (SELECT * FROM holdouts) SELECT * FROM h'],
    ['a text as SQL', () => `FROM query('FROM holdouts')`],
  ]
  it.each(attacks)('%s cannot be read', async (_what, attack) => {
    await expect(lab.context.tables.sql(attack())).rejects.toThrow(/not allowed|no table|Only reading/)
    const database = await openLockedDatabase(lab.context.workspace.tablesDir)
    const connection = await database.connect()
    await expect(connection.runAndReadAll(attack())).rejects.toThrow()
    connection.closeSync()
    database.close()
  })

  it('no table holds a sealed price or a holdout figure, and none is published for the openings', async () => {
    const names = (await lab.context.tables.sql('SHOW TABLES')).rows.flat() as string[]
    expect(names).not.toContain('holdouts')
    expect(existsSync(join(lab.home, 'tables/holdouts'))).toBe(false)
    for (const name of names) hides(JSON.stringify((await lab.context.tables.sql(`SELECT * FROM ${name}`, { maxRows: 1000 })).rows))
    expect((await lab.context.tables.sql(`SELECT count(*) FROM returns WHERE first_day >= DATE '${isoSeal.slice(0, 10)}'`)).rows).toEqual([
      [0],
    ])
  })
})

describe('by the agents’ tools', () => {
  it('none shows a sealed price or a holdout figure', async () => {
    const { tables, models, facts } = lab.context
    const tools = [...strategistTools(tables, models, lab.session), ...codegenTools(tables), ...quantTools()]
    const strategy_id = facts.strategiesOf(lab.session.session_id)[0]!.strategy_id
    const given: Record<string, object> = {
      search_by_model: { model_id: 'Linear_direction_v1' },
      get_genealogy: { strategy_id },
      show_strategy: { strategy_id },
      list_features: { group: 'price' },
      query_sql: { sql: 'SELECT * FROM seals' },
    }
    expect(tools.length).toBeGreaterThan(9)
    for (const one of tools) {
      const answer: unknown = await one.invoke(given[one.name] ?? {})
      expect(JSON.stringify(answer).length, one.name).toBeGreaterThan(10)
      hides(JSON.stringify(answer))
    }
  })
})

describe('by a strategy', () => {
  it('gets no bar at or after the seal, in no run, and none is in the memory behind its columns', async () => {
    const sandbox = openSandboxWithoutWalls(
      { warmupBars: 1 },
      () =>
        (index, { side }) =>
          index % 9 === 0 && side === 0 ? ACTION.enterLong : side === 0 ? ACTION.hold : ACTION.exit,
    )
    await lab.attempt({ sandbox })
    expect(sandbox.runs.length).toBeGreaterThan(10)
    for (const { bars } of sandbox.runs) {
      expect(bars.time.at(-1)).toBeLessThan(sealed)
      for (const column of [bars.open, bars.close])
        expect(new Float64Array(column.buffer).some((price) => Math.floor(price / 10) === MARK)).toBe(false)
    }
  })
})

describe('by the command line', { timeout: 120_000 }, () => {
  const file = (): string => {
    const path = join(lab.home, 'strategy.ts')
    writeFileSync(
      path,
      `export default class Late extends Strategy {
        static needs = { warmupBars: 1, indicators: {} }
        shouldEnter(bar) { return bar.hour === 3 ? 'long' : 'none' }
        shouldExit(bar) { return bar.hour === 9 }
      }`,
    )
    return path
  }
  const cli = (...args: string[]) => runCli([...args, '--json', '--workspace', lab.home])

  it('no backtest begins behind the seal, and none goes on beyond it', async () => {
    const inside = await cli('backtest', file(), '--dataset', DATASET, '--from', isoSeal.slice(0, 10))
    expect(inside.code).toBe(2)
    expect(inside.stdout).toMatch(/sealed/)
    const across = await cli('backtest', file(), '--dataset', DATASET, '--to', '2030-01-01')
    expect(across.code, across.stderr).toBe(0)
    expect(across.stdout).toContain(isoSeal)
    hides(across.stdout)
  })

  it('no session researches beyond it', async () => {
    const { code, stdout, stderr } = await cli('research', '--strategies', '1', '--dataset', DATASET, '--to', '2030-01-01')
    expect(code, stderr).toBe(0)
    expect((JSON.parse(stdout) as { window_to: string }).window_to).toBe(isoSeal)
    expect(stderr).toMatch(/sealed as a holdout: research ends there/)
    hides(stdout + stderr)
  })

  it('no model learns from it', async () => {
    const { code, stdout, stderr } = await cli(
      'models',
      'get-or-create',
      'Linear_volatility_latest',
      '--dataset',
      DATASET,
      '--to',
      '2030-01-01',
    )
    expect(code, stderr).toBe(0)
    const { model } = JSON.parse(stdout) as { model: ModelVersion }
    expect(model.window_to <= isoSeal).toBe(true)
    for (const fold of model.folds) {
      for (const time of [fold.train_to, fold.data_until, fold.predict_from]) expect(Date.parse(time)).toBeLessThanOrEqual(sealed)
    }
    const manifest = readFileSync(join(lab.home, 'models', model.model_id, 'manifest.json'), 'utf8')
    hides(manifest + stdout)
  })

  it('neither reports nor lists show it', async () => {
    const { stdout } = await cli('report', lab.session.session_id)
    hides(readFileSync((JSON.parse(stdout) as { path: string }).path, 'utf8'))
    hides((await cli('data', 'list')).stdout)
  })
})

describe('what is cached', () => {
  it('has no prediction at or after the seal', () => {
    const caches = readdirSync(join(lab.home, 'cache'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.f64'))
    for (const name of caches) {
      const values = (readFileSync(join(lab.home, 'cache', name)).length - 32) / 8
      expect(values).toBeLessThanOrEqual(SEAL)
    }
  })
})

describe('a session on two datasets that differ after the seal only', () => {
  it('leaves the same facts, to the last figure', () => {
    expect(lab.session.dataset_hash).not.toBe(twin.session.dataset_hash)
    expect(lab.facts.filter((fact) => fact.startsWith('verdicts')).length).toBeGreaterThan(0)
    expect(lab.facts.length).toBeGreaterThan(4 * STRATEGIES)
    expect(lab.facts).toEqual(twin.facts)
  })
})
