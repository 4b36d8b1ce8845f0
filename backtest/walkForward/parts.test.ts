import { describe, expect, it } from 'vitest'
import { choose } from './choose.ts'
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
