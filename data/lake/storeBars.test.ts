import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sliceBars } from '../../domain/bars.ts'
import type { Bars } from '../../domain/bars.ts'
import { BadDataError, NoSuchIdError, UsageError } from '../../domain/errors.ts'
import { sqlText, withDuckDB } from '../duckdb.ts'
import { openWorkspace } from '../workspace.ts'
import type { Workspace } from '../workspace.ts'
import { checkDataset } from './checkDataset.ts'
import { seriesDir } from './datasetFiles.ts'
import { seriesKey } from './datasetId.ts'
import { findDataset } from './findDataset.ts'
import { listDatasets } from './listDatasets.ts'
import { loadBars } from './loadBars.ts'
import { storeBars } from './storeBars.ts'
import type { ImportOutcome, StoreRequest } from './storeRequest.ts'

const HOUR = 3_600_000
const START = Date.UTC(2024, 0, 1)

function walk(bars: number, change: Partial<Record<number, number>> = {}): Bars {
  const close = Float64Array.from({ length: bars }, (_, i) => change[i] ?? 100 + Math.sin(i / 7))
  const open = close.map((value) => value - 0.1)
  return {
    time: close.map((_, i) => START + i * HOUR),
    open,
    high: close.map((value) => value + 0.5),
    low: close.map((value) => value - 0.5),
    close,
    volume: close.map((_, i) => 10 + (i % 3)),
  }
}

let home: string
let workspace: Workspace
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'lake-'))
  workspace = openWorkspace(home)
})
afterEach(() => {
  rmSync(home, { recursive: true, force: true })
})

function store(bars: Bars, more: Partial<StoreRequest> = {}): Promise<ImportOutcome> {
  return storeBars(workspace, { exchange: 'Binance', symbol: 'btc/usdt', timeframe: '1h', synthetic: false, bars, ...more })
}

const ID = 'binance:BTC/USDT:1h'
const parquetFiles = (): string[] =>
  readdirSync(seriesDir(workspace, seriesKey('binance', 'BTC/USDT', '1h'))).filter((name) => name.endsWith('.parquet'))

describe('storeBars', () => {
  it('gives back what was stored, bit for bit, from the Parquet file and from the cache', async () => {
    const bars = walk(500)
    bars.volume[3] = NaN
    const { outcome, dataset } = await store(bars)
    expect([outcome, dataset.dataset_id, dataset.bars]).toEqual(['created', ID, 500])
    expect(await loadBars(workspace, ID)).toEqual(bars)
    rmSync(workspace.cacheDir, { recursive: true })
    expect(await loadBars(workspace, ID)).toEqual(bars)
    expect(await loadBars(workspace, ID)).toEqual(bars)
  })

  it('loads a range, from included, to not', async () => {
    await store(walk(48))
    const bars = await loadBars(workspace, ID, { from: START + 2 * HOUR, to: START + 5 * HOUR })
    expect([...bars.time]).toEqual([2, 3, 4].map((i) => START + i * HOUR))
    expect((await loadBars(workspace, ID, { from: START + 9 * HOUR, to: START })).time).toHaveLength(0)
  })

  it('calls the same content unchanged, with the same id and hash', async () => {
    const first = await store(walk(100))
    const again = await store(walk(100))
    const part = await store(sliceBars(walk(100), 20, 40))
    expect([again.outcome, part.outcome]).toEqual(['unchanged', 'unchanged'])
    expect(again.dataset).toEqual(first.dataset)
  })

  it('extends by new bars on either side and has the hash of the whole', async () => {
    await store(sliceBars(walk(100), 30, 60))
    const { outcome, addedBars } = await store(sliceBars(walk(100), 50, 100))
    expect([outcome, addedBars]).toEqual(['extended', 40])
    const whole = await store(sliceBars(walk(100), 0, 30))
    expect(await loadBars(workspace, ID)).toEqual(walk(100))
    expect(parquetFiles()).toHaveLength(1)
    expect(whole.dataset.quality.missing_bars).toBe(0)
    expect(whole.dataset.content_hash).toBe(
      (await storeBars(workspace, { exchange: 'other', symbol: 'X', timeframe: '1h', synthetic: false, bars: walk(100) })).dataset
        .content_hash,
    )
  })

  it.each([
    ['stored', 0],
    ['first', 0],
    ['incoming', 1],
    ['last', 1],
  ] as const)('settles a contradiction only when told how: %s', async (onConflict, replaced) => {
    await store(walk(50))
    const changed = walk(60, { 10: 100.25 })
    const refused = await store(changed).catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(BadDataError)
    expect((refused as BadDataError).details).toMatchObject({ conflicts: 1, examples: ['2024-01-01T10:00:00Z'] })
    expect((await loadBars(workspace, ID)).time).toHaveLength(50)
    const settled = await store(changed, { onConflict })
    expect([settled.addedBars, settled.replacedBars]).toEqual([10, replaced])
    expect((await loadBars(workspace, ID)).close[10]).toBe((replaced === 1 ? changed : walk(50)).close[10])
  })

  it('replaces a last bar that had not ended, without a question', async () => {
    const early = await store(walk(10, { 9: 100.1 }), { now: START + 9.5 * HOUR })
    expect(early.dataset.quality.unfinished_last_bar).toBe(true)
    const later = await store(walk(12), { now: START + 20 * HOUR })
    expect([later.outcome, later.replacedBars, later.dataset.quality.unfinished_last_bar]).toEqual(['extended', 1, false])
    expect(await loadBars(workspace, ID)).toEqual(walk(12))
  })

  it('keeps real and synthetic bars apart', async () => {
    await store(walk(10))
    await expect(store(walk(20), { synthetic: true })).rejects.toBeInstanceOf(UsageError)
  })

  it('refuses bars that block, with the report, and stores nothing', async () => {
    const bars = walk(10)
    bars.low[4] = 0
    const error = await store(bars).catch((thrown: unknown) => thrown)
    expect((error as BadDataError).details['quality']).toMatchObject({
      non_positive_prices: { count: 1, examples: ['2024-01-01T04:00:00Z'] },
    })
    expect(await listDatasets(workspace)).toEqual([])
  })

  it('loses nothing when many store at once', async () => {
    const whole = walk(200)
    await Promise.all(Array.from({ length: 8 }, (_, i) => store(sliceBars(whole, i * 25, (i + 1) * 25))))
    expect(await loadBars(workspace, ID)).toEqual(whole)
  })

  it('is readable by plain DuckDB, with times, partitions and NULL for a volume that does not exist', async () => {
    const bars = walk(24)
    bars.volume[5] = NaN
    await store(bars)
    const rows = await withDuckDB(async (connection) => {
      const glob = join(workspace.lakeDir, 'ohlcv', '**', '*.parquet')
      const result = await connection.runAndReadAll(
        `select exchange, symbol, timeframe, min(time)::varchar as first, count(volume)::int as volumes, count(*)::int as bars
         from read_parquet(${sqlText(glob)}, hive_partitioning = true) group by all`,
      )
      return result.getRowObjectsJson()
    })
    expect(rows).toEqual([
      { exchange: 'binance', symbol: 'BTC/USDT', timeframe: '1h', first: '2024-01-01 00:00:00', volumes: 23, bars: 24 },
    ])
  })
})

describe('a kill in the middle of writing', () => {
  it('leaves the old dataset whole, and the next write clears what was left', async () => {
    await store(walk(30))
    const directory = seriesDir(workspace, seriesKey('binance', 'BTC/USDT', '1h'))
    writeFileSync(join(directory, 'bars-0123456789abcdef.parquet'), 'the next version, whose record was never written')
    writeFileSync(join(directory, 'bars-ff.parquet.99.tmp'), 'half a file')
    writeFileSync(join(directory, 'dataset.json.99.tmp'), '{"half":')
    expect(await loadBars(workspace, ID)).toEqual(walk(30))
    await store(walk(40))
    expect(await loadBars(workspace, ID)).toEqual(walk(40))
    expect(readdirSync(directory)).toHaveLength(2)
  })
})

describe('checkDataset', () => {
  it('measures the stored bars anew', async () => {
    const { dataset } = await store(walk(80))
    expect(await checkDataset(workspace, 'BINANCE:btc/usdt:1h')).toEqual({ dataset, quality: dataset.quality })
  })

  it('tells damaged bars, whatever the cache holds', async () => {
    await store(walk(3000))
    const file = join(seriesDir(workspace, seriesKey('binance', 'BTC/USDT', '1h')), parquetFiles()[0] ?? '')
    const bytes = readFileSync(file)
    bytes.fill(7, 2000, 2100)
    writeFileSync(file, bytes)
    await expect(checkDataset(workspace, ID)).rejects.toThrow(/damaged/)
    truncateSync(file, 1000)
    await expect(checkDataset(workspace, ID)).rejects.toBeInstanceOf(BadDataError)
    expect(await loadBars(workspace, ID)).toEqual(walk(3000))
    rmSync(workspace.cacheDir, { recursive: true })
    await expect(loadBars(workspace, ID)).rejects.toBeInstanceOf(BadDataError)
  })

  it('does not trust a cache whose content is another', async () => {
    await store(walk(30))
    const cache = join(workspace.cacheDir, 'bars')
    const name = join(cache, readdirSync(cache)[0] ?? '')
    const bytes = readFileSync(name)
    bytes.writeDoubleLE(1e9, 30 * 8)
    writeFileSync(name, bytes)
    expect(await loadBars(workspace, ID)).toEqual(walk(30))
  })
})

describe('findDataset', () => {
  it('names the nearest id', async () => {
    await expect(findDataset(workspace, ID)).rejects.toThrow(/lake is empty/)
    await store(walk(5))
    const error = await findDataset(workspace, 'binance:BTC/USDC:1h').catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(NoSuchIdError)
    expect((error as Error).message).toContain(`did you mean "${ID}"?`)
    await expect(findDataset(workspace, 'nonsense')).rejects.toBeInstanceOf(NoSuchIdError)
  })

  it('reads a symbol without its separators where only one dataset can be meant', async () => {
    const { dataset } = await store(walk(5))
    expect(dataset.dataset_id).toBe('binance:BTC/USDT:1h')
    expect(await findDataset(workspace, 'binance:BTCUSDT:1h')).toEqual(dataset)
    expect(await findDataset(workspace, 'Binance:btc-usdt:1h')).toEqual(dataset)
    await expect(findDataset(workspace, 'binance:BTCUSDT:4h')).rejects.toBeInstanceOf(NoSuchIdError)
    await expect(findDataset(workspace, 'kraken:BTCUSDT:1h')).rejects.toBeInstanceOf(NoSuchIdError)
    const other = await store(walk(5), { symbol: 'BTC_USDT' })
    expect(await findDataset(workspace, 'binance:BTC_USDT:1h')).toEqual(other.dataset)
    await expect(findDataset(workspace, 'binance:BTCUSDT:1h')).rejects.toBeInstanceOf(NoSuchIdError)
  })
})
