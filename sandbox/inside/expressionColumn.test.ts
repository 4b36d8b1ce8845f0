import { describe, expect, it } from 'vitest'
import { expressionColumn } from './expressionColumn.ts'
import type { Step } from './steps.ts'

const FLAT = { side: 0, entryPrice: NaN, barsHeld: 0, unrealizedReturn: NaN }
const LENGTH = 3_000
const close = Float64Array.from({ length: LENGTH }, (_, i) => i + 1)
const columns = { time: close.map((i) => i * 3_600_000), numbers: { close }, groups: {}, predictions: {} }
const backBy = (back: number, ...more: Step[]): Step[] => [{ op: 'field', name: 'close', back }, ...more]

describe('a column of steps', () => {
  it('is asked at any bar, forwards, backwards and in leaps, and reads the bar that it says', () => {
    for (const back of [0, 1, 63, 64, 65, 1_030, LENGTH]) {
      const steps = backBy(back, { op: 'negate', a: 0 })
      const column = expressionColumn(steps, 1, columns, {})
      for (const index of [0, 1, 62, 63, 64, 65, 0, 66, 500, 1_029, 1_030, 1_031, 2_999, 64, 1_093, 1_094]) {
        expect(column.at(index, FLAT), `${back} bars back at ${index}`).toBe(index < back ? NaN : -(index - back + 1))
      }
      const all = expressionColumn(steps, 1, columns, {})
      for (let index = 0; index < LENGTH; index++) expect(all.at(index, FLAT)).toBe(index < back ? NaN : -(index - back + 1))
    }
  })

  it('finds the next bar at which it is something, or the end', () => {
    const steps: Step[] = backBy(0, { op: 'number', value: 2_000 }, { op: 'equal', a: 0, b: 1 })
    const column = expressionColumn(steps, 2, columns, {})
    expect([0, 1_500, 1_999, 2_000].map((from) => column.seek(from, 2_998))).toEqual([1_999, 1_999, 1_999, 2_998])
    expect(column.seek(0, 1_999)).toBe(1_999)
    expect(column.seek(10, 10)).toBe(10)
  })

  it('changes at no bar before one that is changed', () => {
    const steps = backBy(3, { op: 'field', name: 'close', back: 0 }, { op: 'subtract', a: 1, b: 0 })
    const other = { ...columns, numbers: { close: close.map((value, i) => (i < 1_000 ? value : NaN)) } }
    const [one, changed] = [columns, other].map((given) => expressionColumn(steps, 2, given, {}))
    for (let index = 3; index < 1_000; index++) expect(changed?.at(index, FLAT)).toBe(one?.at(index, FLAT))
    expect(changed?.at(1_000, FLAT)).toBeNaN()
  })
})
