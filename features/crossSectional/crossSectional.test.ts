import { describe, expect, it } from 'vitest'
import type { Bars } from '../../domain/bars.ts'
import { BadDataError, UsageError } from '../../domain/errors.ts'
import { generatedBars } from '../../indicators/contract/generatedBars.ts'
import { alignBars } from '../alignBars.ts'
import { expandPlan } from '../catalogue.ts'
import { computeFeatures } from '../compute.ts'
import type { Member } from '../openUniverse.ts'

const noIndicator = (): never => {
  throw new Error('no indicators here')
}

/** Closes of a symbol, NaN where it has no bar. */
function of(symbol: string, ...values: number[]): Member {
  const close = Float64Array.from(values)
  const time = close.map((_, i) => i * 60_000)
  return { symbol, bars: { time, open: close, high: close, low: close, close, volume: close.map((value) => value * 0 + 1) } }
}

function table(own: Member, universe: readonly Member[] | undefined, ...include: string[]): Record<string, number[]> {
  const inputs = { bars: own.bars, symbol: own.symbol, timeframe: '1m', indicator: noIndicator, universe } as const
  const { names, columns } = computeFeatures(expandPlan({ include }), inputs)
  return Object.fromEntries(names.map((name, k) => [name, Array.from(columns[k]!)]))
}

// Log returns at bar 1: own ln 2, then ln 4, 0 and −ln 2; in units of ln 2: 1; 2, 0, −1.
const own = of('OWN', 100, 200, 400)
const others = [of('A', 100, 400, NaN), of('B', 100, 100, 100), of('C', 100, 50, NaN)]

describe('a symbol among others', () => {
  it('is ranked and scored at the same bar', () => {
    const { cross_rank_log_return_1: rank, cross_zscore_log_return_1: score } = table(
      own,
      others,
      'cross_rank_log_return_1',
      'cross_zscore_log_return_1',
    )
    expect(rank).toEqual([NaN, 2 / 3, NaN])
    // Mean ½ and sample deviation √(5/3) of 1, 2, 0, −1.
    expect(score![1]).toBeCloseTo(0.5 / Math.sqrt(5 / 3), 12)
    expect(score![2]).toBeNaN()
  })

  it('knows the market of the others, without itself', () => {
    const got = table(own, others, 'market_return_1', 'relative_return_1', 'dispersion_1', 'breadth_1')
    expect(got['market_return_1']![1]).toBeCloseTo(Math.LN2 / 3, 12)
    expect(got['relative_return_1']![1]).toBeCloseTo((Math.LN2 * 2) / 3, 12)
    expect(got['dispersion_1']![1]).toBeCloseTo(Math.LN2 * Math.sqrt(5 / 3), 12)
    expect(got['breadth_1']).toEqual([NaN, 0.5, NaN])
  })

  it('shares ranks with equals', () => {
    expect(table(of('OWN', 1, 2), [of('A', 1, 2), of('B', 1, 2)], 'cross_rank_log_return_1')['cross_rank_log_return_1']).toEqual([NaN, 0.5])
    expect(table(of('OWN', 1, 2), [of('A', 1, 2), of('B', 1, 2)], 'cross_zscore_log_return_1')['cross_zscore_log_return_1']).toEqual([
      NaN,
      NaN,
    ])
  })

  it('is not counted twice where it stands in the universe itself', () => {
    const names = ['cross_rank_log_return_1', 'market_return_1']
    expect(table(own, [...others, own], ...names)).toEqual(table(own, others, ...names))
  })

  it('has no value on a bar that it lacks, whatever the others did, and starts anew', () => {
    const gappy = of('OWN', 100, NaN, 100, 200)
    const all = [of('A', 1, 2, 3, 4), of('B', 1, 2, 3, 4), of('C', 1, 2, 3, 4)]
    const names = ['cross_rank_log_return_1', 'market_return_1', 'breadth_1', 'dispersion_1', 'relative_return_1']
    for (const column of Object.values(table(gappy, all, ...names))) {
      expect(column.slice(0, 3)).toEqual([NaN, NaN, NaN])
      expect(column[3]).not.toBeNaN()
    }
  })

  it('does not mind the order of the others', () => {
    const bars = generatedBars(300, 1)
    const members = [2, 3, 4, 5].map((seed) => ({ symbol: `S${seed}`, bars: generatedBars(300, seed) }))
    const names = expandPlan({ groups: ['cross_sectional'] }).features.map(({ name }) => name)
    const one = table({ symbol: 'OWN', bars }, members, ...names)
    const two = table({ symbol: 'OWN', bars }, [...members].reverse(), ...names)
    for (const [name, column] of Object.entries(one))
      column.forEach((value, i) => {
        if (!Number.isNaN(value)) expect(Math.abs(two[name]![i]! - value), name).toBeLessThan(1e-9)
      })
  })

  it('has a beta of two to others that move half as far', () => {
    const bars = generatedBars(200, 6)
    const half = (source: Bars): Bars => ({ ...source, close: source.close.map(Math.sqrt) })
    const got = table(
      { symbol: 'OWN', bars },
      [
        { symbol: 'A', bars: half(bars) },
        { symbol: 'B', bars: half(bars) },
      ],
      'market_beta_72',
      'market_correlation_72',
    )
    expect(got['market_beta_72']![150]).toBeCloseTo(2, 9)
    expect(got['market_correlation_72']![150]).toBeCloseTo(1, 9)
  })
})

describe('what is refused', () => {
  it('a comparison without others', () => {
    expect(() => table(own, undefined, 'breadth_24')).toThrow(UsageError)
    expect(() => table(own, undefined, 'breadth_24')).toThrow('only one is given')
  })

  it('bars that are not aligned', () => {
    expect(() => table(own, [of('A', 1, 2)], 'breadth_1')).toThrow(BadDataError)
    const shifted = of('A', 1, 2, 3)
    const late = { ...shifted, bars: { ...shifted.bars, time: shifted.bars.time.map((time) => time + 60_000) } }
    expect(() => table(own, [late], 'breadth_1')).toThrow('The bars of A are not aligned')
  })

  it('the same column twice', () => {
    const plan = { features: [...expandPlan({ include: ['streak'] }).features, ...expandPlan({ include: ['streak'] }).features] }
    const inputs = { bars: own.bars, timeframe: '1m', indicator: noIndicator } as const
    expect(() => computeFeatures(plan, inputs)).toThrow('two columns "streak"')
  })
})

describe('alignBars', () => {
  it('takes the bar of the very time, and nothing in its place', () => {
    const other = of('A', 10, 11, 12, 13).bars
    const aligned = alignBars(Float64Array.of(-60_000, 60_000, 90_000, 180_000, 240_000), other)
    expect(Array.from(aligned.close)).toEqual([NaN, 11, NaN, 13, NaN])
    expect(Array.from(aligned.volume)).toEqual([NaN, 1, NaN, 1, NaN])
    expect(Array.from(aligned.time)).toEqual([-60_000, 60_000, 90_000, 180_000, 240_000])
  })

  it('makes members that computeFeatures takes', () => {
    const sparse = { ...of('A', 1, 2, 3, 4).bars }
    const time = own.bars.time
    expect(() => table(own, [{ symbol: 'A', bars: alignBars(time, sparse) }], 'breadth_1')).not.toThrow()
  })
})
