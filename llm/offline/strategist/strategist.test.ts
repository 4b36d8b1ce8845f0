import { describe, expect, it } from 'vitest'
import type { Decision } from '../../../domain/decision.ts'
import type { StrategyLogic } from '../../../domain/strategy.ts'
import { askStrategist, valueOf, type Asked } from '../proof/askPolicy.ts'
import { emptyWorld, fakeModel, fakeRow, type FakeRow, type FakeWorld } from '../proof/fakeWorld.ts'

const decide = async (world: FakeWorld, asked?: Asked): Promise<Decision> => valueOf(await askStrategist(world, asked))

/** Decisions over the same world by many seeds. */
async function decisions(world: FakeWorld, count: number, asked: Asked = {}): Promise<Decision[]> {
  return Promise.all(Array.from({ length: count }, (_, seed) => decide(world, { ...asked, seed })))
}

function share(made: readonly Decision[], of: (decision: Decision) => boolean): number {
  return made.filter(of).length / made.length
}

/** Of a session whose survey is over. */
const LATER: Asked = { iteration: 30, of: 60 }

/** Twelve tries of each of two logics, one good and one bad. */
function history(good: StrategyLogic, bad: StrategyLogic): FakeRow[] {
  return Array.from({ length: 12 }, (_, i) => [
    fakeRow(`strat_g${i}`, { strategy_logic: good, sharpe_ratio: 1 + i / 20, indicators_used: ['roc'], num_trades: 5 }),
    fakeRow(`strat_b${i}`, { strategy_logic: bad, sharpe_ratio: -1.5 - i / 20, indicators_used: ['cmf'], num_trades: 5 }),
  ]).flat()
}

describe('the strategist of the offline policy', () => {
  it('reads every table in one go before it decides', async () => {
    const outcome = await askStrategist(emptyWorld())
    expect(outcome.evidence.map(({ tool }) => tool)).toEqual([
      'get_underexplored_areas',
      'get_top',
      'get_recent',
      'list_available_models',
      'list_indicators',
    ])
    expect(outcome.usage).toEqual({ input_tokens: 0, output_tokens: 0, cached_tokens: 0, model_calls: 2, unmetered_calls: 0 })
  })

  it('decides the same on the same tables with the same seed, and otherwise with another', async () => {
    const world = { ...emptyWorld(), rows: history('momentum', 'volume') }
    expect(await decide(world, { seed: 3, iteration: 5 })).toEqual(await decide(world, { seed: 3, iteration: 5 }))
    const made = await decisions(world, 12, LATER)
    expect(new Set(made.map((decision) => JSON.stringify(decision))).size).toBeGreaterThan(8)
  })

  it('does not look at when something happened', async () => {
    const rows = history('momentum', 'volume')
    const later = rows.map((row, i) => ({ ...row, created_at: `2027-05-${String(1 + (i % 28)).padStart(2, '0')}T00:00:00Z` }))
    expect(await decide({ ...emptyWorld(), rows: later }, { seed: 8 })).toEqual(await decide({ ...emptyWorld(), rows }, { seed: 8 }))
  })

  it('covers every technical logic when nothing has been tried', async () => {
    const made = await decisions(emptyWorld(), 60)
    expect(new Set(made.map(({ logic }) => logic)).size).toBe(6)
    expect(made.every(({ action, parent_id }) => action === 'explore' && parent_id === null)).toBe(true)
  })

  it('learns: the logic that did well is chosen far more often than when it did badly', async () => {
    const well = await decisions({ ...emptyWorld(), rows: history('momentum', 'volume') }, 80, LATER)
    const badly = await decisions({ ...emptyWorld(), rows: history('volume', 'momentum') }, 80, LATER)
    const momentum = ({ logic }: Decision): boolean => logic === 'momentum'
    expect(share(well, momentum)).toBeGreaterThan(0.4)
    expect(share(badly, momentum)).toBeLessThan(0.05)
  })

  it('learns within a session: tries go to the logic that pays', async () => {
    const world = emptyWorld()
    const chosen: StrategyLogic[] = []
    for (let iteration = 1; iteration <= 60; iteration++) {
      const { logic, indicators, action, parent_id } = await decide(world, { seed: 11, iteration, of: 60 })
      const sharpe = (logic === 'breakout' ? 1.2 : -0.8) + ((iteration * 7) % 10) / 20
      world.rows.push(
        fakeRow(`strat_${iteration}`, { strategy_logic: logic, indicators_used: indicators, sharpe_ratio: sharpe, action, parent_id }),
      )
      chosen.push(logic)
    }
    const breakouts = (part: StrategyLogic[]): number => part.filter((logic) => logic === 'breakout').length / part.length
    expect(breakouts(chosen.slice(30))).toBeGreaterThan(0.5)
    expect(breakouts(chosen.slice(30))).toBeGreaterThan(breakouts(chosen.slice(0, 10)))
    expect(new Set(chosen.slice(0, 30)).size).toBe(6)
  })

  it('learns which indicators pay', async () => {
    const used = (name: string, sharpe: number): FakeRow[] =>
      Array.from({ length: 10 }, (_, i) => fakeRow(`strat_${name}${i}`, { indicators_used: [name], sharpe_ratio: sharpe, num_trades: 5 }))
    const goal = 'mean reversion'
    const good = await decisions({ ...emptyWorld(), rows: [...used('cci', 2), ...used('rsi', -2)] }, 60, { ...LATER, goal })
    const bad = await decisions({ ...emptyWorld(), rows: [...used('cci', -2), ...used('rsi', 2)] }, 60, { ...LATER, goal })
    const cci = ({ indicators }: Decision): boolean => indicators.includes('cci')
    expect(share(good, cci)).toBeGreaterThan(share(bad, cci) + 0.1)
  })

  it('learns from failures: a logic whose strategies never ran is tried less', async () => {
    const failed = Array.from({ length: 10 }, (_, i) =>
      fakeRow(`strat_${i}`, { strategy_logic: 'volatility', status: 'failed', sharpe_ratio: null, num_trades: null, indicators_used: [] }),
    )
    const before = share(await decisions(emptyWorld(), 80, LATER), ({ logic }) => logic === 'volatility')
    const after = share(await decisions({ ...emptyWorld(), rows: failed }, 80, LATER), ({ logic }) => logic === 'volatility')
    expect(after).toBeLessThan(before / 2)
  })

  it('refines more as the budget goes, and the best more than the rest', async () => {
    const rows = Array.from({ length: 8 }, (_, i) => fakeRow(`strat_${i}`, { sharpe_ratio: 2 - i / 2, indicators_used: ['rsi', 'obv'] }))
    const world = { ...emptyWorld(), rows }
    const exploits = ({ action }: Decision): boolean => action === 'exploit'
    const early = await decisions(world, 80, { iteration: 1, of: 50 })
    const late = await decisions(world, 80, { iteration: 50, of: 50 })
    expect(share(late, exploits)).toBeGreaterThan(share(early, exploits) + 0.2)
    const refined = late.filter(exploits)
    expect(share(refined, ({ parent_id }) => parent_id === 'strat_0')).toBeGreaterThan(
      share(refined, ({ parent_id }) => parent_id === 'strat_3'),
    )
    expect(new Set(refined.map(({ exploration_vector }) => exploration_vector.modification)).size).toBeGreaterThan(3)
  })

  it('passes over a parent whose refinements never helped', async () => {
    const rows = [
      fakeRow('strat_best', { sharpe_ratio: 2 }),
      fakeRow('strat_next', { sharpe_ratio: 1.8 }),
      ...Array.from({ length: 5 }, (_, i) => fakeRow(`strat_child${i}`, { sharpe_ratio: 0.1, parent_id: 'strat_best', num_trades: 3 })),
    ]
    const made = await decisions({ ...emptyWorld(), rows }, 60, { iteration: 20, of: 20 })
    expect(share(made, ({ parent_id }) => parent_id === 'strat_best')).toBe(0)
    expect(share(made, ({ parent_id }) => parent_id === 'strat_next')).toBeGreaterThan(0.2)
  })

  it('does not refine what hardly traded', async () => {
    const world = { ...emptyWorld(), rows: [fakeRow('strat_lucky', { sharpe_ratio: 6, num_trades: 2 })] }
    const made = await decisions(world, 40, { iteration: 20, of: 20 })
    expect(made.every(({ parent_id }) => parent_id === null)).toBe(true)
  })

  it('never asks for a model when there is none to be had', async () => {
    const rows = [fakeRow('strat_ml', { strategy_type: 'hybrid_ml', ml_models_used: ['XGBoost_direction_v1'], sharpe_ratio: 3 })]
    const made = await decisions({ ...emptyWorld(), rows }, 60, { iteration: 20, of: 20 })
    expect(made.every(({ strategy_type, ml_requirements }) => strategy_type === 'pure_technical' && ml_requirements === null)).toBe(true)
  })

  it('uses families and models when they are offered', async () => {
    const made = await decisions({ ...emptyWorld(), families: ['XGBoost', 'LightGBM'], models: [fakeModel('XGBoost', 2)] }, 60, LATER)
    expect(new Set(made.map(({ strategy_type }) => strategy_type))).toEqual(new Set(['pure_technical', 'hybrid_ml', 'pure_ml']))
    const asked = new Set(made.flatMap(({ ml_requirements }) => ml_requirements?.model_id ?? []))
    expect(asked).toContain('XGBoost_direction_v2')
    expect([...asked].some((id) => /^LightGBM_\w+_latest$/.test(id))).toBe(true)
  })

  it('upgrades a good strategy when a newer version of its model appears, and not before', async () => {
    const rows = [
      fakeRow('strat_ml', {
        strategy_type: 'hybrid_ml',
        strategy_logic: 'momentum',
        ml_models_used: ['XGBoost_direction_v2'],
        sharpe_ratio: 1.2,
      }),
    ]
    const upgraded = ({ action }: Decision): boolean => action === 'upgrade'
    const before = await decisions({ ...emptyWorld(), rows, models: [fakeModel('XGBoost', 2)] }, 40)
    const after = await decisions({ ...emptyWorld(), rows, models: [fakeModel('XGBoost', 2), fakeModel('XGBoost', 3)] }, 40)
    expect(share(before, upgraded)).toBe(0)
    expect(share(after, upgraded)).toBeGreaterThan(0.4)
    expect(after.find(upgraded)).toMatchObject({
      parent_id: 'strat_ml',
      strategy_type: 'hybrid_ml',
      ml_requirements: { model_id: 'XGBoost_direction_v3' },
      exploration_vector: { modification: 'upgraded_model' },
    })
    const done = [
      ...rows,
      fakeRow('strat_up', { parent_id: 'strat_ml', strategy_type: 'hybrid_ml', ml_models_used: ['XGBoost_direction_v3'] }),
    ]
    const again = await decisions({ ...emptyWorld(), rows: done, models: [fakeModel('XGBoost', 2), fakeModel('XGBoost', 3)] }, 40)
    expect(share(again, upgraded)).toBe(0)
  })

  it('follows a goal as far as it can read it, and says what it read', async () => {
    const made = await decisions(emptyWorld(), 40, { goal: 'Long-only mean reversion on BTC without machine learning' })
    expect(share(made, ({ logic }) => logic === 'mean_reversion')).toBeGreaterThan(0.6)
    expect(made[0]?.rationale).toContain('The goal mentions mean_reversion, long side only, pure_technical.')
    expect(made[0]?.exploration_vector.details).toContain('long side only')
  })

  it('tells the truth in its rationale: the figures it was shown, and what it is', async () => {
    const rows = [0.5, 1.5].map((sharpe, i) => fakeRow(`strat_${i}`, { sharpe_ratio: sharpe, num_trades: 5 }))
    const made = await decisions({ ...emptyWorld(), rows }, 40, LATER)
    const told = made.find(({ logic, action }) => logic === 'mean_reversion' && action === 'explore')
    expect(told?.rationale).toContain('mean_reversion: 2 tries, average Sharpe 1.00, best 1.50')
    const other = made.find(({ logic }) => logic === 'breakout')
    expect(other?.rationale).toContain('breakout: never tried')
    expect(made.every(({ rationale }) => rationale.includes('no language model'))).toBe(true)
  })

  it('hands in another decision when one is sent back', async () => {
    const world = emptyWorld()
    const first = await decide(world, { seed: 5 })
    const { runAgent } = await import('../../agent.ts')
    const { Decision: schema } = await import('../../../domain/decision.ts')
    const { OfflinePolicy } = await import('../offlinePolicy.ts')
    const { toolsOver } = await import('../proof/fakeWorld.ts')
    let looks = 0
    const second = await runAgent({
      model: new OfflinePolicy({ seed: 0 }),
      system: '',
      user: 'Goal: Find profitable strategies\nSession seed: 5\nIteration: 1 of 20',
      tools: toolsOver(world),
      submit: { name: 'submit_decision', description: '', schema, check: () => (looks++ === 0 ? 'tried already' : undefined) },
    })
    expect(valueOf(second)).not.toEqual(first)
  })
})
