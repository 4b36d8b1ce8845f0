import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sharpeRatio } from '../../metrics/sharpe.ts'
import { normal, seededRandom } from '../../math/random.ts'
import { halves } from './combinations.ts'
import { probabilityOfOverfitting } from './probabilityOfOverfitting.ts'
import { stochasticDominance } from './stochasticDominance.ts'

function noise(rows: number, trials: number, seed: string, edge: (trial: number) => number = () => 0): Float64Array[] {
  const random = seededRandom(seed)
  return Array.from({ length: trials }, (_, trial) => Float64Array.from({ length: rows }, () => edge(trial) + 0.01 * normal(random)))
}

/** The definition, row by row, with nothing shared between combinations. */
function plainLogits(columns: readonly Float64Array[], blocks: number): number[] {
  const rows = columns[0]!.length
  const first = rows % blocks
  const size = Math.floor(rows / blocks)
  const ratios = (mask: number) =>
    columns.map((column) => sharpeRatio(column.filter((_, row) => row >= first && (mask >> Math.floor((row - first) / size)) & 1))!)
  return Array.from(halves(blocks), (mask) => {
    const [inside, outside] = [ratios(mask), ratios(((1 << blocks) - 1) ^ mask)]
    const value = outside[inside.indexOf(Math.max(...inside))]!
    const rank = outside.filter((other) => other < value).length + (outside.filter((other) => other === value).length + 1) / 2
    return Math.log(rank / (columns.length + 1 - rank))
  })
}

describe('probabilityOfOverfitting', () => {
  it('is what its definition says, rows that fill no block included', () => {
    const shape = fc.record({
      rows: fc.integer({ min: 24, max: 60 }),
      trials: fc.integer({ min: 2, max: 9 }),
      blocks: fc.constantFrom(2, 4, 6, 8),
      seed: fc.string(),
    })
    fc.assert(
      fc.property(shape, ({ rows, trials, blocks, seed }) => {
        const columns = noise(rows, trials, seed)
        const found = probabilityOfOverfitting(columns, { blocks })!
        const expected = plainLogits(columns, blocks)
        expect(found.logits.length).toBe(expected.length)
        expected.forEach((logit, i) => expect(found.logits[i]).toBeCloseTo(logit, 10))
        expect(found.pbo).toBe(expected.filter((logit) => logit <= 0).length / expected.length)
      }),
      { numRuns: 60 },
    )
  })

  it('does not depend on the size of the positions nor on the order of the trials', () => {
    const columns = noise(160, 12, 'laws')
    const found = probabilityOfOverfitting(columns, { blocks: 8 })!
    const doubled = probabilityOfOverfitting(
      columns.map((column) => column.map((value) => 4 * value)),
      { blocks: 8 },
    )!
    const reversed = probabilityOfOverfitting([...columns].reverse(), { blocks: 8 })!
    expect(doubled.logits).toEqual(found.logits)
    expect(reversed.logits).toEqual(found.logits)
    expect(Array.from(reversed.selected)).toEqual(Array.from(found.selected, (trial) => 11 - trial))
  })

  it('leaves its inputs as they were', () => {
    const columns = noise(64, 3, 'inputs')
    const before = columns.map((column) => column.slice())
    probabilityOfOverfitting(columns, { blocks: 4, riskFree: 0.001 })
    expect(columns).toEqual(before)
  })

  it('is near one half on noise, near nought with an edge, and one where the best half is always the worst', () => {
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
    const onNoise = Array.from({ length: 40 }, (_, i) => probabilityOfOverfitting(noise(200, 20, `null ${i}`), { blocks: 8 })!.pbo)
    expect(Math.abs(mean(onNoise) - 0.5)).toBeLessThan(0.12)
    const skilled = noise(400, 20, 'edge', (trial) => (trial === 7 ? 0.004 : 0))
    const found = probabilityOfOverfitting(skilled, { blocks: 8 })!
    expect(found.pbo).toBeLessThan(0.02)
    expect(found.probabilityOfLoss).toBeLessThan(0.02)
    expect(stochasticDominance(skilled, { blocks: 8 })).toMatchObject({ firstOrder: true, secondOrder: true })
    // Each trial earns in one block and loses in the others: the best half of the past is the worst of the future.
    const spikes = Array.from({ length: 4 }, (_, trial) =>
      Float64Array.from({ length: 40 }, (_row, row) => (Math.floor(row / 10) === trial ? 1 : -0.2) + 0.01 * Math.sin(row)),
    )
    expect(probabilityOfOverfitting(spikes, { blocks: 4 })!.pbo).toBe(1)
  })

  it('counts a trial that did nothing as 0, below those that earned and above those that lost', () => {
    const rows = 40
    const wave = (level: number) => Float64Array.from({ length: rows }, (_, row) => level + 0.01 * (row % 2 === 0 ? 1 : -1))
    const flat = new Float64Array(rows)
    const losers = probabilityOfOverfitting([wave(-0.002), flat, wave(-0.001)], { blocks: 4 })!
    expect([...losers.selected].every((trial) => trial === 1)).toBe(true)
    expect([...losers.ranks].every((rank) => rank === 3)).toBe(true)
    expect(losers.probabilityOfLoss).toBe(0)
    expect(losers.performanceDegradation).toBeUndefined()
  })

  it('does not exist for one trial, for too few rows and for returns that are missing', () => {
    expect(probabilityOfOverfitting([])).toBeUndefined()
    expect(probabilityOfOverfitting(noise(64, 1, 'one'))).toBeUndefined()
    expect(probabilityOfOverfitting(noise(15, 3, 'short'), { blocks: 16 })).toBeUndefined()
    expect(probabilityOfOverfitting([Float64Array.of(0.1, NaN, 0.2, 0), Float64Array.of(0, 0.1, 0.2, 0.1)], { blocks: 2 })).toBeUndefined()
  })

  it('refuses an odd number of blocks and columns of several lengths', () => {
    expect(() => probabilityOfOverfitting(noise(60, 3, 'odd'), { blocks: 5 })).toThrow('even number of blocks')
    expect(() => probabilityOfOverfitting(noise(60, 3, 'many'), { blocks: 26 })).toThrow('even number of blocks')
    expect(() => probabilityOfOverfitting([new Float64Array(60), new Float64Array(61)])).toThrow('one length')
  })
})
