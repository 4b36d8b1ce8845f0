import { describe, expect, it } from 'vitest'
import { BAR_COLUMNS, type Bars, sliceBars } from '../../domain/bars.ts'
import { UsageError } from '../../domain/errors.ts'
import { seededRandom } from '../../math/random.ts'
import { INDICATORS } from '../catalogue.ts'
import type { Indicator, Scale } from '../indicator.ts'
import { changedBars, flatBars, generatedBars } from './generatedBars.ts'

const bars = generatedBars(400, 11)
const last = (from: number): number => bars.time.length - from

/** Defaults, the smallest, and two at random, windows short enough for the bars at hand. */
function parameterSets(indicator: Indicator): Record<string, number>[] {
  const random = seededRandom(indicator.name)
  const drawn = (highest: number): Record<string, number> =>
    Object.fromEntries(
      Object.entries(indicator.params).map(([name, { min, max, integer }]) => {
        const value = min + random() * (Math.min(max, highest) - min)
        return [name, integer ? Math.floor(value) : value]
      }),
    )
  return [{}, Object.fromEntries(Object.entries(indicator.params).map(([name, { min }]) => [name, min])), drawn(12), drawn(60)]
}

function bits(columns: readonly Float64Array[]): string {
  return columns.map((column) => Buffer.from(column.buffer, column.byteOffset, column.byteLength).toString('base64')).join('|')
}

function cut(columns: readonly Float64Array[], from: number, to: number): Float64Array[] {
  return columns.map((column) => column.slice(from, to))
}

/** Equal number for number, NaN to NaN; unlike `bits` it takes 0 and −0 as the same. */
function expectSame(ours: readonly Float64Array[], theirs: readonly Float64Array[]): void {
  ours.forEach((column, k) => {
    const other = theirs[k]!
    expect(column.length).toBe(other.length)
    column.forEach((value, i) => {
      const same = value === other[i] || (Number.isNaN(value) && Number.isNaN(other[i]))
      if (!same) expect.fail(`output ${k} at ${i}: ${value} instead of ${String(other[i])}`)
    })
  })
}

function scalesOf(indicator: Indicator): Scale[] {
  return indicator.outputs.map((output) => indicator.scales[output]!)
}

function bounds(scale: Scale): [number, number] | undefined {
  const found = /^(-?\d+)\.\.(-?\d+)$/.exec(scale)
  return found ? [Number(found[1]), Number(found[2])] : undefined
}

function damaged(source: Bars, column: (typeof BAR_COLUMNS)[number], index: number, value: number): Bars {
  const copy = source[column].slice()
  copy[index] = value
  return { ...source, [column]: copy }
}

describe.each(INDICATORS.map((indicator) => [indicator.name, indicator] as const))('%s', (_, indicator) => {
  const sets = parameterSets(indicator)
  const every = (law: (params: Record<string, number>) => void): void => sets.forEach(law)
  const scales = scalesOf(indicator)

  it('describes itself', () => {
    expect(indicator.name).toMatch(/^[a-z][a-z0-9_]*$/)
    expect(indicator.outputs.length).toBeGreaterThan(0)
    if (indicator.outputs.length === 1) expect(indicator.outputs).toEqual(['value'])
    for (const param of Object.values(indicator.params)) {
      expect(param.min).toBeLessThanOrEqual(param.default)
      expect(param.default).toBeLessThanOrEqual(param.max)
      if (param.integer) expect([param.min, param.default, param.max].every(Number.isInteger)).toBe(true)
    }
  })

  it('is defined from its declared warm-up on, and not before', () => {
    every((params) => {
      const warmup = indicator.warmup(params)
      const columns = indicator.compute(bars, params)
      expect(columns.length).toBe(indicator.outputs.length)
      const firsts = columns.map((column) => column.findIndex(Number.isFinite))
      expect(Math.max(...firsts)).toBe(warmup)
      columns.forEach((column, k) => {
        expect(column.length).toBe(bars.time.length)
        expect(column.subarray(0, firsts[k]).every(Number.isNaN)).toBe(true)
        expect(column.subarray(firsts[k]).every(Number.isFinite)).toBe(true)
      })
    })
  })

  it('gives every prefix of the bars the same values, bit for bit', () => {
    every((params) => {
      const whole = indicator.compute(bars, params)
      for (let length = 0; length < last(0); length += length < 70 ? 1 : 41) {
        expect(bits(indicator.compute(sliceBars(bars, 0, length), params))).toBe(bits(cut(whole, 0, length)))
      }
    })
  })

  it('does not read what comes later', () => {
    const t = 250
    const later = changedBars(bars, (price) => price * 3, 5)
    const mixed = Object.fromEntries(
      BAR_COLUMNS.map((name) => [name, bars[name].map((value, i) => (i <= t ? value : later[name][i]!))]),
    ) as unknown as Bars
    every((params) =>
      expect(bits(cut(indicator.compute(mixed, params), 0, t + 1))).toBe(bits(cut(indicator.compute(bars, params), 0, t + 1))),
    )
  })

  it('leaves the bars as they are, gives fresh columns, and the same ones again', () => {
    const before = bits(BAR_COLUMNS.map((name) => bars[name]))
    const once = indicator.compute(bars, {})
    const again = indicator.compute(bars, {})
    expect(bits(again)).toBe(bits(once))
    expect(bits(BAR_COLUMNS.map((name) => bars[name]))).toBe(before)
    const buffers = new Set([...once, ...again, ...BAR_COLUMNS.map((name) => bars[name])].map((column) => column.buffer))
    expect(buffers.size).toBe(once.length * 2 + BAR_COLUMNS.length)
  })

  it('has no value on too few bars, and does not throw', () => {
    every((params) => {
      const warmup = indicator.warmup(params)
      const columns = indicator.compute(sliceBars(bars, 0, warmup), params)
      expect(columns.every((column) => column.length === warmup)).toBe(true)
      if (warmup > 0) expect(columns.some((column) => column.every(Number.isNaN))).toBe(true)
    })
  })

  it('starts anew after a bar on which a column it reads is missing, and heeds no other column', () => {
    const gap = 150
    for (const name of BAR_COLUMNS) {
      for (const missing of [NaN, Infinity, -Infinity]) {
        const columns = indicator.compute(damaged(bars, name, gap, missing), {})
        if (!indicator.reads.includes(name)) {
          expect(bits(columns)).toBe(bits(indicator.compute(bars, {})))
          continue
        }
        expect(columns.every((column) => Number.isNaN(column[gap]))).toBe(true)
        expect(bits(cut(columns, 0, gap))).toBe(bits(indicator.compute(sliceBars(bars, 0, gap), {})))
        expect(bits(cut(columns, gap + 1, last(0)))).toBe(bits(indicator.compute(sliceBars(bars, gap + 1, last(0)), {})))
      }
    }
  })

  it('scales with prices and volumes as it says, exactly', () => {
    every((params) => {
      const columns = indicator.compute(bars, params)
      const times = (factor: number, scaled: readonly Scale[]): Float64Array[] =>
        columns.map((column, k) => (scaled.includes(scales[k]!) ? column.map((value) => value * factor) : column))
      const prices = indicator.compute(
        changedBars(bars, (price) => price * 8),
        params,
      )
      expectSame(prices, times(8, ['price', 'price difference']))
      const volumes = indicator.compute(
        changedBars(bars, (price) => price, 0.25),
        params,
      )
      expectSame(volumes, times(0.25, ['volume']))
    })
  })

  it('moves with the prices as it says, even far from zero', () => {
    const offset = 2 ** 23
    every((params) => {
      const columns = indicator.compute(bars, params)
      const moved = indicator.compute(
        changedBars(bars, (price) => price + offset),
        params,
      )
      columns.forEach((column, k) => {
        const scale = scales[k]!
        if (scale !== 'price' && scale !== 'price difference') return
        const shift = scale === 'price' ? offset : 0
        column.forEach((value, i) => {
          if (!Number.isNaN(value)) expect(Math.abs(moved[k]![i]! - shift - value)).toBeLessThan(1e-6)
        })
      })
    })
  })

  it('stays within its bounds', () => {
    every((params) => {
      indicator.compute(bars, params).forEach((column, k) => {
        const range = bounds(scales[k]!)
        if (range === undefined) return
        const defined = column.filter(Number.isFinite)
        expect(Math.min(...defined)).toBeGreaterThanOrEqual(range[0] - 1e-9)
        expect(Math.max(...defined)).toBeLessThanOrEqual(range[1] + 1e-9)
      })
    })
  })

  it('is at rest on prices that never move', () => {
    every((params) => {
      const price = 64.25
      indicator.compute(flatBars(300, price), params).forEach((column, k) => {
        const scale = scales[k]!
        const defined = column.subarray(indicator.warmup(params))
        expect(defined.every(Number.isFinite)).toBe(true)
        if (scale === 'price') expect(defined.every((value) => value === price)).toBe(true)
        if (scale === 'price difference' || scale === 'percent') expect(defined.every((value) => value === 0)).toBe(true)
        const range = bounds(scale)
        if (range) expect(defined.every((value) => value >= range[0] && value <= range[1])).toBe(true)
      })
    })
  })

  it('never gives infinity, not even without volume or movement', () => {
    const halves = [flatBars(200, 50, 0), sliceBars(bars, 0, 200)]
    const joined = Object.fromEntries(
      BAR_COLUMNS.map((name) => [
        name,
        Float64Array.from([...halves[0]![name], ...halves[1]![name], ...halves[0]![name]], (value, i) =>
          name === 'time' ? i * 60_000 : value,
        ),
      ]),
    ) as unknown as Bars
    every((params) => {
      for (const column of indicator.compute(joined, params)) {
        expect(column.every((value) => Number.isFinite(value) || Number.isNaN(value))).toBe(true)
        // What was undefined for want of volume is defined again once there is some.
        expect(Number.isFinite(column[399])).toBe(true)
      }
    })
  })

  it('refuses parameters that it does not take', () => {
    const refuses = (params: Record<string, number>): void => {
      expect(() => indicator.compute(bars, params)).toThrow(UsageError)
      expect(() => indicator.warmup(params)).toThrow(UsageError)
    }
    refuses({ no_such_parameter: 1 })
    for (const [name, param] of Object.entries(indicator.params)) {
      for (const value of [param.min - 1, param.max + 1, NaN, Infinity]) refuses({ [name]: value })
      if (param.integer) refuses({ [name]: param.min + 0.5 })
      expect(() => indicator.compute(bars, { [name]: param.max })).not.toThrow()
    }
  })
})
