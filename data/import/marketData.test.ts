import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { QualityReport } from '../../domain/dataset.ts'
import { BadDataError, messageOf, UsageError } from '../../domain/errors.ts'
import { parseTimeframe } from '../../domain/timeframe.ts'
import { prepareBars } from '../lake/incomingBars.ts'
import { openWorkspace } from '../workspace.ts'
import { readBars } from './readBars.ts'
import { readSource } from './sourceBytes.ts'

const ROOT = resolve(import.meta.dirname, '../../../shared/market-data')
const MANIFEST = join(ROOT, 'MANIFEST.csv')

/** What only a person can know about these files. */
const COLUMNS: Readonly<Record<string, string[]>> = {
  kraken: ['time', 'open', 'high', 'low', 'close', 'volume', 'trades'],
  bitfinex: ['time', 'open', 'close', 'high', 'low', 'volume'],
}

function manifest(folders: readonly string[]): Record<string, string>[] {
  const [head = '', ...lines] = readFileSync(MANIFEST, 'utf8').trim().split('\n')
  const names = head.split(',')
  return lines
    .map((line) => Object.fromEntries(line.split(',').map((value, i) => [names[i] ?? '', value])))
    .filter((row) => folders.includes(folderOf(row)))
}

function folderOf(row: Record<string, string>): string {
  return row['file']?.split('/')[0] ?? ''
}

const home = mkdtempSync(join(tmpdir(), 'market-data-'))
const workspace = openWorkspace(home)
afterAll(() => {
  rmSync(home, { recursive: true, force: true })
})

/** Everything that importBars does, up to the writing. */
async function assess(row: Record<string, string>, columns: string[] | null = COLUMNS[folderOf(row)] ?? null): Promise<QualityReport> {
  const source = await readSource(workspace, join(ROOT, row['file'] ?? ''))
  const symbol = (row['symbol'] ?? '').split(' ')[0] ?? ''
  const timeframe = parseTimeframe(row['interval'] ?? '')
  const { bars, notes } = readBars(source, { symbol, timeframe, columns: columns ?? undefined })
  const onConflict = folderOf(row) === 'messy' ? 'first' : undefined
  const request = {
    exchange: folderOf(row),
    symbol,
    timeframe,
    synthetic: false,
    bars,
    onConflict,
    source: { name: source.name, notes },
  } as const
  return prepareBars(request).quality
}

function counts(report: QualityReport, row: Record<string, string>): Record<string, string> {
  const stamp = (time: string | null): string => (time === null ? '' : time.slice(0, 16).replace('T', ' '))
  return {
    rows: String(report.rows),
    first_utc: stamp(report.first_time),
    last_utc: stamp(report.last_time),
    missing_bars: String(report.missing_bars),
    gaps: String(report.gaps),
    longest_gap_bars: report.longest_gap_bars === 0 ? '' : String(report.longest_gap_bars),
    longest_gap_after: stamp(report.longest_gap_after),
    duplicate_stamps: String(report.duplicates_identical + report.duplicates_conflicting),
    // The manifest leaves this out for mark prices, whose volume is 0 or absent throughout.
    zero_volume_bars: row['zero_volume_bars'] === '' ? '' : String(report.zero_volume_bars.count),
    ohlc_violations: String(report.ohlc_violations.count),
  }
}

const TIMEOUT = 120_000

describe.skipIf(!existsSync(MANIFEST))('files of real exchanges (needs ../shared/market-data)', () => {
  it(
    'every one imports with the defects that its manifest counts, or is refused for what it is',
    async () => {
      for (const row of manifest(['binance-spot', 'binance-perp', 'bybit-perp', 'kraken', 'bitfinex'])) {
        if (row['file']?.includes('-funding-')) {
          await expect(assess(row), row['file']).rejects.toThrow(
            `${basename(row['file'])} holds no bars: high, low and close are 0 in every row, as in a file of funding rates, whose open is the rate.`,
          )
          continue
        }
        const found = counts(await assess(row), row)
        expect({ file: row['file'], ...found }).toEqual({
          file: row['file'],
          ...Object.fromEntries(Object.keys(found).map((name) => [name, row[name]])),
        })
      }
    },
    TIMEOUT,
  )

  it.each(existsSync(MANIFEST) ? manifest(['messy']) : [])(
    'the defects of $file',
    async (row) => {
      const report = await assess(row)
      const found = counts(report, row)
      expect(found).toEqual(Object.fromEntries(Object.keys(found).map((name) => [name, row[name]])))
      expect(report.bad_prints.count).toBeGreaterThan(0)
    },
    TIMEOUT,
  )

  it('a file without header is asked about, with the order that fits it', async () => {
    for (const [folder, row] of ['kraken', 'bitfinex'].map((name) => [name, manifest([name])[0] ?? {}] as const)) {
      const expected = (COLUMNS[folder] ?? []).join(',').replace('trades', 'skip')
      const error: unknown = await assess({ ...row, file: row['file'] ?? '' }, null).catch((thrown: unknown) => thrown)
      expect(error).toBeInstanceOf(UsageError)
      expect(messageOf(error)).toContain(`--columns ${expected})`)
    }
  })

  it('files that hold no bars are refused', async () => {
    for (const row of manifest(['coingecko', 'sentiment'])) {
      await expect(assess({ ...row, symbol: 'X' }), row['file']).rejects.toBeInstanceOf(BadDataError)
    }
  })
})
