import { expect, it } from 'vitest'
import { sampleSession } from '../../fixtures/sampleFacts.ts'
import { strategistPrompt } from './prompt.ts'

const session = {
  ...sampleSession(),
  goal: 'Find $& strategies',
  seed: 7,
  strategies_budget: 20,
  dataset_id: 'binance:BTCUSDT:1h',
  synthetic: false,
}

it('tells goal, seed, iteration and window, to the letter', () => {
  expect(strategistPrompt({ ...session, window_from: '2023-01-01T00:00:00.000Z', window_to: '2024-01-01T00:00:00.000Z' }, 3)).toBe(
    `Goal: Find $& strategies
Session seed: 7
Iteration: 3 of 20
Data: binance:BTCUSDT:1h, research window 2023-01-01T00:00:00.000Z to 2024-01-01T00:00:00.000Z

Decide which strategy to try next.`,
  )
})

it('says when the data are synthetic', () => {
  expect(strategistPrompt({ ...session, synthetic: true }, 1)).toContain('binance:BTCUSDT:1h (synthetic, not a real market)')
})
