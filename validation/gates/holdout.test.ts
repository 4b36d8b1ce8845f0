import { expect, it } from 'vitest'
import type { HoldoutFact } from '../../domain/facts.ts'
import { holdoutGate } from './holdout.ts'

const opened = (probability_of_skill: number | null, changes: Partial<HoldoutFact> = {}): HoldoutFact =>
  ({ probability_of_skill, metrics: { sharpe_ratio: 7.77, num_trades: 777 }, failure: null, ...changes }) as HoldoutFact
const broken = { metrics: null, failure: { stage: 'backtest', code: 'threw', message: '' } } as const

it.each([
  ['at the threshold', opened(0.9), true],
  ['above it', opened(1), true],
  ['just below', opened(0.8999), false],
  ['with too little activity', opened(null), false],
  ['after a failure', opened(null, broken), false],
  ['at a second opening', 'refused' as const, false],
])('%s: passed is %s', (_where, opening, passed) => {
  const gate = holdoutGate(opening)
  expect(gate).toMatchObject({ name: 'holdout', passed, value: null, threshold: 0.9, rule: '>=' })
  // Agents read gates: a figure in them would be fitted to.
  expect(JSON.stringify(gate)).not.toMatch(/7\.?77|8999|threw/)
})

it('says that a second opening was refused, and of every other the same, whatever came of it', () => {
  expect(holdoutGate('refused').detail).toMatch(/refused/)
  const details = [opened(0.1), opened(0.99), opened(null), opened(null, broken)].map((opening) => holdoutGate(opening).detail)
  expect(new Set(details).size).toBe(1)
  expect(details[0]).toMatch(/^probability of a Sharpe ratio above 0 on the sealed bars, with a return on 20 days at least/)
})
