import { describe, expect, it } from 'vitest'
import type { Bars } from '../../domain/bars.ts'
import type { QualityReport } from '../../domain/dataset.ts'
import { BadDataError } from '../../domain/errors.ts'
import type { Timeframe } from '../../domain/timeframe.ts'
import { timeframeMs } from '../../domain/timeframe.ts'
import { assessBars } from './assessBars.ts'
import { barsOf } from './barsOf.ts'
import { orderRows } from './orderRows.ts'
import { isoTime } from './tally.ts'

const HOUR = 3_600_000
const START = Date.UTC(2024, 0, 1)

/** A quiet market; `edit` spoils it. */
function market(count: number, edit: (bars: Bars) => void = () => undefined, step = HOUR): Bars {
  const close = Float64Array.from({ length: count }, (_, i) => 100 + Math.sin(i * 1.7))
  const bars = barsOf([
    close.map((_, i) => START + i * step),
    close.map((_, i) => close[i - 1] ?? 100),
    close.map((value, i) => Math.max(value, close[i - 1] ?? 100) + 0.2),
    close.map((value, i) => Math.min(value, close[i - 1] ?? 100) - 0.2),
    close,
    close.map((_, i) => 5 + (i % 4)),
  ])
  edit(bars)
  return bars
}

function without(bars: Bars, from: number, to: number): Bars {
  const keep = (_: number, i: number): boolean => i < from || i >= to
  return barsOf([bars.time, bars.open, bars.high, bars.low, bars.close, bars.volume].map((column) => column.filter(keep)))
}

function assess(bars: Bars, timeframe: Timeframe = '1h', now = Date.UTC(2030, 0, 1)): QualityReport {
  return assessBars(bars, { timeframe, now })
}

const at = (i: number): string => isoTime(START + i * HOUR)

describe('assessBars', () => {
  it('finds nothing in clean bars', () => {
    const report = assess(market(300))
    expect(report).toMatchObject({
      rows: 300,
      first_time: at(0),
      last_time: at(299),
      missing_bars: 0,
      longest_gap_after: null,
      unfinished_last_bar: false,
    })
    expect([...report.blocking, ...report.warnings]).toEqual([])
  })

  it('counts gaps, the first of the longest by name', () => {
    const report = assess(without(without(without(market(300), 250, 253), 100, 103), 20, 21))
    expect(report).toMatchObject({ missing_bars: 7, gaps: 3, longest_gap_bars: 3, longest_gap_after: at(99), rows: 293 })
    expect(report.blocking).toEqual([])
    expect(report.warnings[0]).toContain('7 bars missing (2.3 %) in 3 gaps')
  })

  const defects: [keyof QualityReport, (bars: Bars) => void, boolean][] = [
    ['ohlc_violations', (bars) => (bars.high[50] = (bars.close[50] ?? 0) - 0.1), true],
    ['ohlc_violations', (bars) => (bars.low[50] = (bars.open[50] ?? 0) + 0.1), true],
    ['non_positive_prices', (bars) => (bars.low[50] = 0), true],
    ['missing_values', (bars) => (bars.open[50] = NaN), true],
    ['missing_values', (bars) => (bars.volume[50] = NaN), false],
    ['zero_volume_bars', (bars) => (bars.volume[50] = 0), false],
    ['bad_prints', (bars) => (bars.low[50] = 60), false],
    ['bad_prints', (bars) => (bars.high[50] = 160), false],
    ['bad_prints', (bars) => void (bars.close[50] = bars.high[50] = 160), false],
    ['stale_runs', (bars) => [bars.open, bars.high, bars.low, bars.close].forEach((column) => column.fill(100, 50, 56)), false],
  ]
  it.each(defects)('%s: counts one, says where, and blocks or warns', (name, edit, blocks) => {
    const report = assess(market(300, edit))
    expect(report[name]).toEqual({ count: 1, examples: [at(50)] })
    expect(report.blocking).toHaveLength(blocks ? 1 : 0)
    if (!blocks) expect(report.warnings).toHaveLength(1)
  })

  it('takes a difference in the tenth digit for the same price', () => {
    expect(
      assess(market(300, (bars) => (bars.high[50] = Math.max(bars.open[50] ?? 0, bars.close[50] ?? 0) * (1 - 5e-10)))).ohlc_violations
        .count,
    ).toBe(0)
    expect(
      assess(market(300, (bars) => (bars.high[50] = Math.max(bars.open[50] ?? 0, bars.close[50] ?? 0) * (1 - 5e-9)))).ohlc_violations.count,
    ).toBe(1)
  })

  it('does not call a move that lasts a bad print', () => {
    const report = assess(
      market(300, (bars) => {
        for (const column of [bars.open, bars.high, bars.low, bars.close]) for (let i = 150; i < 300; i++) column[i] = 2 * (column[i] ?? 0)
        bars.open[150] = bars.close[149] ?? 0
        bars.low[150] = bars.close[149] ?? 0
      }),
    )
    expect(report.bad_prints.count).toBe(0)
  })

  it('counts a run that starts in a bar that moved only from the first flat bar on, and needs six', () => {
    const flat = (from: number, to: number) => (bars: Bars) => {
      for (const column of [bars.open, bars.high, bars.low, bars.close]) column.fill(100, from, to)
      bars.close[from - 1] = 100
      bars.high[from - 1] = 102
    }
    expect(assess(market(300, flat(50, 60)))).toMatchObject({ stale_runs: { count: 1, examples: [at(50)] }, longest_stale_run_bars: 10 })
    expect(assess(market(300, flat(50, 55))).stale_runs.count).toBe(0)
  })

  it.each([
    ['1h', '4h', '--timeframe seems to be 1h'],
    ['4h', '1h', '--timeframe seems to be 4h'],
    ['1m', '5m', '--timeframe seems to be 1m'],
  ] as const)('bars of %s given as %s block', (is, said, sentence) => {
    expect(assess(market(200, undefined, timeframeMs(is)), said).blocking.join(' ')).toContain(sentence)
  })

  it('lets sparse bars be: every second hour absent is no other timeframe while one odd hour is there', () => {
    const odd = market(201)
    const keep = (_: number, i: number): boolean => i % 2 === 0 || i === 101
    const sparse = barsOf([odd.time, odd.open, odd.high, odd.low, odd.close, odd.volume].map((column) => column.filter(keep)))
    expect(assess(sparse).blocking).toEqual([])
  })

  it('blocks a bar off the grid and names the grid where it is unusual', () => {
    const report = assess(market(100, (bars) => (bars.time[50] = (bars.time[50] ?? 0) + 8)))
    expect(report.off_grid_rows).toBe(1)
    expect(report.blocking[0]).toContain('off the 1h grid')
    const shifted = assess(market(100, (bars) => bars.time.forEach((time, i) => (bars.time[i] = time + 60_000))))
    expect(shifted).toMatchObject({ off_grid_rows: 0, blocking: [], warnings: ['Bars open 1 minutes off the usual 1h grid of UTC.'] })
  })

  it('knows by the clock alone whether the last bar has ended', () => {
    const end = START + 10 * HOUR
    expect(assess(market(10), '1h', end - 1).unfinished_last_bar).toBe(true)
    expect(assess(market(10), '1h', end).unfinished_last_bar).toBe(false)
  })

  it('suspects two instruments under one name after a long gap', () => {
    const report = assess(
      market(300, (bars) => {
        for (const column of [bars.open, bars.high, bars.low, bars.close]) for (let i = 150; i < 300; i++) column[i] = 9 * (column[i] ?? 0)
        for (let i = 150; i < 300; i++) bars.time[i] = (bars.time[i] ?? 0) + 400 * HOUR
      }),
    )
    expect(report.warnings.join(' ')).toContain('perhaps two instruments under one name')
  })

  it('lets violations through only by name, and goes on naming them', () => {
    const bars = market(300, (one) => (one.high[50] = 1))
    const report = assessBars(bars, { timeframe: '1h', now: Date.UTC(2030, 0, 1), accept: ['ohlc_violations'] })
    expect(report.blocking).toEqual([])
    expect(report.warnings.join(' ')).toContain('as asked')
  })

  it('refuses no bars at all', () => {
    expect(() => assess(market(0))).toThrow(BadDataError)
  })
})

describe('orderRows', () => {
  const rows = (...list: [number, number][]): Bars =>
    barsOf([Float64Array.from(list, ([time]) => time), ...Array.from({ length: 5 }, () => Float64Array.from(list, ([, value]) => value))])

  it('turns newest-first round without calling it out of order', () => {
    const { bars, unsorted } = orderRows(rows([3, 30], [2, 20], [1, 10]))
    expect([...bars.time, ...bars.close]).toEqual([1, 2, 3, 10, 20, 30])
    expect(unsorted).toBe(0)
  })

  it('counts a row that goes against the others', () => {
    expect(orderRows(rows([1, 1], [2, 2], [5, 5], [3, 3], [4, 4], [6, 6])).unsorted).toBe(1)
  })

  it('counts identical and conflicting rows beyond the first and keeps the side that was asked for', () => {
    const list: [number, number][] = [
      [1, 10],
      [1, 10],
      [2, 20],
      [2, 21],
      [2, NaN],
      [3, NaN],
      [3, NaN],
    ]
    const first = orderRows(rows(...list))
    expect([first.identical, first.conflicting.count, first.conflicting.times]).toEqual([2, 2, [2, 2]])
    expect([...first.bars.close]).toEqual([10, 20, NaN])
    expect([...orderRows(rows(...list), 'last').bars.close]).toEqual([10, NaN, NaN])
  })

  it('leaves its input as it was', () => {
    const input = rows([2, 20], [1, 10])
    orderRows(input)
    expect([...input.time]).toEqual([2, 1])
  })
})
