import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { normal, seededRandom } from '../random.ts'
import { autocovariances, optimalBlockLength } from './blockLength.ts'
import { circularBlockResampler, iidResampler, shuffleResampler, stationaryResampler, type Resampler } from './resampler.ts'

const rules: Record<string, (seed: number) => Resampler> = {
  iid: (seed) => iidResampler(seededRandom(seed)),
  circular: (seed) => circularBlockResampler(seededRandom(seed), 4),
  stationary: (seed) => stationaryResampler(seededRandom(seed), 0.25),
  shuffle: (seed) => shuffleResampler(seededRandom(seed)),
}

function drawn(resample: Resampler, count: number): Int32Array {
  const indices = new Int32Array(count)
  resample(indices)
  return indices
}

/** Share of steps that go on to the next observation. */
function goingOn(indices: Int32Array): number {
  let steps = 0
  for (let i = 1; i < indices.length; i++) if (indices[i] === (indices[i - 1]! + 1) % indices.length) steps++
  return steps / (indices.length - 1)
}

describe.each(Object.entries(rules))('%s resampling', (_name, rule) => {
  it('draws what there is, the same for the same seed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 }), fc.nat(), (count, seed) => {
        const indices = drawn(rule(seed), count)
        expect(indices.every((index) => index >= 0 && index < count)).toBe(true)
        expect(drawn(rule(seed), count)).toEqual(indices)
      }),
    )
  })

  it('draws every observation equally often', () => {
    const resample = rule(1)
    const counts = new Float64Array(10)
    for (let round = 0; round < 4_000; round++) for (const index of drawn(resample, 10)) counts[index] = counts[index]! + 1
    for (const count of counts) expect(Math.abs(count / 4_000 - 1)).toBeLessThan(0.1)
  })
})

describe('blocks', () => {
  it('are as long as asked', () => {
    expect(goingOn(drawn(rules.circular!(3), 4_000))).toBeCloseTo(0.75, 1)
    expect(goingOn(drawn(rules.stationary!(3), 4_000))).toBeCloseTo(0.75, 1)
    expect(goingOn(drawn(rules.iid!(3), 4_000))).toBeLessThan(0.01)
  })

  it('a shuffle leaves nothing out', () => {
    expect(Array.from(drawn(rules.shuffle!(5), 50)).sort((a, b) => a - b)).toEqual([...Array(50).keys()])
  })

  it('grow with the memory of the series, and have no length where nothing varies', () => {
    const random = seededRandom('memory')
    const remembering = (phi: number): Float64Array => {
      let before = 0
      return Float64Array.from({ length: 2_000 }, () => (before = phi * before + normal(random)))
    }
    const lengths = [0, 0.4, 0.8].map((phi) => optimalBlockLength(remembering(phi))!)
    expect(lengths[1]!.stationary).toBeGreaterThan(lengths[0]!.stationary)
    expect(lengths[2]!.stationary).toBeGreaterThan(2 * lengths[1]!.stationary)
    for (const { stationary, circular } of lengths) expect(circular / stationary).toBeCloseTo(1.5 ** (1 / 3), 10)
    expect([optimalBlockLength(new Float64Array(100).fill(0.1)), optimalBlockLength(new Float64Array(7))]).toEqual([undefined, undefined])
  })

  it('autocovariances of 1, −1, 1, −1', () => {
    expect(Array.from(autocovariances(Float64Array.of(1, -1, 1, -1), 2))).toEqual([1, -0.75, 0.5])
  })
})
