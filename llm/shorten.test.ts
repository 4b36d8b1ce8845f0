import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { shorten } from './shorten.ts'

describe('shorten', () => {
  it('leaves alone what fits', () => {
    const value = { rows: [1, 2, 3], text: 'short' }
    expect(shorten(value, 100)).toBe(value)
  })

  it('never exceeds the limit and never stops being JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), fc.integer({ min: 120, max: 400 }), (value, limit) => {
        const text = JSON.stringify(shorten(value, limit))
        expect(text.length).toBeLessThanOrEqual(limit)
        expect(JSON.parse(text)).toBeDefined()
      }),
      { numRuns: 300 },
    )
  })

  it('says how much is missing where it is missing', () => {
    const shorter = shorten({ rows: Array.from({ length: 1000 }, (_, i) => i) }, 500) as { rows: unknown[] }
    expect(shorter.rows.at(-1)).toBe(`… (${1000 - (shorter.rows.length - 1)} more left out)`)
  })
})
