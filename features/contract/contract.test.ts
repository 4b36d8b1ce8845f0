import { describe, expect, it } from 'vitest'
import { BAR_COLUMNS, type BarColumn, type Bars, sliceBars } from '../../domain/bars.ts'
import { computeIndicator } from '../../indicators/compute.ts'
import { changedBars, flatBars, generatedBars } from '../../indicators/contract/generatedBars.ts'
import type { FeatureTable } from '../compute.ts'
import type { FeatureDefinition } from '../feature.ts'
import type { Member } from '../openUniverse.ts'
import { bits, damaged, everyFeature, joined, sliceMembers, tableOf } from './everyFeature.ts'

const LENGTH = 900
const bars = generatedBars(LENGTH, 21)
const universe: Member[] = [31, 32, 33, 34].map((seed) => ({ symbol: `S${seed}`, bars: generatedBars(LENGTH, seed) }))
const features = everyFeature()
const ofBars = features.filter(({ scope }) => scope === 'bars')

const compute = (source: Bars, members: readonly Member[] = universe, of: readonly FeatureDefinition[] = features): FeatureTable =>
  tableOf(of, source, members, (given) => (name, params) => computeIndicator(given, name, params))
const whole = compute(bars)

/** Names of the features whose columns break a law, to be compared with []. */
function breaking(of: readonly FeatureDefinition[], holds: (feature: FeatureDefinition, k: number) => boolean): string[] {
  return of.filter((feature, k) => !holds(feature, k)).map(({ name }) => name)
}

function expectAlike(ours: FeatureTable, theirs: FeatureTable, from: number, to: number, offset = 0): void {
  const of = ours.names
  const differing = of.filter(
    (_, k) => bits(ours.columns[k]!.slice(from, to)) !== bits(theirs.columns[k]!.slice(from - offset, to - offset)),
  )
  expect(differing).toEqual([])
}

describe('every feature', () => {
  it('has a name made of its kind and its parameters, and says what it is', () => {
    const names = features.map(({ name }) => name)
    expect(names.filter((name, k) => names.indexOf(name) !== k)).toEqual([])
    expect(
      breaking(features, ({ name, kind, title }) => /^[a-z][a-z0-9_]*$/.test(name) && name.startsWith(kind) && title.length > 10),
    ).toEqual([])
  })

  it('is defined from its declared warm-up on, and not before', () => {
    const exact = breaking(features, ({ warmup }, k) => {
      const column = whole.columns[k]!
      return (
        column.length === LENGTH &&
        whole.warmup[k] === warmup &&
        column.subarray(0, warmup).every(Number.isNaN) &&
        column.subarray(warmup).every(Number.isFinite)
      )
    })
    expect(exact).toEqual([])
  })

  it('tells bars apart: none is constant over ten weeks of hours', () => {
    const hourly = { ...generatedBars(1680, 5), time: Float64Array.from({ length: 1680 }, (_, i) => i * 3_600_000) }
    const members = [6, 7, 8].map((seed) => ({ symbol: `S${seed}`, bars: { ...generatedBars(1680, seed), time: hourly.time } }))
    const table = compute(hourly, members)
    const still = breaking(features, ({ warmup, barsShorterThanMs }, k) => {
      if (barsShorterThanMs !== undefined && barsShorterThanMs <= 3_600_000) return true
      return new Set(table.columns[k]!.subarray(warmup)).size > 1
    })
    expect(still).toEqual([])
  })

  it('gives every prefix of the bars the same values, bit for bit', () => {
    const lengths = [0, 1, 2, 3, 5, 8, 13, 23, 24, 25, 71, 72, 73, 95, 97, 144, 167, 168, 169, 200, 335, 336, 337, 359, 400, 503, 700, 899]
    for (const length of lengths) {
      expectAlike(compute(sliceBars(bars, 0, length), sliceMembers(universe, 0, length)), whole, 0, length)
    }
  })

  it('does not read what comes later', () => {
    const t = 600
    const mixed = (source: Bars): Bars => {
      const later = changedBars(source, (price) => price * 3, 5)
      const columns = BAR_COLUMNS.map((name) => [name, source[name].map((value, i) => (i <= t ? value : later[name][i]!))])
      return Object.fromEntries(columns) as unknown as Bars
    }
    const members = universe.map((member) => ({ ...member, bars: mixed(member.bars) }))
    expectAlike(compute(mixed(bars), members), whole, 0, t + 1)
  })

  it('leaves its inputs as they are, gives fresh columns, and the same ones again', () => {
    const inputs = [bars, ...universe.map((member) => member.bars)].flatMap((source) => BAR_COLUMNS.map((name) => source[name]))
    const before = inputs.map(bits)
    const again = compute(bars)
    expectAlike(again, whole, 0, LENGTH)
    expect(inputs.map(bits)).toEqual(before)
    const buffers = new Set([...inputs, ...again.columns, ...whole.columns].map((column) => column.buffer))
    expect(buffers.size).toBe(inputs.length + 2 * features.length)
  })

  it('gives fresh columns even where the indicators are handed out from a store', () => {
    const store = new Map<string, Record<string, Float64Array>>()
    const stored = (name: string, params: Record<string, number>): Record<string, Float64Array> => {
      const key = `${name} ${JSON.stringify(params)}`
      const columns = store.get(key) ?? computeIndicator(bars, name, params)
      store.set(key, columns)
      return columns
    }
    const table = tableOf(features, bars, universe, () => stored)
    const kept = new Set([...store.values()].flatMap((columns) => Object.values(columns)).map((column) => column.buffer))
    expect(breaking(features, (_, k) => !kept.has(table.columns[k]!.buffer))).toEqual([])
  })

  it('has no value on too few bars, and does not throw', () => {
    for (const length of new Set(features.map(({ warmup }) => warmup))) {
      const table = compute(sliceBars(bars, 0, length), sliceMembers(universe, 0, length))
      const early = breaking(features, ({ warmup }, k) => warmup < length || table.columns[k]!.every(Number.isNaN))
      expect(early).toEqual([])
    }
  })

  it('does not depend on the units of price and volume, exactly', () => {
    const members = (change: (source: Bars) => Bars): Member[] => universe.map((member) => ({ ...member, bars: change(member.bars) }))
    const dearer = (source: Bars): Bars => changedBars(source, (price) => price * 2)
    const busier = (source: Bars): Bars => changedBars(source, (price) => price, 2)
    expectAlike(compute(dearer(bars), members(dearer)), whole, 0, LENGTH)
    expectAlike(compute(busier(bars), members(busier)), whole, 0, LENGTH)
    // Each symbol has its own unit.
    expectAlike(compute(dearer(busier(bars))), whole, 0, LENGTH)
  })

  it('does not depend on them but for rounding where the factor is no power of two', () => {
    const table = compute(changedBars(bars, (price) => price * 37.7, 0.0123))
    const differing = breaking(features, (_, k) =>
      table.columns[k]!.every((value, i) => {
        const other = whole.columns[k]![i]!
        return (Number.isNaN(value) && Number.isNaN(other)) || Math.abs(value - other) <= 1e-6 * (1 + Math.abs(other))
      }),
    )
    expect(differing).toEqual([])
  })
})

describe('every feature of the own bars', () => {
  const gap = 450
  const members = sliceMembers(universe, 0, 0)
  const computeOwn = (source: Bars): FeatureTable => compute(source, members, ofBars)
  const alone = computeOwn(bars)
  const before = computeOwn(sliceBars(bars, 0, gap))
  const after = computeOwn(sliceBars(bars, gap + 1, LENGTH))

  const startsAnew = (column: BarColumn, value: number, of: (feature: FeatureDefinition) => boolean): string[] => {
    const table = computeOwn(damaged(bars, column, gap, value))
    return breaking(ofBars, (feature, k) => {
      if (!of(feature)) return true
      const got = table.columns[k]!
      if (!feature.reads.includes(column)) return bits(got) === bits(alone.columns[k]!)
      const parts = [got.slice(0, gap), got.slice(gap + 1)]
      return Number.isNaN(got[gap]) && bits(parts[0]!) === bits(before.columns[k]!) && bits(parts[1]!) === bits(after.columns[k]!)
    })
  }

  it.each(BAR_COLUMNS)('starts anew after a bar that lacks its %s, and heeds no column that it does not read', (column) => {
    for (const missing of [NaN, Infinity, -Infinity]) expect(startsAnew(column, missing, () => true)).toEqual([])
  })

  it('takes prices that are not positive and negative volumes for missing; indicators have their own mind', () => {
    const own = ({ title }: FeatureDefinition): boolean => !title.includes('(indicator')
    for (const column of ['open', 'high', 'low', 'close'] as const) expect(startsAnew(column, 0, own)).toEqual([])
    expect(startsAnew('volume', -1, own)).toEqual([])
  })

  it('is never infinite, not even without volume or movement, and comes back to life after it', () => {
    const lively = sliceBars(bars, 0, 400)
    const source = joined([lively, flatBars(400, 50, 0), lively])
    const table = computeOwn(source)
    const infinite = breaking(ofBars, (_, k) => table.columns[k]!.every((value) => Number.isFinite(value) || Number.isNaN(value)))
    expect(infinite).toEqual([])
    expect(breaking(ofBars, (_, k) => Number.isFinite(table.columns[k]!.at(-1)))).toEqual([])
  })

  it('is never infinite on prices that never move, or rise at one rate', () => {
    const rising = Float64Array.from({ length: 500 }, (_, i) => 100 * 1.001 ** i)
    const straight = { ...flatBars(500, 1), open: rising, high: rising, low: rising, close: rising }
    for (const source of [flatBars(500, 64.25), straight]) {
      const table = computeOwn(source)
      const wild = breaking(ofBars, (_, k) => table.columns[k]!.every((value) => Number.isNaN(value) || Math.abs(value) < 1e6))
      expect(wild).toEqual([])
    }
  })

  it('stays silent where a ratio has nothing to relate to, rather than saying 0', () => {
    const table = computeOwn(flatBars(500, 64.25))
    const silent = [
      'return_zscore_24',
      'volatility_ratio_24_168',
      'range_position_24',
      'efficiency_ratio_24',
      'hurst_168',
      'volume_zscore_24',
    ]
    for (const name of silent) expect(table.columns[table.names.indexOf(name)]!.every(Number.isNaN), name).toBe(true)
    const still = [
      'log_return_24',
      'realized_volatility_24',
      'drawdown_168',
      'bar_body',
      'roll_spread_24',
      'corwin_schultz_spread_24',
      'vpin_24',
    ]
    for (const name of still) expect(table.columns[table.names.indexOf(name)]!.at(-1), name).toBe(0)
  })
})
