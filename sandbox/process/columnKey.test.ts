import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { columnKey } from './columnKey.ts'

const BITS = 64

function flipped(column: Float64Array, bit: number): Float64Array {
  const copy = column.slice()
  const words = new Uint32Array(copy.buffer)
  const word = bit >>> 5
  words[word] = (words[word] as number) ^ (1 << (bit & 31))
  return copy
}

const prices = (length: number): Float64Array => Float64Array.from({ length }, (_, i) => 100 + Math.sin(i) + i / 7)

describe('columnKey', () => {
  it('is the same for the same bits, wherever they lie', () => {
    const column = prices(101)
    const wider = new Float64Array(150)
    wider.set(column, 30)
    expect(columnKey(wider.subarray(30, 131))).toBe(columnKey(column))
  })

  it.each([1, 2, 3, 4, 37])('differs for every bit of %i numbers, and for every two of them', (length) => {
    const column = prices(length)
    const keys = new Set([columnKey(column)])
    const single = Array.from({ length: BITS * length }, (_, bit) => flipped(column, bit))
    for (const one of single) keys.add(columnKey(one))
    expect(keys.size).toBe(1 + BITS * length)
    if (length > 4) return
    for (const [first, one] of single.entries())
      for (let bit = first + 1; bit < BITS * length; bit++) keys.add(columnKey(flipped(one, bit)))
    expect(keys.size).toBe(1 + BITS * length + (BITS * length * (BITS * length - 1)) / 2)
  })

  it('tells apart lengths of zeros, signs of zero, and orders', () => {
    const zeros = Array.from({ length: 50 }, (_, length) => columnKey(new Float64Array(length)))
    expect(new Set(zeros).size).toBe(50)
    expect(columnKey(Float64Array.of(-0, -0))).not.toBe(columnKey(Float64Array.of(0, 0)))
    fc.assert(
      fc.property(fc.array(fc.double(), { minLength: 2, maxLength: 40 }), fc.nat(), fc.nat(), (numbers, a, b) => {
        const [i, j] = [a % numbers.length, b % numbers.length]
        fc.pre(!Object.is(numbers[i], numbers[j]))
        const other = [...numbers]
        ;[other[i], other[j]] = [numbers[j] as number, numbers[i] as number]
        expect(columnKey(Float64Array.from(other))).not.toBe(columnKey(Float64Array.from(numbers)))
      }),
    )
  })

  it('is not blind to signs that change in pairs or all at once, nor to the order of all', () => {
    const column = Float64Array.from({ length: 64 }, (_, i) => i + 0.5)
    const keys = new Set([column, column.map((x) => -x), column.slice().reverse()].map(columnKey))
    for (let i = 0; i + 1 < column.length; i++) {
      keys.add(columnKey(column.map((x, at) => (at === i || at === i + 1 ? -x : x))))
    }
    expect(keys.size).toBe(66)
  })

  it('does not meet twice in 200,000 near neighbours', () => {
    const column = prices(64)
    const keys = new Set<string>()
    for (let i = 0; i < 200_000; i++) {
      column[i % 64] = (column[i % 64] as number) + 0.01
      keys.add(columnKey(column))
    }
    expect(keys.size).toBe(200_000)
  })
})
