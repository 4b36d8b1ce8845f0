import { describe, expect, it } from 'vitest'
import { counted, decimal, percent, signed, signedPercent, significant, whole } from './format.ts'

describe('format', () => {
  it.each([
    [decimal(1.234), '1.23'],
    [decimal(-0.5), '−0.50'],
    [decimal(-0.001), '0.00'],
    [decimal(null), '–'],
    [decimal(Number.NaN), '–'],
    [decimal(undefined), '–'],
    [signed(0.5), '+0.50'],
    [signed(-0.5), '−0.50'],
    [signed(0.0001), '0.00'],
    [percent(0.1234), '12.3\u00a0%'],
    [signedPercent(1.5512), '+155.1\u00a0%'],
    [whole(1234567), '1,234,567'],
    [whole(-1234), '−1,234'],
    [whole(999), '999'],
    [significant(3.14159e-15), '3.142e−15'],
    [significant(0.95), '0.95'],
    [significant(null), '–'],
    [counted(1, 'strategy', 'strategies'), '1 strategy'],
    [counted(2, 'strategy', 'strategies'), '2 strategies'],
  ])('%s is %s', (text, expected) => {
    expect(text).toBe(expected)
  })
})
