import { describe, expect, it } from 'vitest'
import { flatBars } from './contract/generatedBars.ts'
import { acrossGaps, completeRuns } from './missing.ts'

const close = Float64Array.of(NaN, 1, 2, Infinity, 3, NaN, NaN, 4)
const bars = { ...flatBars(8, 1), close }

describe('completeRuns', () => {
  it('cuts at every bar that lacks a value', () => {
    expect(completeRuns(bars, ['close'])).toEqual([
      [1, 3],
      [4, 5],
      [7, 8],
    ])
    expect(completeRuns(bars, ['open'])).toEqual([[0, 8]])
    expect(completeRuns(flatBars(0, 1), ['open'])).toEqual([])
  })
})

describe('acrossGaps', () => {
  it('computes each run as if it were alone', () => {
    const lengths = acrossGaps(bars, ['close'], 1, (run) => [run.close.map(() => run.close.length)])
    expect(Array.from(lengths[0]!)).toEqual([NaN, 2, 2, NaN, 1, NaN, NaN, 1])
  })

  it.each([0, 1, 2, 3, 4, 5, 6, 7, 8])('sees a missing value at %i of nine', (index) => {
    const column = new Float64Array(9).fill(5)
    column[index] = -Infinity
    const seen: number[] = []
    acrossGaps({ ...flatBars(9, 5), close: column }, ['close'], 0, (run) => {
      seen.push(run.close.length)
      return []
    })
    expect(seen.reduce((sum, length) => sum + length, 0)).toBe(8)
  })
})
