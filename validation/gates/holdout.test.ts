import { expect, it } from 'vitest'
import type { HoldoutFact } from '../../domain/facts.ts'
import { holdoutGate } from './holdout.ts'

const opened = (probability_of_skill: number | null): HoldoutFact =>
  ({ probability_of_skill, metrics: { sharpe_ratio: 7.77 } }) as HoldoutFact

it.each([
  ['at the threshold', opened(0.9), true],
  ['above it', opened(1), true],
  ['just below', opened(0.8999), false],
  ['without a figure', opened(null), false],
  ['at a second opening', 'refused' as const, false],
])('%s: passed is %s', (_where, opening, passed) => {
  const gate = holdoutGate(opening)
  expect(gate).toMatchObject({ name: 'holdout', passed, value: null, threshold: 0.9, rule: '>=' })
  // Agents read gates: a figure in them would be fitted to.
  expect(JSON.stringify(gate)).not.toMatch(/7\.77|8999/)
})

it('says that a second opening was refused', () => {
  expect(holdoutGate('refused').detail).toMatch(/refused/)
})
