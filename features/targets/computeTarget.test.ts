import { describe, expect, it } from 'vitest'
import { BAR_COLUMNS, type Bars, sliceBars } from '../../domain/bars.ts'
import { UsageError } from '../../domain/errors.ts'
import type { TargetSpec } from '../../domain/ml.ts'
import { generatedBars } from '../../indicators/contract/generatedBars.ts'
import { computeTarget } from './computeTarget.ts'
import { regimeMemory } from './forwardRegime.ts'

/** Rows of open, high, low, close. */
function rows(...values: [number, number, number, number][]): Bars {
  const column = (k: 0 | 1 | 2 | 3): Float64Array => Float64Array.from(values, (row) => row[k])
  return {
    time: Float64Array.from(values, (_, i) => i * 60_000),
    open: column(0),
    high: column(1),
    low: column(2),
    close: column(3),
    volume: new Float64Array(values.length).fill(1),
  }
}

const closes = (...values: number[]): Bars => rows(...values.map((value): [number, number, number, number] => [value, value, value, value]))

describe('labels by hand', () => {
  it('direction: higher or not, a tie is not', () => {
    const { labels, labelEnd } = computeTarget(closes(10, 11, 11, 9, 12), { name: 'direction', horizonBars: 1 })
    expect(Array.from(labels)).toEqual([1, 0, 0, 1, NaN])
    expect(Array.from(labelEnd)).toEqual([1, 2, 3, 4, -1])
  })

  it('return: log, over the horizon; none where a close is missing', () => {
    const { labels, labelEnd } = computeTarget(closes(10, NaN, 20, 40, 0), { name: 'return', horizonBars: 2 })
    expect(Array.from(labels)).toEqual([Math.LN2, NaN, NaN, NaN, NaN])
    expect(Array.from(labelEnd)).toEqual([2, -1, -1, -1, -1])
  })

  it('volatility: root mean square of the log returns to come', () => {
    const { labels, labelEnd } = computeTarget(closes(1, 2, 2, 8, 8), { name: 'volatility', horizonBars: 2 })
    const expected = [Math.sqrt(0.5), Math.sqrt(2), Math.sqrt(2)].map((value) => value * Math.LN2)
    expected.forEach((value, t) => expect(labels[t]).toBeCloseTo(value, 12))
    expect(Array.from(labels.subarray(3))).toEqual([NaN, NaN])
    expect(Array.from(labelEnd)).toEqual([2, 3, 4, -1, -1])
    expect(computeTarget(closes(1, 2, NaN, 8, 8, 16), { name: 'volatility', horizonBars: 1 }).labels[3]).toBe(0)
  })

  it('regime: against the median of the volatility known at the bar', () => {
    const calm = Array.from({ length: 120 }, (_, i) => 100 + (i % 2))
    const wild = [130, 100, 130]
    const { labels, labelEnd } = computeTarget(closes(...calm, ...wild, 130, 130), { name: 'regime', horizonBars: 1 })
    expect(regimeMemory(1)).toBe(100)
    // The first volatility is that of bar 1, so a memory of 100 is full at bar 100.
    expect(labels.findIndex((label) => !Number.isNaN(label))).toBe(100)
    expect(Array.from(labels.subarray(119))).toEqual([1, 1, 1, 0, 0, NaN])
    expect(labelEnd[119]).toBe(120)
  })
})

describe('triple barrier: 10 % above, 10 % below, 3 bars', () => {
  const spec: TargetSpec = { name: 'direction', horizonBars: 3, barrier: { takeProfit: 0.1, stopLoss: 0.1 } }
  const entry: [number, number, number, number] = [100, 100, 100, 100]
  const still = entry
  it.each<[string, [number, number, number, number][], number, number]>([
    ['the upper one at the second bar', [still, [100, 110.5, 99, 105], still], 1, 2],
    ['the lower one at the first bar', [[100, 101, 90, 95], [100, 120, 100, 115], still], 0, 1],
    ['both in one bar: the lower', [[100, 120, 80, 115], still, still], 0, 1],
    ['open beyond the upper: that one, though the bar falls to the lower', [[112, 113, 80, 85], still, still], 1, 1],
    ['open beyond the lower: that one, though the bar rises to the upper', [[88, 120, 85, 115], still, still], 0, 1],
    ['neither, and higher at the end', [still, still, [100, 109, 95, 105]], 1, 3],
    ['neither, and lower at the end', [still, still, [100, 109, 95, 99]], 0, 3],
    ['neither, and the same at the end', [still, still, still], 0, 3],
    ['the upper one at the last bar', [still, still, [100, 111, 100, 99]], 1, 3],
    ['a missing bar before any touch', [still, [NaN, NaN, NaN, NaN], [100, 120, 100, 110]], NaN, -1],
    ['a missing bar after the touch', [[100, 111, 100, 110], [NaN, NaN, NaN, NaN], still], 1, 1],
  ])('%s', (_, path, label, end) => {
    const { labels, labelEnd } = computeTarget(rows(entry, ...path), spec)
    expect(labels[0]).toBe(label)
    expect(labelEnd[0]).toBe(end)
  })

  it('has no labels near the end of the data, not even quick ones', () => {
    const { labels, labelEnd } = computeTarget(rows(entry, entry, [100, 120, 100, 115]), spec)
    expect(Array.from(labels)).toEqual([NaN, NaN, NaN])
    expect(Array.from(labelEnd)).toEqual([-1, -1, -1])
  })
})

const specs: TargetSpec[] = [
  ...(['direction', 'return', 'volatility', 'regime'] as const).flatMap((name) => [1, 5, 24].map((horizonBars) => ({ name, horizonBars }))),
  { name: 'direction', horizonBars: 24, barrier: { takeProfit: 0.01, stopLoss: 0.015 } },
  { name: 'direction', horizonBars: 24, barrier: { takeProfit: 5, stopLoss: 0.9 } },
]

describe.each(specs.map((spec) => [JSON.stringify(spec), spec] as const))('%s', (_, spec) => {
  const bars = generatedBars(700, 41)
  const whole = computeTarget(bars, spec)

  it('has an end where it has a label, within the horizon', () => {
    whole.labels.forEach((label, t) => {
      const end = whole.labelEnd[t]!
      if (Number.isNaN(label)) expect(end).toBe(-1)
      else {
        expect(end).toBeGreaterThan(t)
        expect(end).toBeLessThanOrEqual(t + spec.horizonBars)
      }
    })
    expect(whole.labels.some(Number.isFinite)).toBe(true)
    expect(whole.labels.subarray(700 - spec.horizonBars).every(Number.isNaN)).toBe(true)
  })

  it('depends on no bar after its end', () => {
    for (const cut of [560, 600, 650, 690]) {
      const later = Object.fromEntries(
        BAR_COLUMNS.map((name) => [
          name,
          bars[name].map((value, i) => (i <= cut || name === 'time' ? value : value * (1 + 0.5 * Math.sin(i)))),
        ]),
      ) as unknown as Bars
      const changed = computeTarget(later, spec)
      let compared = 0
      for (let t = 0; t < 700; t++) {
        if (whole.labelEnd[t]! > cut || whole.labelEnd[t] === -1) continue
        expect(changed.labels[t]).toBe(whole.labels[t])
        expect(changed.labelEnd[t]).toBe(whole.labelEnd[t])
        compared++
      }
      expect(compared).toBeGreaterThan(30)
    }
  })

  it('does look as far as its end: what happens there can change it', () => {
    // From a calm stretch, which a leap ends; where it is wild already, more of it changes nothing.
    const t = spec.name === 'regime' ? whole.labels.indexOf(0, 550) : 610
    const end = whole.labelEnd[t]!
    const seen = new Set<number>()
    for (const factor of [0.2, 1, 5]) {
      const changed = Object.fromEntries(
        BAR_COLUMNS.map((name) => [name, bars[name].map((value, i) => (i === end && name !== 'time' ? value * factor : value))]),
      ) as unknown as Bars
      seen.add(computeTarget(changed, spec).labels[t]!)
    }
    expect(seen.size).toBeGreaterThan(1)
  })

  it('is the same on a shorter stretch, as far as that reaches, and leaves the bars as they are', () => {
    const before = BAR_COLUMNS.map((name) => bars[name].slice())
    const short = computeTarget(sliceBars(bars, 0, 640), spec)
    expect(short.labels.subarray(0, 640 - spec.horizonBars)).toEqual(whole.labels.subarray(0, 640 - spec.horizonBars))
    expect(BAR_COLUMNS.map((name) => bars[name])).toEqual(before)
    expect(computeTarget(sliceBars(bars, 0, spec.horizonBars), spec).labels.every(Number.isNaN)).toBe(true)
    expect(computeTarget(sliceBars(bars, 0, 0), spec).labels.length).toBe(0)
  })

  it('does not depend on the currency', () => {
    const dearer = Object.fromEntries(
      BAR_COLUMNS.map((name) => [name, name === 'time' ? bars[name] : bars[name].map((value) => value * 4)]),
    ) as unknown as Bars
    expect(computeTarget(dearer, spec)).toEqual(whole)
  })
})

describe('classes', () => {
  it('of a random walk are about even', () => {
    const bars = generatedBars(20_000, 43)
    for (const name of ['direction', 'regime'] as const) {
      const { labels } = computeTarget(bars, { name, horizonBars: 12 })
      const known = labels.filter(Number.isFinite)
      const share = known.reduce((sum, label) => sum + label, 0) / known.length
      expect(Math.abs(share - 0.5), name).toBeLessThan(0.06)
    }
  })
})

describe('what is refused', () => {
  const bars = closes(1, 2, 3)
  it.each<[object, string]>([
    [{ name: 'directoin', horizonBars: 1 }, 'did you mean "direction"?'],
    [{ name: 'return', horizonBars: 0 }, 'whole number from 1'],
    [{ name: 'return', horizonBars: 1.5 }, 'whole number from 1'],
    [{ name: 'return', horizonBars: NaN }, 'whole number from 1'],
    [{ name: 'return', horizonBars: 100_000 }, 'whole number from 1'],
    [{ name: 'return', horizonBars: 1, barrier: { takeProfit: 0.1, stopLoss: 0.1 } }, 'Barriers belong to the target "direction"'],
    [{ name: 'direction', horizonBars: 1, barrier: { takeProfit: 0, stopLoss: 0.1 } }, 'positive fractions'],
    [{ name: 'direction', horizonBars: 1, barrier: { takeProfit: 0.1, stopLoss: 1 } }, 'positive fractions'],
  ])('%j', (spec, message) => {
    expect(() => computeTarget(bars, spec as TargetSpec)).toThrow(UsageError)
    expect(() => computeTarget(bars, spec as TargetSpec)).toThrow(message)
  })
})
