import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { BarRow } from './rows.ts'
import { type Page, readPages } from './pages.ts'
import type { BarSource } from './source.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const PAGE = 7

const row = (time: number): BarRow => [time, 1, 2, 0.5, 1.5, time / HOUR]
const market = { symbol: 'A/B', lakeSymbol: 'AB' }

/** How exchanges answer to `since`: from there on; within a window; or with their newest bars, whatever was asked for. */
type Kind = 'forward' | 'window' | 'newest'

function sourceOf(kind: Kind, hours: readonly number[], hasDays: boolean): BarSource & { asked: number } {
  const days = [...new Set(hours.map((hour) => Math.floor(hour / 24) * DAY))]
  const source = {
    id: 'x',
    name: 'X',
    asked: 0,
    now: () => Promise.resolve(0),
    pageBars: () => PAGE,
    hasTimeframe: () => hasDays,
    page: (_market: unknown, timeframe: string, since: number) => {
      source.asked++
      const times = timeframe === '1d' ? days : hours.map((hour) => hour * HOUR)
      const barMs = timeframe === '1d' ? DAY : HOUR
      const later = times.filter((time) => time >= since)
      if (kind === 'forward') return Promise.resolve(later.slice(0, PAGE).map(row))
      if (kind === 'newest') return Promise.resolve(times.slice(-PAGE).map(row))
      return Promise.resolve(later.filter((time) => time < since + PAGE * barMs).map(row))
    },
  }
  return source
}

async function read(source: BarSource, from: number, to: number, now: number, presentUntil = (time: number) => time): Promise<Page[]> {
  const pages: Page[] = []
  for await (const page of readPages({ source, market, timeframe: '1h', from, to, now, presentUntil })) pages.push(page)
  return pages
}

const someHours = fc.uniqueArray(fc.integer({ min: 0, max: 400 }), { maxLength: 60 }).map((hours) => hours.sort((a, b) => a - b))

describe('readPages', () => {
  it('gives every closed bar of the range once and in order, whatever is missing and however the exchange pages', async () => {
    await fc.assert(
      fc.asyncProperty(
        someHours,
        fc.constantFrom<Kind>('forward', 'window'),
        fc.boolean(),
        fc.integer({ min: 0, max: 400 }),
        fc.integer({ min: 0, max: 420 }),
        fc.integer({ min: 0, max: HOUR - 1 }),
        async (hours, kind, hasDays, fromHour, nowHour, minutes) => {
          const now = nowHour * HOUR + minutes
          const visible = hours.filter((hour) => hour * HOUR < now)
          const pages = await read(sourceOf(kind, visible, hasDays), fromHour * HOUR, now, now)
          const wanted = visible.filter((hour) => hour >= fromHour && (hour + 1) * HOUR <= now)
          expect(pages.flatMap(({ rows }) => rows)).toEqual(wanted.map((hour) => row(hour * HOUR)))
          for (const { from, to, rows } of pages) expect(rows.every(([time]) => time >= from && time < to)).toBe(true)
        },
      ),
      { numRuns: 300, seed: 1 },
    )
  })

  it('asks for nothing that is there already', async () => {
    const source = sourceOf(
      'forward',
      Array.from({ length: 100 }, (_, hour) => hour),
      true,
    )
    const present = (time: number): number => (time >= 20 * HOUR && time < 90 * HOUR ? 90 * HOUR : time)
    const pages = await read(source, 0, 100 * HOUR, 100 * HOUR, present)
    expect(pages.map(({ from, to }) => [from / HOUR, Math.ceil(to / HOUR)])).toEqual([
      [0, 7],
      [7, 14],
      [14, 21],
      [90, 97],
      [97, 100],
    ])
  })

  it('finds the next bar by days, not by pages, over a gap of years', async () => {
    const source = sourceOf('window', [1, 2, 20_000, 20_001], true)
    const pages = await read(source, 0, 20_010 * HOUR, 20_010 * HOUR)
    expect(pages.flatMap(({ rows }) => rows)).toHaveLength(4)
    expect(source.asked).toBeLessThan(20_000 / 24 / PAGE + 40)
  })

  it('tells an exchange that keeps only its newest bars from a young market', async () => {
    const hours = Array.from({ length: 100 }, (_, hour) => hour)
    const now = 99 * HOUR + 1
    const cut = await read(sourceOf('newest', hours, true), 10 * HOUR, now, now)
    expect(cut.map(({ from, rows, isOnlyNewest }) => [from / HOUR, rows.length, isOnlyNewest])).toEqual([[93, 6, true]])
    const young = await read(sourceOf('newest', [96, 97, 98, 99], true), 10 * HOUR, now, now)
    expect(young.map(({ from, rows, isOnlyNewest }) => [from / HOUR, rows.length, isOnlyNewest])).toEqual([[10, 3, false]])
    const recent = await read(sourceOf('newest', hours, true), 94 * HOUR, now, now)
    expect(recent.map(({ rows, isOnlyNewest }) => [rows.length, isOnlyNewest])).toEqual([[5, false]])
  })
})
