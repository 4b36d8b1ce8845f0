import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { alignReturns } from './alignReturns.ts'

const fact = (first_day: string, returns: number[]) => ({ trial_id: first_day, first_day, returns })
const DAY_MS = 86_400_000

describe('alignReturns', () => {
  it('puts trials on the same days, still where they did not trade', () => {
    const facts = [fact('2024-02-28', [0.1, 0.2]), fact('2024-03-01', [0.3]), fact('2024-02-27', [0.4])]
    // 2024 is a leap year: 27, 28, 29 February, 1 March.
    expect(alignReturns(facts).map((column) => [...column])).toEqual([
      [0, 0.1, 0.2, 0],
      [0, 0, 0, 0.3],
      [0.4, 0, 0, 0],
    ])
  })

  it.each([
    ['none of none', [], []],
    ['one as it is', [fact('2024-01-01', [0.1, -0.2])], [[0.1, -0.2]]],
    ['a day without a trial between two', [fact('2024-01-01', [0.1]), fact('2024-01-03', [0.2])], [[0.1, 0, 0], [0, 0, 0.2]]], // prettier-ignore
  ])('gives %s', (_what, facts, columns) => {
    expect(alignReturns(facts).map((column) => [...column])).toEqual(columns)
  })

  it('keeps every return, adds nothing, and gives columns of one length', () => {
    const trial = fc.record({
      day: fc.integer({ min: 0, max: 300 }),
      returns: fc.array(fc.double({ min: -0.5, max: 0.5, noNaN: true }), { minLength: 1, maxLength: 60 }),
    })
    fc.assert(
      fc.property(fc.array(trial, { minLength: 1, maxLength: 6 }), (trials) => {
        const columns = alignReturns(trials.map(({ day, returns }) => fact(new Date(day * DAY_MS).toISOString().slice(0, 10), returns)))
        const first = Math.min(...trials.map(({ day }) => day))
        expect(new Set(columns.map(({ length }) => length)).size).toBe(1)
        trials.forEach(({ day, returns }, i) => {
          const column = columns[i] as Float64Array
          expect([...column.subarray(day - first, day - first + returns.length)]).toEqual(returns)
          expect(column.filter((value) => value !== 0)).toHaveLength(returns.filter((value) => value !== 0).length)
        })
      }),
    )
  })
})
