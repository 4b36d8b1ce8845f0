import { expect, it } from 'vitest'
import { explained, skillOf } from './skill.ts'

it('ranks with ties halved', () => {
  // Of the four pairs of a one and a zero, two are in order, one is tied and one is not: AUC 2.5 / 4.
  const { skill, standardError } = skillOf('classification', Float64Array.of(0.9, 0.4, 0.4, 0.5), Float64Array.of(1, 1, 0, 0))
  expect(skill).toBeCloseTo(2.5 / 4 - 0.5, 12)
  expect(standardError).toBeCloseTo(Math.sqrt(5 / 48), 12)
})

it('correlates values, and finds no skill in a constant', () => {
  const y = Float64Array.of(1, 2, 3, 4)
  expect(skillOf('regression', Float64Array.of(2, 4, 6, 8), y).skill).toBeCloseTo(1, 12)
  expect(skillOf('regression', Float64Array.of(5, 5, 5, 5), y).skill).toBe(0)
  expect(explained(y, y)).toBe(1)
  expect(explained(Float64Array.of(2.5, 2.5, 2.5, 2.5), y)).toBe(0)
})

it('has no figure where a prediction is missing', () => {
  const y = Float64Array.of(1, 0, 1)
  for (const task of ['classification', 'regression'] as const) expect(skillOf(task, Float64Array.of(1, NaN, 2), y).skill).toBeNaN()
})
