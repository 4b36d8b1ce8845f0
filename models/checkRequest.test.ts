import { expect, it } from 'vitest'
import { checkColumns, checkRequest, constantColumns, labelledRows } from './checkRequest.ts'
import type { FitRequest } from './family.ts'

const up = Float64Array.from({ length: 20 }, (_, i) => i)
const good: FitRequest = {
  task: 'regression',
  train: { x: { rows: 20, columns: [up, up.map((value) => -value)], names: ['a', 'b'] }, y: up },
  hyperparameters: {},
  seed: 1,
}
const withTrain = (change: Partial<FitRequest['train']>): FitRequest => ({ ...good, train: { ...good.train, ...change } })

it('finds the rows with a label', () => {
  expect([...labelledRows(Float64Array.of(1, NaN, 0, NaN))]).toEqual([0, 2])
  expect([...checkRequest(withTrain({ y: up.map((value, i) => (i === 3 ? NaN : value)) })).train]).toHaveLength(19)
})

it('takes a column as constant by the rows that count, and a missing value as no value', () => {
  const x = {
    rows: 4,
    columns: [Float64Array.of(1, 1, 2, NaN), Float64Array.of(NaN, NaN, NaN, NaN), Float64Array.of(3, NaN, NaN, 3)],
    names: ['a', 'b', 'c'],
  }
  expect(constantColumns(x)).toEqual(['b', 'c'])
  expect(constantColumns(x, Int32Array.of(0, 1, 3))).toEqual(['a', 'b', 'c'])
})

it.each<[string, FitRequest, RegExp]>([
  ['a negative seed', { ...good, seed: -1 }, /seed is a whole number/],
  ['a broken seed', { ...good, seed: 0.5 }, /seed is a whole number/],
  ['too few rows', withTrain({ y: up.map((value, i) => (i < 9 ? value : NaN)) }), /There are 9 labelled training rows/],
  ['too few labels', withTrain({ y: up.subarray(1) }), /19 labels for 20 rows/],
  ['a class that is none', { ...good, task: 'classification' }, /training label is 2; a class is 0 or 1/],
  ['an infinite label', withTrain({ y: up.with(4, Infinity) }), /training label is Infinity; a value has to be finite/],
  ['labels that are all the same', withTrain({ y: up.map(() => 3) }), /hold only the value 3/],
  ['weights of another length', withTrain({ weights: up.subarray(1) }), /19 weights for 20 rows/],
  ['a negative weight', withTrain({ weights: up.with(4, -1) }), /weight is negative/],
  ['no features', withTrain({ x: { rows: 20, columns: [], names: [] } }), /no features/],
  ['a short column', withTrain({ x: { rows: 20, columns: [up.subarray(1)], names: ['a'] } }), /Feature a has 19 values for 20 rows/],
  ['a column without a name', withTrain({ x: { rows: 20, columns: [up, up], names: ['a'] } }), /2 columns and 1 names/],
  ['two of one name', withTrain({ x: { rows: 20, columns: [up, up], names: ['a', 'a'] } }), /Two features have the same name/],
  ['other validation columns', { ...good, valid: { x: { ...good.train.x, names: ['a', 'c'] }, y: up } }, /where it has b, there is c/],
  ['no validation label', { ...good, valid: { x: good.train.x, y: up.map(() => NaN) } }, /validation slice has no labelled row/],
])('refuses %s', (_, request, words) => {
  expect(() => checkRequest(request)).toThrow(words)
})

it('tells what is missing from a matrix, and what is too much', () => {
  const x = good.train.x
  expect(() => checkColumns(x, ['a', 'b', 'c'])).toThrow(/reads 3 features in its own order and got 2: where it has c, there is none/)
  expect(() => checkColumns(x, ['a'])).toThrow(/where it has no more, there is b/)
  expect(() => checkColumns(x, ['a', 'b'])).not.toThrow()
})
