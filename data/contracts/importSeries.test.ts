import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { FundingReport } from '../../domain/contractSeries.ts'
import { BadDataError, NoSuchIdError, UsageError } from '../../domain/errors.ts'
import { temporaryHome } from '../../fixtures/home.ts'
import { openWorkspace } from '../workspace.ts'
import { checkSeries } from './checkSeries.ts'
import { importSeries, type SeriesImport } from './importSeries.ts'
import { findSeries, loadFunding, loadMark, readSeriesRows } from './loadSeries.ts'
import { parseSeriesId, seriesDir, type ContractKey } from './seriesKey.ts'
import { listSeries } from './seriesRecord.ts'

const home = temporaryHome()
const HOUR = 3_600_000
const START = Date.UTC(2023, 0, 1)
let files = 0

function file(lines: readonly string[]): string {
  const path = join(home, `file-${++files}.csv`)
  writeFileSync(path, `${lines.join('\n')}\n`)
  return path
}

const stamp = (hours: number, ms = 0): string => new Date(START + hours * HOUR + ms).toISOString().replace('T', ' ').replace('Z', '+00:00')
const rates = (rows: readonly (readonly [string, number | string])[]): string =>
  file(['fundingTime,fundingRate', ...rows.map((row) => row.join(','))])
const workspaceOf = (name: string) => openWorkspace(join(home, name))
const funding = (path: string, change: Partial<SeriesImport> = {}): SeriesImport => ({
  kind: 'funding',
  files: [path],
  exchange: 'Binance',
  symbol: 'btcusdt-perp',
  ...change,
})

describe('funding rates in the lake', () => {
  const three = (): string =>
    rates([
      [stamp(0), 0.0001],
      [stamp(8, 8), -0.00002],
      [stamp(16), 0.0003],
    ])

  it('are stored with hash and report, and read back as they were', async () => {
    const workspace = workspaceOf('a')
    const { outcome, series, addedRows } = await importSeries(workspace, funding(three()))
    expect([outcome, addedRows, series.series_id, series.rows]).toEqual(['created', 3, 'binance:BTCUSDT-PERP:funding', 3])
    const quality = series.quality as FundingReport
    expect(quality).toMatchObject({
      interval_hours: 8,
      missing_payments: 0,
      latest_stamp_ms: 8,
      lowest_rate: -0.00002,
      highest_rate: 0.0003,
    })
    expect(quality.late_stamps.count).toBe(1)
    expect(listSeries(workspace)).toEqual([series])
    const { time, rate } = await loadFunding(workspace, series)
    expect([...time]).toEqual([START, START + 8 * HOUR + 8, START + 16 * HOUR])
    expect([...rate]).toEqual([0.0001, -0.00002, 0.0003])
  })

  it('grow, keep their name by content, and are unchanged by what is there', async () => {
    const workspace = workspaceOf('b')
    const first = await importSeries(workspace, funding(three()))
    expect((await importSeries(workspace, funding(three()))).outcome).toBe('unchanged')
    const more = await importSeries(
      workspace,
      funding(
        rates([
          [stamp(16), 0.0003],
          [stamp(32), 0.0001],
        ]),
      ),
    )
    expect([more.outcome, more.addedRows, more.series.rows]).toEqual(['extended', 1, 4])
    expect(more.series.content_hash).not.toBe(first.series.content_hash)
    expect((more.series.quality as FundingReport).missing_payments).toBe(1)
    const directory = seriesDir(workspace, more.series as ContractKey)
    expect(readdirSync(directory).sort()).toEqual([`funding-${more.series.content_hash.slice(0, 16)}.parquet`, 'series.json'])
    expect(more.series.quality.warnings).toEqual([expect.stringContaining('1 payment missing in 1 gap')])
  })

  it('that contradict what is stored need a winner', async () => {
    const workspace = workspaceOf('c')
    await importSeries(workspace, funding(three()))
    const other = (): string => rates([[stamp(16), 0.0009]])
    await expect(importSeries(workspace, funding(other()))).rejects.toThrow(/1 row .* would change .*--on-conflict/)
    const { series } = await importSeries(workspace, funding(other(), { onConflict: 'incoming' }))
    expect([...(await loadFunding(workspace, series)).rate].at(-1)).toBe(0.0009)
  })

  it.each([
    ['a rate in per cent', () => rates([[stamp(0), 1.5]]), {}, /100 % and more/],
    [
      'no rate',
      () =>
        rates([
          [stamp(0), 0.1],
          [stamp(8), ''],
        ]),
      {},
      /without a rate/,
    ],
    [
      'one payment written twice',
      () =>
        rates([
          [stamp(0), 0.1],
          [stamp(0, 9), 0.1],
        ]),
      {},
      /less than a minute after another/,
    ],
    [
      'two rates of one time',
      () =>
        rates([
          [stamp(0), 0.1],
          [stamp(0), 0.2],
        ]),
      {},
      /repeats the time/,
    ],
    ['bars', () => file(['date,open,high,low,close,volume', `${stamp(0)},10,11,9,10,5`]), {}, /holds bars, not funding rates/],
    ['no column of a rate', () => file(['date,price', `${stamp(0)},10`]), {}, /no column of the funding rate/],
    ['a text that is no rate', () => rates([[stamp(0), 'much']]), {}, /"much" is no number/],
  ] as [string, () => string, Partial<SeriesImport>, RegExp][])('refuse %s', async (_what, path, change, message) => {
    const workspace = workspaceOf('d')
    await expect(importSeries(workspace, funding(path(), change))).rejects.toThrow(BadDataError)
    await expect(importSeries(workspace, funding(path(), change))).rejects.toThrow(message)
    expect(listSeries(workspace)).toEqual([])
  })

  it('without a header need the names of the columns', async () => {
    const path = file([`${stamp(0)},0.0001,8`, `${stamp(8)},0.0002,8`])
    await expect(importSeries(workspaceOf('e'), funding(path))).rejects.toThrow(UsageError)
    await expect(importSeries(workspaceOf('e'), funding(path, { columns: ['time', 'rat', 'skip'] }))).rejects.toThrow(/did you mean "rate"/)
    expect((await importSeries(workspaceOf('e'), funding(path, { columns: ['time', 'rate', 'skip'] }))).series.rows).toBe(2)
  })

  it('of several symbols in one file are told apart, and a stranger is refused', async () => {
    const path = file([
      'symbol,fundingTime,fundingRate',
      `BTCUSDT,${stamp(0)},0.0001`,
      `ETHUSDT,${stamp(0)},0.0009`,
      `BTCUSDT,${stamp(8)},0.0002`,
    ])
    const workspace = workspaceOf('g')
    const asked = (change: Partial<SeriesImport>) => importSeries(workspace, funding(path, change))
    await expect(asked({})).rejects.toThrow(/holds 2 symbols \(BTCUSDT, ETHUSDT\); say which with --only/)
    await expect(asked({ only: 'BTCUST' })).rejects.toThrow(/no row of --only BTCUST.*did you mean "BTCUSDT"/)
    const { series } = await asked({ only: 'btcusdt' })
    expect([...(await loadFunding(workspace, series)).rate]).toEqual([0.0001, 0.0002])
    expect(series.quality.warnings).toEqual([expect.stringContaining('1 row of other symbols')])
    const other = file(['symbol,fundingTime,fundingRate', `ETHUSDT,${stamp(0)},0.0009`])
    await expect(importSeries(workspace, funding(other))).rejects.toThrow(/holds ETHUSDT, not BTCUSDT-PERP/)
  })

  it('take no defect of prices that could be accepted', async () => {
    await expect(importSeries(workspaceOf('g'), funding(three(), { accept: ['ohlc_violations'] }))).rejects.toThrow(/leave it out/)
  })

  it('whose file is damaged are not read', async () => {
    const workspace = workspaceOf('f')
    const { series } = await importSeries(workspace, funding(three()))
    const directory = seriesDir(workspace, series as ContractKey)
    const path = join(
      directory,
      readdirSync(directory).find((name) => name.endsWith('.parquet'))!,
    )
    const bytes = readFileSync(path)
    writeFileSync(path, bytes.subarray(0, bytes.length - 9))
    await expect(readSeriesRows(workspace, series)).rejects.toThrow(/is damaged/)
    expect(() => findSeries(workspace, 'binance:BTCUSD-PERP:funding')).toThrow(NoSuchIdError)
    expect(() => findSeries(workspace, 'binance:BTCUSD-PERP:funding')).toThrow(/did you mean "binance:BTCUSDT-PERP:funding"/)
  })
})

describe('mark prices in the lake', () => {
  const marksOf = (path: string, change: Partial<SeriesImport> = {}): SeriesImport => ({
    ...funding(path),
    kind: 'mark',
    timeframe: '1h',
    ...change,
  })
  const marks = (...rows: string[]): string => file(['date,open,high,low,close,volume', ...rows])

  it('that were let through once stay let through, and what the imports saw of their rows is kept', async () => {
    const workspace = workspaceOf('h')
    const odd = marks(`${stamp(0)},10,12,9,11,0`, `${stamp(0)},10,12,9,11,0`, `${stamp(1)},10,12,10.5,11,0`)
    await expect(importSeries(workspace, marksOf(odd))).rejects.toThrow(/--accept ohlc_violations/)
    await importSeries(workspace, marksOf(odd, { accept: ['ohlc_violations'] }))
    const more = marks(`${stamp(2)},11,12,9,11,0`, `${stamp(2)},11,12,9,11,0`)
    const { outcome, series } = await importSeries(workspace, marksOf(more))
    expect(outcome).toBe('extended')
    const told = { duplicates_identical: 2, ohlc_violations: { count: 1 } }
    expect(series.quality).toMatchObject(told)
    expect((await checkSeries(workspace, series.series_id)).quality).toMatchObject(told)
  })

  it('replace a last one that had not ended, without a question', async () => {
    const workspace = workspaceOf('i')
    const early = marks(`${stamp(0)},10,12,9,11,0`, `${stamp(1)},11,11,11,11,0`)
    await importSeries(workspace, marksOf(early, { now: START + 1.5 * HOUR }))
    const later = marks(`${stamp(1)},11,13,10,12,0`, `${stamp(2)},12,12,12,12,0`)
    const { series } = await importSeries(workspace, marksOf(later, { now: START + 9 * HOUR }))
    expect([...(await loadMark(workspace, series)).high]).toEqual([12, 13, 12])
    const another = marks(`${stamp(2)},12,14,12,12,0`)
    await expect(importSeries(workspace, marksOf(another, { now: START + 9 * HOUR }))).rejects.toThrow(/would change/)
  })

  it('whose file is gone are stored anew where the very same come in', async () => {
    const workspace = workspaceOf('j')
    const path = marks(`${stamp(0)},10,12,9,11,0`, `${stamp(1)},11,12,9,11,0`)
    const { series } = await importSeries(workspace, marksOf(path))
    const directory = seriesDir(workspace, series as ContractKey)
    for (const name of readdirSync(directory).filter((one) => one.endsWith('.parquet'))) rmSync(join(directory, name))
    await expect(importSeries(workspace, marksOf(marks(`${stamp(2)},11,12,9,11,0`)))).rejects.toThrow(/rows are missing/)
    expect((await importSeries(workspace, marksOf(path))).outcome).toBe('created')
    expect((await loadMark(workspace, series)).open).toHaveLength(2)
  })

  it('are bars without a volume, under a timeframe of their own', async () => {
    const workspace = workspaceOf('g')
    const lines = [0, 1, 2, 4].map((hour) => `${stamp(hour)},10,12,9,11,0`)
    const path = file(['date,open,high,low,close,volume', ...lines])
    const { series } = await importSeries(workspace, { ...funding(path), kind: 'mark', timeframe: '1h' })
    expect(series).toMatchObject({ series_id: 'binance:BTCUSDT-PERP:mark-1h', rows: 4, quality: { missing_bars: 1 } })
    expect(series.quality.warnings.join()).not.toMatch(/volume/)
    expect([...(await loadMark(workspace, series)).high]).toEqual([12, 12, 12, 12])
    await expect(importSeries(workspace, { ...funding(path), kind: 'mark', timeframe: '8h' })).rejects.toThrow(/1h apart, not 8h/)
    await expect(importSeries(workspace, { ...funding(path), kind: 'mark' })).rejects.toThrow(/--timeframe/)
  })

  it('and funding have ids that can be read back', () => {
    expect(parseSeriesId('Binance:BTC/USDT:USDT:mark-8h')).toEqual({
      kind: 'mark',
      exchange: 'binance',
      symbol: 'BTC/USDT:USDT',
      timeframe: '8h',
    })
    expect(parseSeriesId('bybit:ETHUSDT:funding')).toEqual({ kind: 'funding', exchange: 'bybit', symbol: 'ETHUSDT', timeframe: null })
    expect(parseSeriesId('binance:BTCUSDT:1h')).toBeUndefined()
    expect(parseSeriesId('binance:BTCUSDT:mark-7h')).toBeUndefined()
  })
})

const DATA = join(import.meta.dirname, '../../../shared/market-data')

// Real series lie beside the repository; where they are not there, nothing can be said about them.
describe.skipIf(!existsSync(DATA))('the series beside the repository (skipped where ../shared is absent)', () => {
  it.each(['BTCUSDT', 'ETHUSDT', 'SUIUSDT', '1000PEPEUSDT', 'LTCUSDT'])('%s: funding and marks of Binance', async (symbol) => {
    const workspace = workspaceOf('real')
    const path = (kind: string): string => join(DATA, 'binance-perp', `${symbol}-${kind}-8h.csv.gz`)
    const { series } = await importSeries(workspace, funding(path('funding'), { symbol }))
    expect(series.quality).toMatchObject({ interval_hours: 8, missing_payments: 0, missing_values: { count: 0 } })
    const marks = await importSeries(workspace, funding(path('mark'), { symbol, kind: 'mark', timeframe: '8h' }))
    expect(marks.series.quality).toMatchObject({ missing_bars: 0, ohlc_violations: { count: 0 } })
    if (symbol !== 'BTCUSDT') return
    // As the description of the files says.
    expect(series.rows).toBe(1498)
    expect(series.quality).toMatchObject({
      late_stamps: { count: 461 },
      latest_stamp_ms: 29,
      lowest_rate: -0.00011006,
      highest_rate: 0.00088148,
    })
  })
})
