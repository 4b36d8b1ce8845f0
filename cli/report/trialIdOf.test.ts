import { expect, it } from 'vitest'
import { fakeSession } from '../../dashboard/fixture/fakeSession.ts'
import { fakeRecord } from '../../dashboard/fixture/strategyRecord.ts'
import { trialFact } from '../../nodes/backtest/trialFact.ts'
import { trialIdOf } from './trialIdOf.ts'

it('is the id under which the backtest node stores the trial', () => {
  const made = fakeRecord({ iteration: 4, name: 'A', type: 'pure_technical', logic: 'momentum', action: 'explore', drift: 0 }).strategy
  const strategy = { ...made, repairs: 2 }
  const { iteration, repairs } = strategy
  const state = { iteration, repairs, code_hash: strategy.code_hash ?? '' } as Parameters<typeof trialFact>[1]
  const failure = { stage: 'backtest', code: 'timeout', message: 'x' } as const
  expect(trialFact(fakeSession(), state, { ok: false, failure }, '').trial_id).toBe(trialIdOf(strategy))
})
