import { describe, expect, it } from 'vitest'
import { indicatorWarmup } from './compute.ts'
import { findIndicator } from './catalogue.ts'
import { resolveParams } from './resolve.ts'

const macd = findIndicator('macd')

describe('resolveParams', () => {
  it('fills in defaults, in the order of the declaration', () => {
    expect(Object.entries(resolveParams(macd, { slow: 30 }))).toEqual([
      ['fast', 12],
      ['slow', 30],
      ['signal', 9],
    ])
  })

  it.each([
    [{ fats: 3 }, 'has no parameter "fats" (did you mean "fast"?): it takes fast, slow, signal.'],
    [{ toString: 3 }, 'has no parameter "toString"'],
    [{ fast: 1 }, 'The parameter "fast" of the indicator "macd" is 1: give a whole number from 2 to 1000.'],
    [{ fast: 2.5 }, 'is 2.5: give a whole number'],
    [{ fast: NaN }, 'is NaN'],
    [{ fast: '12' as unknown as number }, 'is 12: give a whole number'],
  ])('refuses %j', (given: Record<string, number>, sentence) => {
    expect(() => resolveParams(macd, given)).toThrow(sentence)
  })

  it('is what the warm-up is asked with', () => {
    expect(indicatorWarmup('macd')).toBe(33)
    expect(indicatorWarmup('MACD', { slow: 30, signal: 1 })).toBe(29)
    expect(() => indicatorWarmup('obv', { period: 3 })).toThrow('it takes none')
  })
})
