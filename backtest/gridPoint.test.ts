import { describe, expect, it } from 'vitest'
import { UsageError } from '../domain/errors.ts'
import type { GridPoint, StrategyDeclaration } from '../domain/strategy.ts'
import { gridOf, gridPointAt } from './gridPoint.ts'

const needs = { warmupBars: 0, indicators: {}, models: {} }
const point = (a: number, b: number): GridPoint => ({ params: { a, b }, needs, exits: { maxBarsHeld: 10 * a + b } })
const plain: StrategyDeclaration = { name: 'Plain', needs, exits: { stopLoss: 0.1 } }
const tuned: StrategyDeclaration = {
  name: 'Tuned',
  needs,
  exits: point(2, 7).exits,
  params: { values: { a: [1, 2], b: [7, 8] }, grid: [point(2, 7), point(1, 7), point(1, 8), point(2, 8)] },
}

describe('gridPointAt', () => {
  it.each([
    ['nothing', undefined, 27],
    ['no choice', {}, 27],
    ['one parameter', { b: 8 }, 28],
    ['all of them', { a: 1, b: 8 }, 18],
    ['the defaults', { a: 2, b: 7 }, 27],
  ])('%s', (_what, chosen, held) => {
    expect(gridPointAt(tuned, chosen).exits.maxBarsHeld).toBe(held)
  })

  it('is all there is where nothing is declared', () => {
    expect(gridOf(plain)).toEqual([{ params: {}, needs, exits: { stopLoss: 0.1 } }])
    expect(gridPointAt(plain)).toEqual(gridOf(plain)[0])
  })

  it.each([
    [tuned, { c: 1 }, 'no parameter "c" (did you mean "a"?): it declares a, b'],
    [tuned, { a: 3 }, '"a" is 3: give one of 1, 2'],
    [tuned, { toString: 1 }, 'no parameter "toString"'],
    [plain, { a: 1 }, 'it declares none'],
  ])('refuses what is not on the grid', (declaration, chosen, part) => {
    expect(() => gridPointAt(declaration, chosen)).toThrow(UsageError)
    expect(() => gridPointAt(declaration, chosen)).toThrow(part)
  })
})
