import { describe, expect, it } from 'vitest'
import { mismatches } from './mismatches.ts'
import { minstd } from './minstd.ts'
import { generatedColumns, generatedSeries } from './series.ts'

const exact = { abs: 0, rel: 0 }

describe('mismatches', () => {
  it.each([
    [1, 1],
    [1.0000001, 1],
    [undefined, null],
    [Infinity, 'Infinity'],
    [Float64Array.of(1, 2), [1, 2]],
    [{ a: 1, more: 2 }, { a: 1 }],
    [{ a: [undefined, true] }, { a: [null, true] }],
  ])('%o is %o', (got, expected) => expect(mismatches(got, expected, { abs: 0, rel: 1e-6 })).toEqual([]))

  it.each([
    [1.1, 1],
    [NaN, 1],
    [undefined, 1],
    [0, null],
    [NaN, null],
    [1e300, 'Infinity'],
    [Float64Array.of(1, 2, 3), [1, 2]],
    [Float64Array.of(1, 3), [1, 2]],
    [{}, { a: null }],
    [{ a: 2 }, { a: 1 }],
    [null, { a: 1 }],
    [false, true],
  ])('%o is not %o', (got, expected) => expect(mismatches(got, expected, { abs: 0, rel: 1e-6 })).toHaveLength(1))

  it('says where', () => expect(mismatches({ a: [1, 2] }, { a: [1, 3] }, exact)).toEqual(['value.a[1]: 2 is not 3']))
})

describe('the reference’s generators', () => {
  it('give what Park and Miller publish after 10,000 steps', () => {
    const random = minstd(1)
    for (let i = 1; i < 10_000; i++) random()
    expect(random() * 2147483647).toBeCloseTo(1043618065, 3)
  })

  it('give the first values that the files state, to the last bit', () => {
    expect(generatedSeries({ rule: 'ih12', seed: 20240101, n: 1, loc: 0.0005, scale: 0.01 })[0]).toBe(0.006590162031394507)
    const garch = generatedSeries({ rule: 'garch', seed: 314159, n: 250, loc: 0.0006, omega: 2e-6, alpha: 0.1, beta: 0.87 })
    expect([garch[0], garch[249]]).toEqual([-0.005018316838204308, 0.013190780957129335])
    const columns = generatedColumns({ rule: 'ih12_matrix', seed: 101, rows: 60, cols: 10, loc: 0, scale: 0.01 })
    expect([columns[0]![0], columns[9]![59]]).toEqual([-0.006251977442881076, 0.01519161747078953])
  })
})
