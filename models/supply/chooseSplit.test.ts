import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { TIMEFRAMES } from '../../domain/timeframe.ts'
import { chooseSplit, trainingBars } from './chooseSplit.ts'

describe('how bars are cut', () => {
  it.each([
    // Two years of hours: a year to learn from is more than two fifths of them.
    ['two years of hours', 17_520, 0, '1h', { train_bars: 7008, predict_bars: 1752, embargo_bars: 71 }],
    ['a year of hours behind a year', 17_520, 8760, '1h', { train_bars: 8760, predict_bars: 1752, embargo_bars: 88 }],
    ['eight years of days', 2900, 0, '1d', { train_bars: 365, predict_bars: 212, embargo_bars: 6 }],
    ['ten years of weeks', 520, 0, '1w', { train_bars: 208, predict_bars: 26, embargo_bars: 6 }],
    ['as few as there may be', 500, 0, '1h', { train_bars: 200, predict_bars: 50, embargo_bars: 6 }],
  ] as const)('%s', (_what, bars, before, timeframe, expected) => {
    expect(chooseSplit(bars, before, timeframe, 6)).toMatchObject(expected)
  })

  it('keeps the window apart from what is learnt, makes at most a dozen folds, and learns from what lies before it', () => {
    const any = fc.record({
      bars: fc.integer({ min: 300, max: 100_000 }),
      share: fc.double({ min: 0, max: 0.9, noNaN: true }),
      timeframe: fc.constantFrom(...TIMEFRAMES),
      horizon: fc.integer({ min: 1, max: 100 }),
    })
    fc.assert(
      fc.property(any, ({ bars, share, timeframe, horizon }) => {
        const before = Math.floor(share * bars)
        const split = chooseSplit(bars, before, timeframe, horizon)
        expect(split.embargo_bars).toBeGreaterThanOrEqual(horizon)
        expect(split.horizon_bars).toBe(horizon)
        expect(split.train_bars).toBeLessThanOrEqual(Math.min(trainingBars(timeframe), bars))
        if (before >= trainingBars(timeframe)) expect(split.train_bars).toBe(trainingBars(timeframe))
        expect(Math.ceil((bars - split.train_bars) / split.predict_bars)).toBeLessThanOrEqual(12)
      }),
    )
  })
})
