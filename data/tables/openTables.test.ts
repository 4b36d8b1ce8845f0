import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { NoSuchIdError, UsageError } from '../../domain/errors.ts'
import type { StrategyFact } from '../../domain/facts.ts'
import { STRATEGY_LOGICS, STRATEGY_TYPES } from '../../domain/strategy.ts'
import { sampleMetrics, sampleSessionFields, sampleStrategy } from '../../fixtures/sampleFacts.ts'
import { openFacts, type FactStore } from '../facts/openFacts.ts'
import { openWorkspace, type Workspace } from '../workspace.ts'
import { openTables, type Tables } from './openTables.ts'

const workspaces: Workspace[] = []
const opened: { facts: FactStore; tables: Tables }[] = []
const closeAll = async (): Promise<void> => {
  for (const { facts, tables } of opened) {
    await tables.close()
    facts.close()
  }
  for (const workspace of workspaces) rmSync(workspace.home, { recursive: true })
}
afterAll(closeAll)

function open(strategies: readonly StrategyFact[] = []): { facts: FactStore; tables: Tables; workspace: Workspace } {
  const workspace = openWorkspace(mkdtempSync(join(tmpdir(), 'quantopia-tables-')))
  const facts = openFacts(workspace)
  facts.recordAll(strategies.map((fact) => ({ kind: 'strategies', fact })))
  const tables = openTables(workspace, facts)
  workspaces.push(workspace)
  opened.push({ facts, tables })
  return { facts, tables, workspace }
}

const all = Array.from({ length: 60 }, (_, i) => sampleStrategy(i))
let facts: FactStore
let tables: Tables
beforeAll(() => ({ facts, tables } = open(all)))

const ids = (rows: readonly { strategy_id: string }[]): string[] => rows.map((row) => row.strategy_id)
const traded = all.filter((strategy) => strategy.metrics !== null)

describe('getTop', () => {
  it('is the best Sharpe ratios first, as rows of JSON values', async () => {
    const best = [...traded].sort((a, b) => (b.metrics?.sharpe_ratio ?? 0) - (a.metrics?.sharpe_ratio ?? 0)).slice(0, 10)
    const rows = await tables.getTop()
    expect(ids(rows)).toEqual(ids(best))
    expect(JSON.parse(JSON.stringify(rows))).toEqual(rows)
    const [first] = best
    expect(rows[0]).toEqual({
      strategy_id: first?.strategy_id,
      strategy_name: first?.strategy_name,
      strategy_type: first?.strategy_type,
      strategy_logic: first?.strategy_logic,
      indicators_used: first?.indicators_used,
      ml_models_used: first?.ml_models_used,
      action: first?.action,
      parent_id: first?.parent_id,
      status: 'completed',
      failure_code: null,
      sharpe_ratio: first?.metrics?.sharpe_ratio,
      total_return: first?.metrics?.total_return,
      max_drawdown: first?.metrics?.max_drawdown,
      win_rate: first?.metrics?.win_rate,
      num_trades: first?.metrics?.num_trades,
      exposure: first?.metrics?.exposure,
      oos_sharpe: first?.walk_forward?.oos_sharpe,
      is_sharpe: first?.walk_forward?.is_sharpe,
      buy_and_hold_sharpe: 0.9,
      passed_filter: first?.passed_filter,
      session_id: 'ses_sample',
      iteration: first?.iteration,
    })
  })

  it('knows that less drawdown is better, and takes short names', async () => {
    const lowest = [...traded].sort((a, b) => (a.metrics?.max_drawdown ?? 0) - (b.metrics?.max_drawdown ?? 0))
    expect(ids(await tables.getTop({ metric: 'max_drawdown', limit: 60 }))).toEqual(ids(lowest))
    expect(await tables.getTop({ metric: 'sharpe', limit: 5 })).toEqual(await tables.getTop({ limit: 5 }))
    expect(await tables.getTop({ limit: 0 })).toEqual([])
  })

  it('puts what has no figure, and what never traded, last; equals in order of their ids', async () => {
    const metrics = (changes: object) => ({ metrics: { ...sampleMetrics(0), ...changes } })
    const other = open([
      sampleStrategy(3, metrics({ sharpe_ratio: null })),
      sampleStrategy(2, metrics({ sharpe_ratio: 1, max_drawdown: 0.2 })),
      sampleStrategy(1, metrics({ sharpe_ratio: 1, max_drawdown: 0.3 })),
      sampleStrategy(0, metrics({ sharpe_ratio: null, num_trades: 0, max_drawdown: 0 })),
    ])
    const order = async (metric: string) => (await other.tables.getTop({ metric })).map((row) => row.iteration)
    expect(await order('sharpe_ratio')).toEqual([1, 2, 3, 0])
    // The one with neither trades nor drawdown has earned nothing; the third has sampleMetrics' own drawdown.
    expect((await order('max_drawdown')).filter((iteration) => iteration !== 3)).toEqual([2, 1, 0])
  })

  it('refuses a metric that is none, with a suggestion', async () => {
    await expect(tables.getTop({ metric: 'sharp_ratio' })).rejects.toThrow(/Unknown metric "sharp_ratio" \(did you mean "sharpe_ratio"\?\)/)
    await expect(tables.getTop({ metric: 'sharpe_ratio; DROP TABLE strategies' })).rejects.toThrow(UsageError)
  })
})

describe('lists', () => {
  it('getRecent: newest first, failures with their reason', async () => {
    const rows = await tables.getRecent({ limit: 5 })
    expect(rows.map((row) => row.iteration)).toEqual([59, 58, 57, 56, 55])
    expect(rows[4]).toMatchObject({
      status: 'failed',
      failure_code: 'timeout',
      sharpe_ratio: null,
      num_trades: null,
      buy_and_hold_sharpe: null,
    })
    expect(await tables.getRecent({ datasetId: 'none' })).toEqual([])
    expect(await tables.getRecent()).toHaveLength(20)
  })

  it('searchByModel: exactly that version, the best first', async () => {
    const rows = await tables.searchByModel('XGBoost_direction_v2')
    const expected = all.filter((strategy) => strategy.ml_models_used.includes('XGBoost_direction_v2'))
    expect(new Set(ids(rows))).toEqual(new Set(ids(expected)))
    const sharpes = rows.flatMap((row) => row.sharpe_ratio ?? [])
    expect(sharpes).toEqual([...sharpes].sort((a, b) => b - a))
    expect(await tables.searchByModel("x' OR true --")).toEqual([])
    expect(await tables.searchByModel('XGBoost_direction_v2', 1)).toEqual(rows.slice(0, 1))
  })

  it.each([
    [{ strategyType: 'hybrid_ml' }, (s: StrategyFact) => s.strategy_type === 'hybrid_ml'],
    [{ strategyLogic: 'breakout', status: 'completed' }, (s: StrategyFact) => s.strategy_logic === 'breakout' && s.status === 'completed'],
    [{ status: 'failed' }, (s: StrategyFact) => s.status === 'failed'],
    [{ passed: true }, (s: StrategyFact) => s.passed_filter],
    [{ passed: false }, (s: StrategyFact) => !s.passed_filter],
    [
      { indicator: 'adx', modelId: 'XGBoost_direction_v1' },
      (s: StrategyFact) => s.indicators_used.includes('adx') && s.ml_models_used.includes('XGBoost_direction_v1'),
    ],
    [{ sessionId: 'ses_sample', datasetId: 'binance:BTCUSDT:1h' }, () => true],
    [{ sessionId: 'ses_other' }, () => false],
  ] as const)('listStrategies %o', async (filter, test) => {
    expect(ids(await tables.listStrategies(filter))).toEqual(ids(all.filter(test)))
  })
})

describe('getUnderexploredAreas', () => {
  it('counts attempts, failures and Sharpe ratios, fewest attempts first, untried areas included', async () => {
    const areas = await tables.getUnderexploredAreas({ indicators: ['rsi', 'psar', 'adx'] })
    expect(areas.total).toBe(60)
    expect(areas.by_indicator[0]).toEqual({ name: 'psar', attempts: 0, completed: 0, failed: 0, avg_sharpe: null, best_sharpe: null })
    expect(areas.by_indicator.map((area) => area.name).sort()).toEqual(['adx', 'atr', 'cci', 'macd', 'obv', 'psar', 'rsi', 'sma'])
    for (const [list, of] of [
      [areas.by_type, (s: StrategyFact, name: string) => s.strategy_type === name],
      [areas.by_logic, (s: StrategyFact, name: string) => s.strategy_logic === name],
      [areas.by_indicator, (s: StrategyFact, name: string) => s.indicators_used.includes(name)],
    ] as const) {
      expect(list.map((area) => area.attempts)).toEqual(list.map((area) => area.attempts).sort((a, b) => a - b))
      for (const area of list.filter(({ attempts }) => attempts > 0)) {
        const members = all.filter((strategy) => of(strategy, area.name))
        const sharpes = members.flatMap((strategy) => strategy.metrics?.sharpe_ratio ?? [])
        expect(area).toMatchObject({
          attempts: members.length,
          failed: members.filter((s) => s.status === 'failed').length,
          completed: sharpes.length,
        })
        const hasAny = sharpes.length > 0
        const mean = sharpes.reduce((a, b) => a + b, 0) / sharpes.length
        expect(area.avg_sharpe).toEqual(hasAny ? expect.closeTo(mean, 5) : null)
        expect(area.best_sharpe).toBe(hasAny ? Math.max(...sharpes) : null)
      }
    }
  })

  it('is all zeros in an empty workspace', async () => {
    const areas = await open().tables.getUnderexploredAreas({ indicators: ['rsi'] })
    expect(areas.total).toBe(0)
    expect(areas.by_type.map((area) => area.name)).toEqual([...STRATEGY_TYPES])
    expect(areas.by_logic.map((area) => area.name)).toEqual([...STRATEGY_LOGICS])
    expect(
      [...areas.by_type, ...areas.by_logic, ...areas.by_indicator].every((area) => area.attempts === 0 && area.avg_sharpe === null),
    ).toBe(true)
  })
})

describe('getGenealogy', () => {
  const family = (index: number, parent: number | null, grandparent: number | null): StrategyFact => {
    const id = (i: number | null) => (i === null ? null : sampleStrategy(i).strategy_id)
    return sampleStrategy(index, { parent_id: id(parent), grandparent_id: id(grandparent) })
  }
  // 0 → 1 → 2 → 3 and 4; 5 is a stranger; the parent of 6 was never stored, its grandparent 0 was.
  const tree = [
    family(0, null, null),
    family(1, 0, null),
    family(2, 1, 0),
    family(3, 2, 1),
    family(4, 2, 1),
    family(5, null, null),
    family(6, 99, 0),
  ]
  const iterations = (rows: readonly { iteration: number }[]): number[] => rows.map((row) => row.iteration)

  it('is parents and grandparents, children and grandchildren, the nearest first', async () => {
    const of = open(tree).tables
    const genealogy = async (index: number, depth?: number) => {
      const { strategy, ancestors, descendants } = await of.getGenealogy(sampleStrategy(index).strategy_id, depth)
      return [strategy.iteration, iterations(ancestors), iterations(descendants)]
    }
    expect(await genealogy(2)).toEqual([2, [1, 0], [3, 4]])
    expect(await genealogy(0)).toEqual([0, [], [1, 2, 6]])
    expect(await genealogy(0, 1)).toEqual([0, [], [1]])
    expect(await genealogy(0, 3)).toEqual([0, [], [1, 2, 6, 3, 4]])
    expect(await genealogy(3)).toEqual([3, [2, 1], []])
    expect(await genealogy(5)).toEqual([5, [], []])
    expect(await genealogy(6)).toEqual([6, [0], []])
  })

  it('ends where a strategy is its own ancestor', async () => {
    const { ancestors } = await open([family(0, 1, null), family(1, 0, null)]).tables.getGenealogy(sampleStrategy(0).strategy_id, 20)
    expect(iterations(ancestors)).toEqual([1])
  })

  it('refuses an unknown id and a bad depth', async () => {
    await expect(tables.getGenealogy('str_nothing')).rejects.toThrow(NoSuchIdError)
    await expect(tables.getGenealogy(sampleStrategy(0).strategy_id, 0)).rejects.toThrow(/from 1 to 20, not 0/)
    await expect(tables.getGenealogy(sampleStrategy(0).strategy_id, 1.5)).rejects.toThrow(UsageError)
  })
})

describe('showStrategy', () => {
  it('is the whole fact with its code, by its id or the beginning of it', async () => {
    facts.record('sources', { code_hash: 'hash59', text: 'export default …', written_by: 'test', created_at: '2024-01-01T00:00:00.000Z' })
    expect(await tables.showStrategy(sampleStrategy(59).strategy_id)).toEqual({
      ...sampleStrategy(59),
      code: 'export default …',
      chosen_params: {},
    })
    expect(await open([sampleStrategy(59)]).tables.showStrategy('str_0')).toEqual({ ...sampleStrategy(59), code: null, chosen_params: {} })
  })

  it('refuses an ambiguous beginning and an unknown id, and suggests', async () => {
    await expect(tables.showStrategy('str_00000000003')).rejects.toThrow(
      /More than one strategy begins with .*str_000000000030, str_000000000031/,
    )
    await expect(tables.showStrategy('str_000000000x59')).rejects.toThrow(/did you mean "str_000000000059"/)
    await expect(tables.showStrategy('')).rejects.toThrow(NoSuchIdError)
    await expect(open().tables.showStrategy('str_1')).rejects.toThrow(/none is stored yet/)
  })
})

it('sums a session up by type, with averages, failures and the top performer', async () => {
  const mine = open()
  const session = mine.facts.claimSession(sampleSessionFields())
  const other = mine.facts.claimSession(sampleSessionFields())
  for (let i = 0; i < 30; i++)
    mine.facts.record('strategies', sampleStrategy(i, { session_id: i < 20 ? session.session_id : other.session_id }))
  const summary = await mine.tables.sessionSummary(session.session_id)
  const members = all.slice(0, 20)
  const best = Math.max(...members.flatMap((strategy) => strategy.metrics?.sharpe_ratio ?? []))
  expect(summary).toMatchObject({ session_id: session.session_id, total_strategies: 20, completed: 18, failed: 2, passed_filter: 1 })
  expect(summary.by_type.map(({ name, attempts }) => [name, attempts])).toEqual([
    ['pure_ml', 6],
    ['pure_technical', 7],
    ['hybrid_ml', 7],
  ])
  expect(summary.failures).toEqual([
    { stage: 'causality', code: 'reads_ahead', count: 1 },
    { stage: 'causality', code: 'timeout', count: 1 },
  ])
  expect(summary.top_performer?.sharpe_ratio).toBe(best)
  await expect(mine.tables.sessionSummary('ses_none')).rejects.toThrow(NoSuchIdError)
  const empty = mine.facts.claimSession(sampleSessionFields())
  expect(await mine.tables.sessionSummary(empty.session_id)).toMatchObject({
    total_strategies: 0,
    completed: 0,
    top_performer: null,
    failures: [],
  })
})

it('answers from what was stored a moment ago, by any process, past the end of a part, asked all at once', async () => {
  const { facts: store, tables: mine, workspace } = open()
  const theirs = openTables(workspace, store)
  const add = (from: number, to: number): unknown =>
    store.recordAll(Array.from({ length: to - from }, (_, i) => ({ kind: 'strategies', fact: sampleStrategy(from + i) })))
  for (const [from, to] of [
    [0, 1],
    [1, 999],
    [999, 1000],
    [1000, 1001],
    [1001, 2300],
    [2300, 2340],
  ] as const) {
    add(from, to)
    const answers = await Promise.all([mine.listStrategies(), theirs.listStrategies(), mine.getRecent({ limit: 1 }), mine.listStrategies()])
    const expected = Array.from({ length: to }, (_, i) => i)
    expect(answers[0].map((row) => row.iteration)).toEqual(expected)
    expect(answers[1].map((row) => row.iteration)).toEqual(expected)
    expect(answers[2][0]?.iteration).toBe(to - 1)
    expect(answers[3]).toHaveLength(to)
  }
  // Read from the parts all of it, and not partly from the facts: the same rows.
  const anew = openTables(workspace, store)
  expect(await anew.listStrategies()).toEqual(await mine.listStrategies())
  expect(await anew.getUnderexploredAreas({ indicators: ['RSI'] })).toEqual(await mine.getUnderexploredAreas({ indicators: ['RSI'] }))
  await anew.close()
  await theirs.close()
})
