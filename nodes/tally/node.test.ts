import { describe, expect, it } from 'vitest'
import { readConfig } from '../../config.ts'
import type { StrategyFact } from '../../domain/facts.ts'
import { sampleSession, sampleStrategy } from '../../fixtures/sampleFacts.ts'
import type { SessionStateType } from '../../state/session.ts'
import type { ResearchContext } from '../context.ts'
import { tally } from './node.ts'

const NOW = 1_000_000
const session = sampleSession()
const begun = {
  session_id: session.session_id,
  strategies: 3,
  iteration: 1,
  strategy_id: 'strat',
  completed: 0,
  failed: 0,
  approved: 0,
  input_tokens: 0,
  output_tokens: 0,
  unmetered_calls: 0,
  started_at: NOW - 60_000,
  seconds_used: 0,
  max_cost_usd: 0,
  max_minutes: 0,
  model_failures: 0,
  stopped_by: '',
} as unknown as SessionStateType

function tallied(state: Partial<SessionStateType>, strategy: Partial<StrategyFact> = {}, openedAt = 0) {
  const context = {
    config: readConfig({ QUANTOPIA_PRICE_INPUT: '1', QUANTOPIA_PRICE_OUTPUT: '10' }),
    facts: { get: (kind: string) => (kind === 'sessions' ? session : { ...sampleStrategy(1), ...strategy }) },
    chatModels: () => ({ label: 'some-model' }),
    openedAt,
    now: () => NOW,
  } as unknown as ResearchContext
  return tally(context)({ ...begun, ...state })
}

describe('tally', () => {
  it('counts what was recorded and starts the next one', () => {
    expect(tallied({}, { status: 'completed', passed_filter: true, failure: null })).toMatchObject({
      completed: 1,
      failed: 0,
      approved: 1,
      iteration: 2,
      seconds_used: 60,
    })
    expect(tallied({}, { status: 'failed', passed_filter: false })).toMatchObject({ completed: 0, failed: 1, approved: 0 })
  })

  it('does not charge the time between a kill and the resumption', () => {
    expect(tallied({}, {}, NOW - 5_000).seconds_used).toBe(5)
  })

  it.each([
    ['the last strategy', { iteration: 3 }, {}, 'strategies'],
    ['the minutes', { max_minutes: 1 }, {}, 'time'],
    ['the cost', { max_cost_usd: 1.99, input_tokens: 1_000_000, output_tokens: 100_000 }, {}, 'cost'],
    ['a cost that cannot be told', { max_cost_usd: 5, unmetered_calls: 1 }, {}, 'cost'],
    [
      'five failures of the model in a row',
      { model_failures: 4 },
      { status: 'failed', failure: { stage: 'decision', code: 'llm_garbage', message: 'no' } },
      'model',
    ],
  ] as const)('stops at %s', (_name, state, strategy, stopped_by) => {
    const update = tallied(state, strategy as Partial<StrategyFact>)
    expect(update.stopped_by).toBe(stopped_by)
    expect(update.iteration).toBeUndefined()
  })

  it.each([
    ['cost', { max_cost_usd: 2.01, input_tokens: 1_000_000, output_tokens: 100_000 }],
    ['minutes', { max_minutes: 2 }],
  ])('goes on below the limit of %s', (_name, state) => {
    expect(tallied(state).iteration).toBe(2)
  })

  it('forgets failures of the model once it answers', () => {
    expect(tallied({ model_failures: 4 }, { status: 'completed', failure: null })).toMatchObject({ model_failures: 0, iteration: 2 })
  })
})
