import { describe, expect, it } from 'vitest'
import { usageCost } from './cost.ts'
import type { Usage } from './usage.ts'

const NONE = { priceInput: undefined, priceOutput: undefined }
const usage = (more: Partial<Usage> = {}): Usage => ({
  input_tokens: 1_000_000,
  output_tokens: 100_000,
  cached_tokens: 0,
  model_calls: 1,
  unmetered_calls: 0,
  ...more,
})

describe('usageCost', () => {
  it('multiplies tokens by the list price: 1M × $0.25 + 0.1M × $2', () => {
    expect(usageCost('gpt-5-mini', usage(), NONE)).toBeCloseTo(0.45, 12)
  })

  it('knows dated snapshots and a router’s prefix as the model they are, and not a longer name', () => {
    expect(usageCost('openai/gpt-5-mini-2025-08-07', usage(), NONE)).toBeCloseTo(0.45, 12)
    expect(usageCost('gpt-5-minimal', usage(), NONE)).toBeUndefined()
  })

  it('charges the cached part less', () => {
    expect(usageCost('gpt-5-mini', usage({ cached_tokens: 400_000 }), NONE)).toBeCloseTo(0.6 * 0.25 + 0.4 * 0.025 + 0.2, 12)
  })

  it('is undefined for an unknown model and for usage that is not complete', () => {
    expect(usageCost('llama-3', usage(), NONE)).toBeUndefined()
    expect(usageCost('gpt-5-mini', usage({ unmetered_calls: 1 }), NONE)).toBeUndefined()
    expect(usageCost('llama-3', usage(), { priceInput: 1, priceOutput: undefined })).toBeUndefined()
  })

  it('lets the environment’s prices win', () => {
    expect(usageCost('gpt-5-mini', usage({ cached_tokens: 500_000 }), { priceInput: 10, priceOutput: 20 })).toBeCloseTo(12, 12)
    expect(usageCost('llama-3', usage(), { priceInput: 0, priceOutput: 0 })).toBe(0)
  })

  it('is nothing for the offline policy', () => {
    expect(usageCost('offline', usage({ input_tokens: 0, output_tokens: 0 }), NONE)).toBe(0)
  })
})
