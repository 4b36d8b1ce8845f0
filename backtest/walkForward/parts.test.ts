import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../math/random.ts'
import { walkingBars } from '../proof/madeUpBars.ts'
import { choose } from './choose.ts'
import { sharedColumns } from './ground.ts'
import { DEFAULT_SCHEDULE, scheduleFor } from './schedule.ts'
import { stitch } from './stitch.ts'
import type { WindowResult } from './windowResult.ts'

const result = (sharpe: number | null, trades: number): WindowResult => ({
  sharpe,
  trades,
  daily: { firstDay: null, returns: new Float64Array() },
})

describe('choose', () => {
  it.each([
    ['the highest', [result(1, 9), result(3, 9), result(2, 9)], 1],
    ['the highest of those below zero', [result(-3, 9), result(-1, 9)], 1],
    ['the first of equals', [result(1, 9), result(2, 9), result(2, 9)], 1],
    ['nothing that traded too little', [result(1, 5), result(9, 4)], 0],
    ['exactly enough trades', [result(1, 5), result(9, 5)], 1],
    ['the defaults where nothing traded enough', [result(1, 1), result(9, 1)], 0],
    ['the defaults where nothing varies', [result(null, 9), result(null, 9)], 0],
    ['whoever varies', [result(null, 9), result(-2, 9)], 1],
  ])('%s', (_what, results, best) => {
    expect(choose(results, 5)).toBe(best)
  })
})

describe('scheduleFor', () => {
  it.each([
    [3000, 365, 90, 30],
    [545, 365, 90, 30],
    [544, 364, 89, 29],
    [365, 244, 60, 20],
    [60, 40, 9, 3],
  ])('%i days', (days, trainDays, testDays, stepDays) => {
    expect(scheduleFor(days)).toEqual({ trainDays, testDays, stepDays })
  })

  it('leaves four folds at least, and none below 60 days', () => {
    expect(scheduleFor(59)).toBeUndefined()
    for (let days = 60; days < 1000; days++) {
      const { trainDays, testDays, stepDays } = scheduleFor(days) ?? DEFAULT_SCHEDULE
      expect(trainDays + testDays + 3 * stepDays).toBeLessThanOrEqual(days)
      expect(stepDays).toBeGreaterThan(0)
    }
  })
})

describe('stitch', () => {
  const part = (firstDay: string | null, ...returns: number[]): { firstDay: string | null; returns: Float64Array } => ({
    firstDay,
    returns: Float64Array.from(returns),
  })

  it('puts days where they belong, those without bars being 0', () => {
    const stitched = stitch([part('2024-02-27', 0.1, 0.2), part(null), part('2024-03-01', 0.3)])
    expect(stitched).toEqual(part('2024-02-27', 0.1, 0.2, 0, 0.3))
  })

  it('of nothing is nothing', () => {
    expect(stitch([part(null)])).toEqual(part(null))
  })
})

describe('sharedColumns', () => {
  const bars = walkingBars(seededRandom(1), 1000, 0.01)
  const needs = (period: number) => ({ warmupBars: 0, models: {}, indicators: { s: ['sma', { period }] as const } })

  it('computes a column once while there is room, and anew, the same, where there is none', () => {
    const roomy = sharedColumns(bars)
    expect(roomy(needs(5))['s']!['value']).toBe(roomy(needs(5))['s']!['value'])
    const two = sharedColumns(bars, 2 * 8000)
    const first = two(needs(5))['s']!['value']!
    two(needs(6))
    expect(two(needs(5))['s']!['value']).toBe(first)
    two(needs(7))
    // 6 was unused for longest, then 5.
    expect(two(needs(5))['s']!['value']).toBe(first)
    two(needs(8))
    two(needs(9))
    expect(two(needs(5))['s']!['value']).not.toBe(first)
    expect(two(needs(5))['s']!['value']).toEqual(first)
  })
})
