import { describe, expect, it } from 'vitest'
import type { Decision } from '../../../domain/decision.ts'
import { askStrategist, valueOf, type Asked } from '../proof/askPolicy.ts'
import { emptyWorld, fakeRow } from '../proof/fakeWorld.ts'

const isSurvey = ({ exploration_vector: { modification } }: Decision): boolean => modification === 'textbook_idea'

/** Decides again and again, each decision remembered as a strategy that lost. */
async function session(count: number, asked: Asked = {}): Promise<Decision[]> {
  const world = emptyWorld()
  const made: Decision[] = []
  for (let iteration = 1; iteration <= count; iteration++) {
    const decision = valueOf(await askStrategist(world, { seed: 5, of: count, ...asked, iteration }))
    const { logic: strategy_logic, indicators: indicators_used, strategy_type, action, parent_id } = decision
    const fields = { strategy_logic, indicators_used, strategy_type, action, parent_id, sharpe_ratio: -1, num_trades: 5 }
    world.rows.push(fakeRow(`strat_${iteration}`, fields))
    made.push(decision)
  }
  return made
}

describe('the survey of a new market', () => {
  it('goes through what textbooks name, one indicator at a time, every logic before any for the second time, nothing twice', async () => {
    const made = await session(50)
    const ideas = made.slice(0, 20)
    expect(ideas.every(isSurvey)).toBe(true)
    expect(ideas.every(({ indicators, strategy_type }) => indicators.length === 1 && strategy_type === 'pure_technical')).toBe(true)
    expect(new Set(ideas.slice(0, 6).map(({ logic }) => logic)).size).toBe(6)
    expect(new Set(ideas.map(({ logic, indicators }) => `${logic} ${indicators.join()}`)).size).toBe(20)
    expect(ideas.map(({ logic, indicators }) => `${logic} ${indicators.join()}`)).toContain('mean_reversion rsi')
  })

  it('is over after two fifths of a session', async () => {
    const made = await session(20)
    expect(made.filter(isSurvey)).toHaveLength(8)
    expect(made.slice(8).some(isSurvey)).toBe(false)
  })

  it('does not happen where the market is known already', async () => {
    const rows = Array.from({ length: 60 }, (_, i) => fakeRow(`strat_${i}`, { sharpe_ratio: -1, num_trades: 5 }))
    const decision = valueOf(await askStrategist({ ...emptyWorld(), rows }, { seed: 5, iteration: 1, of: 50 }))
    expect(isSurvey(decision)).toBe(false)
  })

  it('keeps to the goal', async () => {
    const made = await session(20, { goal: 'a breakout strategy, long only' })
    const ideas = made.filter(isSurvey)
    expect(ideas.length).toBeGreaterThan(2)
    expect(ideas.every(({ logic, exploration_vector: { details } }) => logic === 'breakout' && details.includes('long side only'))).toBe(
      true,
    )
  })
})
