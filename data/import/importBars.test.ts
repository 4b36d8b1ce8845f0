import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { BadDataError, ResourceError, UsageError } from '../../domain/errors.ts'
import { sqlText, withDuckDB } from '../duckdb.ts'
import { listDatasets } from '../lake/listDatasets.ts'
import { loadBars } from '../lake/loadBars.ts'
import type { ImportOutcome } from '../lake/storeRequest.ts'
import { openWorkspace } from '../workspace.ts'
import type { Workspace } from '../workspace.ts'
import { importBars } from './importBars.ts'
import type { ImportRequest } from './importBars.ts'

const HOUR = 3_600_000
const START = Date.UTC(2024, 0, 1)
const ROWS = 48

/** Open, high, low, close, volume of hour i; no two columns could be mistaken for each other. */
function prices(i: number): [string, string, string, string, string] {
  const open = 100 + Math.sin(i / 5)
  const close = 100 + Math.sin((i + 1) / 5)
  return [open, Math.max(open, close) + 0.25, Math.min(open, close) - 0.5, close, 10 + (i % 7)].map((value) => value.toFixed(4)) as [
    string,
    string,
    string,
    string,
    string,
  ]
}

const iso = (i: number): string => new Date(START + i * HOUR).toISOString().slice(0, 19).replace('T', ' ')

/** A file with one line per hour. */
function file(line: (i: number) => string, head = ''): string {
  return head + Array.from({ length: ROWS }, (_, i) => line(i)).join('\n') + '\n'
}

const plain = file((i) => `${iso(i)},${prices(i).join(',')}`, 'date,open,high,low,close,volume\n')
const kline = (unit: number): string =>
  file((i) => {
    const opens = (START + i * HOUR) * unit
    return [opens, ...prices(i), opens + HOUR * unit - 1, '1', '2', '3', '4', '0'].join(',')
  })

let home: string
let workspace: Workspace
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'import-'))
  workspace = openWorkspace(join(home, 'workspace'))
})
afterEach(() => {
  rmSync(home, { recursive: true, force: true })
})

function write(content: string | Buffer, name = 'bars.csv'): string {
  const path = join(home, name)
  writeFileSync(path, content)
  return path
}

function load(content: string | Buffer, more: Partial<ImportRequest> = {}): Promise<ImportOutcome> {
  return importBars(workspace, { files: [write(content)], exchange: 'binance', symbol: 'BTCUSDT', timeframe: '1h', ...more })
}

async function failure(work: Promise<unknown>): Promise<Error> {
  const error: unknown = await work.then(
    () => new Error('nothing was thrown'),
    (thrown: unknown) => thrown,
  )
  return error as Error
}

async function expectTheBars(): Promise<void> {
  const bars = await loadBars(workspace, 'binance:BTCUSDT:1h')
  for (const i of [0, 1, ROWS - 1]) {
    const row = [bars.open, bars.high, bars.low, bars.close, bars.volume].map((column) => column[i])
    expect([bars.time[i], ...row]).toEqual([START + i * HOUR, ...prices(i).map(Number)])
  }
  expect(bars.time).toHaveLength(ROWS)
}

describe('layouts that are certain', () => {
  const layouts: [string, string | Buffer, Partial<ImportRequest>?][] = [
    ['ISO text', plain],
    ['gzip', gzipSync(plain)],
    ['no newline at the end', plain.trimEnd()],
    ['carriage returns, a mark of byte order, blank lines', `\ufeff${plain.replaceAll('\n', '\r\n')}\r\n\r\n`],
    ['quotes and blanks', file((i) => `"${iso(i)}", ${prices(i).join(' , ')}`, '"Date", "Open","High","Low","Close","Volume"\n')],
    ['semicolons', plain.replaceAll(',', ';')],
    ['tabs', plain.replaceAll(',', '\t')],
    ['epoch in seconds', file((i) => `${(START + i * HOUR) / 1000},${prices(i).join(',')}`, 'time,open,high,low,close,volume\n')],
    [
      'epoch in seconds with a decimal',
      file((i) => `${(START + i * HOUR) / 1000}.0,${prices(i).join(',')}`, 'time,open,high,low,close,volume\n'),
    ],
    ['epoch in milliseconds', file((i) => `${START + i * HOUR},${prices(i).join(',')}`, 'ts,o,h,l,c,v\n')],
    ['epoch in microseconds', file((i) => `${(START + i * HOUR) * 1000},${prices(i).join(',')}`, 'open_time,open,high,low,close,volume\n')],
    ['a stated time zone', file((i) => `${iso(i + 2)}+02:00,${prices(i).join(',')}`, 'date,open,high,low,close,volume\n')],
    [
      'any order of the columns, others between',
      file(
        (i) => [prices(i)[4], 'x', prices(i)[3], prices(i)[2], prices(i)[0], iso(i), prices(i)[1]].join(','),
        'Volume,note,Close,Low,Open,Timestamp,High\n',
      ),
    ],
    ['a row number in front', file((i) => `${i},${iso(i)},${prices(i).join(',')}`, ',date,open,high,low,close,volume\n')],
    ['kline dump in milliseconds', kline(1)],
    ['kline dump in microseconds', kline(1000)],
    [
      'kline dump with header',
      `open_time,open,high,low,close,volume,close_time,quote_volume,count,taker_buy_volume,taker_buy_quote_volume,ignore\n${kline(1)}`,
    ],
    [
      'exchange site: title, newest first, two volumes',
      `https://www.example.com\nunix,date,symbol,open,high,low,close,Volume USDT,Volume BTC,tradecount\n${file((k) => {
        const i = ROWS - 1 - k
        const [open, high, low, close, volume] = prices(i)
        return [START + i * HOUR, iso(i), 'BTC/USDT', open, high, low, close, '999', volume, '7'].join(',')
      })}`,
    ],
    [
      'one clear order of day and month',
      file((i) => `${iso(i).replace(/^(\d+)-(\d+)-(\d+)/, '$3/$2/$1')},${prices(i).join(',')}`, 'date,open,high,low,close,volume\n'),
      { dateFormat: 'dd-mm-yyyy' },
    ],
    [
      'date and time in two columns',
      file((i) => `${iso(i).replace(' ', ',')},${prices(i).join(',')}`, 'date,time,open,high,low,close,volume\n'),
    ],
    [
      '12-hour clock',
      file(
        (i) => `${iso(i).slice(0, 10)} ${String(((i + 11) % 12) + 1).padStart(2, '0')}-${i % 24 < 12 ? 'AM' : 'PM'},${prices(i).join(',')}`,
        'date,open,high,low,close,volume\n',
      ),
    ],
    [
      'no header, with --columns',
      file((i) => {
        const [open, high, low, close, volume] = prices(i)
        return [START + i * HOUR, open, close, high, low, volume].join(',')
      }),
      { columns: ['time', 'open', 'close', 'high', 'low', 'volume'] },
    ],
    [
      'several symbols, with --only',
      file((i) => `${iso(i)},${prices(i).join(',')},BTC/USDT\n${iso(i)},1,1,1,1,1,ETH/USDT`, 'date,open,high,low,close,volume,symbol\n'),
      { only: 'BTC/USDT' },
    ],
  ]
  it.each(layouts)('%s', async (_, content, more) => {
    const { outcome } = await load(content, more)
    expect(outcome).toBe('created')
    await expectTheBars()
  })

  it.each(['TIMESTAMP', 'TIMESTAMPTZ', 'VARCHAR', 'BIGINT'])('Parquet with times as %s', async (type) => {
    const path = join(home, 'bars.parquet')
    const time = type === 'BIGINT' ? 'epoch_ms(date)' : `date::${type}`
    await withDuckDB(async (connection) => {
      await connection.run(`set timezone = 'UTC'`)
      await connection.run(
        `copy (select ${time} as time, * exclude (date) from read_csv(${sqlText(write(plain))})) to ${sqlText(path)} (format parquet)`,
      )
    })
    await importBars(workspace, { files: [path], exchange: 'binance', symbol: 'BTCUSDT', timeframe: '1h' })
    await expectTheBars()
  })

  it('takes several files of different layouts as one dataset, all or none', async () => {
    const lines = plain.trimEnd().split('\n')
    const early = write(lines.slice(0, 21).join('\n'), 'early.csv')
    const late = write(gzipSync(kline(1).split('\n').slice(15).join('\n')), 'late.csv.gz')
    const request = { exchange: 'binance', symbol: 'BTCUSDT', timeframe: '1h' }
    await expect(importBars(workspace, { ...request, files: [early, join(home, 'absent.csv')] })).rejects.toBeInstanceOf(UsageError)
    expect(await listDatasets(workspace)).toEqual([])
    const { quality } = await importBars(workspace, { ...request, files: [early, late] })
    expect(quality.duplicates_identical).toBe(5)
    await expectTheBars()
  })
})

describe('what is asked for', () => {
  const noHeader = file((i) => {
    const [open, high, low, close, volume] = prices(i)
    return [START + i * HOUR, open, close, high, low, volume].join(',')
  })
  const twoDigits = file(
    (i) => `0${1 + Math.floor(i / 24)}-02-03 ${iso(i).slice(11)},${prices(i).join(',')}`,
    'date,open,high,low,close,volume\n',
  )
  const questions: [string, string, RegExp, Partial<ImportRequest>?][] = [
    ['the columns of a file without header', noHeader, /--columns time,open,close,high,low,volume/],
    ['the order of day and month', twoDigits, /dd-mm-yy or as mm-dd-yy or as yy-mm-dd; say which with --date-format/],
    [
      'which symbol',
      file((i) => `${iso(i)},${prices(i).join(',')},S${i % 2}`, 'date,open,high,low,close,volume,ticker\n'),
      /2 symbols \(S0, S1\); say which with --only/,
    ],
    [
      'a symbol other than the dataset',
      file((i) => `${iso(i)},${prices(i).join(',')},ETH`, 'date,open,high,low,close,volume,ticker\n'),
      /holds ETH, not BTCUSDT/,
    ],
    [
      'a symbol that is not there',
      file((i) => `${iso(i)},${prices(i).join(',')},ETH`, 'date,open,high,low,close,volume,ticker\n'),
      /did you mean "ETH"/,
      { only: 'ETC' },
    ],
    ['which volume', file((i) => `${iso(i)},${prices(i).join(',')},5`, 'date,open,high,low,close,Volume EUR,Volume GBP\n'), /--columns/],
    [
      'names that --columns does not know',
      noHeader,
      /unknown name "opne" \(did you mean "open"/,
      { columns: ['time', 'opne', 'close', 'high', 'low', 'volume'] },
    ],
    ['as many names as columns', noHeader, /names 2 columns and bars.csv has 6/, { columns: ['time', 'open'] }],
    ['a known timeframe', plain, /Unknown timeframe "1hr" \(did you mean "1h"/, { timeframe: '1hr' }],
  ]
  it.each(questions)('%s', async (_, content, message, more) => {
    const error = await failure(load(content, more))
    expect(error).toBeInstanceOf(UsageError)
    expect(error.message).toMatch(message)
  })
})

describe('what is refused', () => {
  const header = 'date,open,high,low,close,volume\n'
  const bad: [string, string | Buffer, RegExp, Partial<ImportRequest>?][] = [
    ['an empty file', '', /is empty/],
    ['a file of blanks', ' \n\n', /is empty/],
    ['an empty file in gzip', gzipSync(''), /is empty/],
    ['a header alone', header, /not one row of data/],
    ['gzip that ends too early', gzipSync(plain).subarray(0, 300), /damaged gzip file \(it ends too early\)/],
    ['gzip with a spoilt middle', Buffer.from(gzipSync(plain)).fill(7, 100, 200), /damaged gzip file/],
    ['binary junk', Buffer.from(Array.from({ length: 999 }, (_, i) => (i * 73) % 256)), /neither CSV, gzipped CSV nor Parquet/],
    ['a zip archive', Buffer.from('PK\u0003\u0004 and so on'), /zip archive/],
    ['UTF-16', Buffer.from(`\ufeff${plain}`, 'utf16le'), /UTF-16/],
    ['a Parquet file cut short', Buffer.from('PAR1 and nothing more'), /Parquet file that cannot be read/],
    ['prose', 'There are no bars here.\nNone at all.\n', /no columns/],
    [
      'other columns',
      'date,price,market_cap\n2024-01-01,5,6\n',
      /no column named open, high, low, close \(its columns: date, price, market_cap\)/,
    ],
    ['no time', 'open,high,low,close\n1,1,1,1\n', /no column with the time/],
    ['a line cut off', plain.slice(0, -20), /line 49: 4 fields where the file has 6/],
    ['a word for a number', plain.replace('100.0000', 'many'), /line 2: "many" is no number \(open\)/],
    [
      'a comma for a point',
      file((i) => `${iso(i)};${prices(i).join(';').replaceAll('.', ',')}`, header.replaceAll(',', ';')),
      /is no number/,
    ],
    ['a time that is none', plain.replace('2024-01-01 01:00:00', '2024-01-01 31:00:00'), /line 3: "2024-01-01 31:00:00" is no date/],
    ['a row without a time', plain.replace('2024-01-01 01:00:00', ''), /row 2 has no time/],
    [
      'times counted from midnight',
      file((i) => `${i * HOUR},${prices(i).join(',')}`),
      /"0" is no time/,
      { columns: ['time', 'open', 'high', 'low', 'close', 'volume'] },
    ],
    [
      'epochs in exponent notation and no date',
      file((i) => `1.704E+12,${prices(i).join(',')}`, 'time,open,high,low,close,volume\n'),
      /lost digits/,
    ],
    [
      'a date that contradicts its rounded epoch',
      file((i) => `1.704E+12,${iso(i - 24_000)},${prices(i).join(',')}`, 'unix,date,open,high,low,close,volume\n'),
      /contradicts its rounded epoch/,
    ],
    ['funding rates', file((i) => `${iso(i)},0.0001,0,0,0,0`, header), /funding rates/],
    ['another timeframe', plain, /--timeframe seems to be 1h/, { timeframe: '4h' }],
    ['a kline dump of another timeframe', kline(1), /60 minutes long by its close time, not 5m/, { timeframe: '5m' }],
    ['a price of 0', plain.replace('100.0000', '0'), /price of 0 or less/],
    ['a price that is missing', plain.replace('100.0000', ''), /without all four prices/],
    ['swapped high and low', plain.replace('open,high,low', 'open,low,high'), /high is below or whose low is above/],
    [
      'conflicting rows',
      `${plain}${iso(3)},1,1,1,1,1\n`,
      /1 row repeats the time of another with different values .* --on-conflict first or last/,
    ],
  ]
  it.each(bad)('%s', async (_, content, message, more) => {
    await load(plain, { symbol: 'KEPT' })
    const error = await failure(load(content, more))
    expect(error).toBeInstanceOf(BadDataError)
    expect(error.message).toMatch(message)
    expect((await listDatasets(workspace)).map((dataset) => dataset.symbol)).toEqual(['KEPT'])
  })

  it('a directory, an absent file, no file', async () => {
    const directory = join(home, 'folder')
    mkdirSync(directory)
    const request = { exchange: 'binance', symbol: 'BTCUSDT', timeframe: '1h' }
    for (const [files, message] of [
      [[directory], /is a directory/],
      [[join(home, 'absent.csv')], /There is no file/],
      [[], /at least one file/],
    ] as const) {
      const error = await failure(importBars(workspace, { ...request, files }))
      expect(error).toBeInstanceOf(UsageError)
      expect(error.message).toMatch(message)
    }
  })

  it('a place that cannot be written to', async () => {
    writeFileSync(join(workspace.home, 'lake', 'ohlcv'), 'a file where a directory has to be')
    expect(await failure(load(plain))).toBeInstanceOf(ResourceError)
  })
})

describe('times in two columns', () => {
  const header = 'unix,date,time,open,high,low,close,volume\n'

  it('prefers an exact epoch, falls back where it was rounded, and reports both', async () => {
    const content = file((i) => {
      const [day = '', clock = ''] = iso(i).split(' ')
      const isRounded = i % 2 === 0
      const epoch = isRounded ? ((START + i * HOUR) / 1e12).toFixed(5) + 'E+12' : String((START + i * HOUR) / 1000)
      return [epoch, day.slice(2).split('-').reverse().join('-'), isRounded ? clock : '00:30:00', ...prices(i)].join(',')
    }, header)
    const { quality } = await load(content)
    await expectTheBars()
    expect(quality.warnings).toEqual([
      'bars.csv: 24 rows have an epoch that a program rounded; date and time were taken there.',
      'bars.csv: date and time disagree with the epoch in 24 rows; the epoch was taken.',
    ])
  })
})

describe('conflicts within the files', () => {
  it.each([
    ['first', Number(prices(3)[3])],
    ['last', 100.5],
  ] as const)('--on-conflict %s', async (onConflict, close) => {
    const { quality } = await load(`${plain}${iso(3)},100.5,101,100,100.5,1\n`, { onConflict })
    expect(quality.duplicates_conflicting).toBe(1)
    expect((await loadBars(workspace, 'binance:BTCUSDT:1h')).close[3]).toBe(close)
  })
})
