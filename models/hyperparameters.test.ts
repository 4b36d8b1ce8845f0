import { expect, it } from 'vitest'
import { FAMILIES } from './families.ts'
import { settle } from './hyperparameters.ts'

const known = {
  depth: { default: 4, min: 1, max: 12, integer: true, meaning: '' },
  rate: { default: 0.1, min: 0, max: 1, integer: false, meaning: '' },
}

it('takes what is given and the default of the rest', () => {
  expect(settle('X', known, { rate: 0.5 })).toEqual({ depth: 4, rate: 0.5 })
})

it('refuses what is not known, and what is out of range', () => {
  expect(() => settle('X', known, { dept: 3 })).toThrow('X has no hyperparameter "dept" (did you mean "depth"?): depth, rate.')
  expect(() => settle('X', known, { depth: 3.5 })).toThrow('X: depth must be a whole number from 1 to 12, not 3.5.')
  expect(() => settle('X', known, { rate: NaN })).toThrow('X: rate must be a number from 0 to 1, not NaN.')
  expect(() => settle('X', known, { toString: 1 })).toThrow('X has no hyperparameter "toString"')
})

it.each(FAMILIES)('has defaults in range and a meaning for each hyperparameter of $name', ({ hyperparameters }) => {
  for (const { default: value, min, max, integer, meaning } of Object.values(hyperparameters)) {
    expect(value).toBeGreaterThanOrEqual(min)
    expect(value).toBeLessThanOrEqual(max)
    if (integer) expect(Number.isInteger(value)).toBe(true)
    expect(meaning.length).toBeGreaterThan(5)
  }
})
