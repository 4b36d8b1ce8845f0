import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ExchangeServer, type Fault, type SeenRequest, startExchangeServer } from '../../fixtures/exchange/exchangeServer.ts'
import { BTCUSDT, truthRows } from '../../fixtures/exchange/truth.ts'
import { BAR_COLUMNS, type Bars } from '../../domain/bars.ts'
import { BadDataError, ResourceError, UsageError } from '../../domain/errors.ts'
import { loadBars } from '../lake/loadBars.ts'
import { openWorkspace, type Workspace } from '../workspace.ts'
import { fetchBars } from './fetchBars.ts'
import type { FetchOutcome, FetchProgress, FetchRequest } from './fetchRequest.ts'

const HOUR = 3_600_000
const NOW = Date.UTC(2023, 5, 1, 10, 30)
const LAST_CLOSED = Date.UTC(2023, 5, 1, 9)
const LISTED = BTCUSDT.listedAt

const root = mkdtempSync(join(tmpdir(), 'quantopia-fetch-'))
afterAll(() => rmSync(root, { recursive: true }))

let server: ExchangeServer
let workspace: Workspace
let progress: FetchProgress[]

beforeEach(async () => {
  server = await startExchangeServer({ markets: [BTCUSDT, { ...BTCUSDT, base: 'ETH' }], now: NOW })
  workspace = openWorkspace(mkdtempSync(join(root, 'w-')))
  progress = []
})
afterEach(() => server.close())

const fetchFrom = (exchange: string, more: Partial<FetchRequest> = {}): Promise<FetchOutcome> =>
  fetchBars({
    workspace,
    exchange,
    symbol: 'BTC/USDT',
    timeframe: '1h',
    exchangeUrl: server.url,
    rateLimitMs: 1,
    timeoutMs: 2_000,
    retry: { attempts: 4, baseMs: 20, maxMs: 400 },
    onProgress: (one) => progress.push(one),
    ...more,
  })

function truth(from: number, to: number, barMs = HOUR): Bars {
  const rows = truthRows(server.world.markets[0]!, barMs, from, to, server.world.now)
  const columns = BAR_COLUMNS.map((name, index) => [name, Float64Array.from(rows, (row) => row[index]!)])
  return Object.fromEntries(columns) as Bars
}

/** A short message where two series differ; a comparison of the columns would print thousands of lines. */
async function expectStored(id: string, expected: Bars): Promise<void> {
  const bars = await loadBars(workspace, id)
  expect({ id, bars: bars.time.length, first: bars.time[0], last: bars.time.at(-1) }).toEqual({
    id,
    bars: expected.time.length,
    first: expected.time[0],
    last: expected.time.at(-1),
  })
  for (const name of BAR_COLUMNS) expect(bars[name].findIndex((value, i) => value !== expected[name][i])).toBe(-1)
}

const onlyBars = (decide: (nth: number) => Fault | undefined) => {
  let count = 0
  return ({ isBars }: SeenRequest): Fault | undefined => (isBars ? decide(count++) : undefined)
}
const starts = (name: string): number[] => server.barRequests().map(({ query }) => Number(query.get(name)))

describe('fetchBars: paging', () => {
  it.each([
    ['binance', 'binance:BTCUSDT:1h', 4],
    ['bybit', 'bybit:BTCUSDT:1h', 4],
    ['coinbase', 'coinbase:BTCUSDT:1h', 15],
    ['okx', 'okx:BTCUSDT:1h', 15],
  ])('reads thousands of bars from %s exactly as they are, closed ones only', async (exchange, id, pages) => {
    const fetched = await fetchFrom(exchange, { from: Date.UTC(2022, 11, 1) })
    expect(fetched).toMatchObject({ outcome: 'created', fetchedBars: 3_634, addedBars: 3_634, notes: [] })
    expect(fetched.dataset).toMatchObject({ dataset_id: id, synthetic: false, last_time: '2023-06-01T09:00:00Z' })
    await expectStored(id, truth(LISTED, LAST_CLOSED + 1))
    expect(server.barRequests()).toHaveLength(pages)
    expect(fetched.dataset.quality.unfinished_last_bar).toBe(false)
  })

  it('says that Kraken keeps only its newest 720 bars, one of them unfinished', async () => {
    const fetched = await fetchFrom('kraken', { from: LISTED })
    await expectStored('kraken:BTCUSDT:1h', truth(LAST_CLOSED - 718 * HOUR, LAST_CLOSED + 1))
    expect(fetched.notes).toEqual([
      'Kraken serves only its newest 720 bars of 1h: BTC/USDT begins at 2023-05-02T11:00:00.000Z instead of 2023-01-01T00:00:00.000Z.',
    ])
    expect(fetched.dataset.quality.warnings.join(' ')).toContain('Kraken serves only its newest 720 bars')
  })

  it('says that Hyperliquid keeps only its newest 5000, and finds the perpetual contract where there is no spot', async () => {
    const five = 5 * 60_000
    const fetched = await fetchFrom('hyperliquid', { symbol: 'BTC/USDC', timeframe: '5m', from: LISTED })
    const last = NOW - five
    await expectStored('hyperliquid:BTCUSDC-PERP:5m', truth(last - 4_999 * five, last + 1, five))
    expect(fetched.notes).toEqual([expect.stringMatching(/^Hyperliquid serves only its newest 5000 bars of 5m: BTC\/USDC:USDC begins at/)])
  })

  it('does not blame an exchange for a market that was listed later than asked for', async () => {
    server.world = { ...server.world, markets: [{ ...BTCUSDT, listedAt: NOW - 100 * HOUR }] }
    for (const exchange of ['binance', 'bybit', 'coinbase', 'kraken', 'okx']) {
      const fetched = await fetchFrom(exchange, { from: LISTED })
      expect([fetched.notes, fetched.fetchedBars]).toEqual([[], 100])
    }
  })

  it('goes on behind a halt that is longer than a page', async () => {
    const halts = [[LISTED + 50 * HOUR, LISTED + 1_300 * HOUR]] as const
    server.world = { ...server.world, markets: [{ ...BTCUSDT, halts }] }
    const fetched = await fetchFrom('coinbase', { from: LISTED })
    await expectStored('coinbase:BTCUSDT:1h', truth(LISTED, LAST_CLOSED + 1))
    expect(fetched.dataset.quality.missing_bars).toBe(1_250)
  })

  it.each(['binance', 'bybit', 'coinbase', 'kraken', 'okx'])('keeps to [from, to) on %s', async (exchange) => {
    const [from, to] = [LAST_CLOSED - 500 * HOUR, LAST_CLOSED - 100 * HOUR]
    await fetchFrom(exchange, { from, to })
    await expectStored(`${exchange}:BTCUSDT:1h`, truth(from, to))
  })

  it('takes a bar from the moment it is closed, by the exchange’s clock', async () => {
    server.world = { ...server.world, now: LAST_CLOSED + 2 * HOUR - 1 }
    expect((await fetchFrom('binance', { from: LAST_CLOSED })).dataset.last_time).toBe('2023-06-01T09:00:00Z')
    server.world = { ...server.world, now: LAST_CLOSED + 2 * HOUR }
    expect((await fetchFrom('binance')).dataset.last_time).toBe('2023-06-01T10:00:00Z')
  })

  it('fetches only what is new when no start is given', async () => {
    const first = await fetchFrom('binance', { symbol: 'btc-usdt' })
    expect(first.fetchedBars).toBe(3_634)
    expect(await fetchFrom('binance')).toMatchObject({ outcome: 'unchanged', fetchedBars: 0 })
    server.world = { ...server.world, now: NOW + 5 * HOUR }
    const before = server.barRequests().length
    expect(await fetchFrom('binance')).toMatchObject({ outcome: 'extended', fetchedBars: 5, addedBars: 5 })
    expect(starts('startTime').slice(before)).toEqual([LAST_CLOSED + HOUR])
    await expectStored('binance:BTCUSDT:1h', truth(LISTED, LAST_CLOSED + 5 * HOUR + 1))
  })
})

describe('fetchBars: trouble that passes', () => {
  const json = { code: -1003, msg: 'Too many requests.' }
  it.each<[string, Fault, RegExp]>([
    ['429 with Retry-After', { kind: 'answer', status: 429, body: json, headers: { 'retry-after': '0' } }, /HTTP 429/],
    ['418', { kind: 'answer', status: 418, body: json }, /HTTP 418/],
    ['500', { kind: 'answer', status: 500, body: { code: -1000, msg: 'unknown' } }, /HTTP 500/],
    ['503 as a page of HTML', { kind: 'answer', status: 503, body: '<html>maintenance</html>' }, /HTTP 503/],
    ['a page of HTML with status 200', { kind: 'answer', status: 200, body: '<html>welcome</html>' }, /not JSON/],
    ['half an answer', { kind: 'cut' }, /.+/],
    ['no answer', { kind: 'hang' }, /no answer within 0.2 s/],
    ['a connection that is reset', { kind: 'reset' }, /connection failed/],
    ['an empty object', { kind: 'answer', status: 200, body: {} }, /an empty answer/],
    ['JSON of another kind', { kind: 'answer', status: 200, body: { message: 'hello' } }, /no bars/],
    ['JSON that holds no bars', { kind: 'answer', status: 200, body: [['soon'], ['more']] }, /no bars/],
  ])('is asked again after %s, and nothing is lost', async (_name, fault, reason) => {
    server.fault = onlyBars((nth) => (nth === 1 || nth === 2 ? fault : undefined))
    await fetchFrom('binance', { from: LISTED, timeoutMs: 200 })
    await expectStored('binance:BTCUSDT:1h', truth(LISTED, LAST_CLOSED + 1))
    const waits = progress.filter((one) => one.kind === 'wait')
    expect(waits.map(({ attempt }) => attempt)).toEqual([1, 2])
    for (const wait of waits) expect(wait.reason).toMatch(reason)
    expect(server.barRequests()).toHaveLength(6)
  })

  it('is asked again after Kraken’s errors, which come with status 200', async () => {
    const busy = { kind: 'answer', status: 200, body: { error: ['EAPI:Rate limit exceeded'] } } as const
    server.fault = onlyBars((nth) => (nth === 0 ? busy : undefined))
    expect((await fetchFrom('kraken', { from: LAST_CLOSED - 10 * HOUR })).fetchedBars).toBe(11)
  })

  it.each([
    ['okx', { code: '50011', msg: 'Too Many Requests', data: [] }],
    ['bybit', { retCode: 10_006, retMsg: 'Too many visits!', result: {} }],
  ])('is asked again when %s says with status 200 that it is busy', async (exchange, body) => {
    server.fault = onlyBars((nth) => (nth === 0 ? { kind: 'answer', status: 200, body } : undefined))
    expect((await fetchFrom(exchange, { from: LAST_CLOSED - 10 * HOUR })).fetchedBars).toBe(11)
  })

  it('waits as long as the exchange asks', async () => {
    const fault = { kind: 'answer', status: 429, body: json, headers: { 'retry-after': '1' } } as const
    server.fault = onlyBars((nth) => (nth === 0 ? fault : undefined))
    await fetchFrom('binance', { from: LAST_CLOSED, retry: { attempts: 2, baseMs: 1, maxMs: 2_000 } })
    const [first, second] = server.barRequests().map(({ at }) => at)
    expect(second! - first!).toBeGreaterThanOrEqual(990)
  })

  it('keeps to the rate limit', async () => {
    await fetchFrom('coinbase', { from: LAST_CLOSED - 1_200 * HOUR, rateLimitMs: 60 })
    const at = server.barRequests().map((request) => request.at)
    expect((at.at(-1)! - at[0]!) / (at.length - 1)).toBeGreaterThan(50)
  })
})

describe('fetchBars: trouble that stays', () => {
  it.each<[string, Fault, RegExp]>([
    ['500 for ever', { kind: 'answer', status: 500, body: 'oops' }, /^Binance gave no usable answer in 4 attempts \(HTTP 500\); check/],
    ['HTML for ever', { kind: 'answer', status: 200, body: '<html>' }, /no usable answer in 4 attempts \(an answer that is not JSON\)/],
    ['a connection that is always reset', { kind: 'reset' }, /no usable answer in 4 attempts \(connection failed/],
    ['a ban of two minutes', { kind: 'answer', status: 418, body: {}, headers: { 'retry-after': '120' } }, /refused.*HTTP 418.*wait 120 s/],
    ['a closed region', { kind: 'answer', status: 451, body: { code: 0, msg: 'restricted location' } }, /refused.*HTTP 451, not available/],
    ['a redirection', { kind: 'answer', status: 302, body: '', headers: { location: 'http://localhost:1/' } }, /refused.*another address/],
    ['an error of unknown number', { kind: 'answer', status: 400, body: { code: -9999, msg: 'no' } }, /Binance could not answer: .*-9999/],
  ])('is told in one sentence: %s', async (_name, fault, sentence) => {
    server.fault = () => fault
    const failure: unknown = await fetchFrom('binance').catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(ResourceError)
    expect((failure as Error).message).toMatch(sentence)
    expect((failure as Error).message).not.toMatch(/\n/)
  })

  it('is told of an exchange that is not there', async () => {
    await expect(fetchFrom('binance', { exchangeUrl: 'http://127.0.0.1:1' })).rejects.toThrow(
      /^Binance gave no usable answer in 4 attempts/,
    )
  })

  it.each([
    ['exchange', { exchange: 'binanse' }, /Unknown exchange "binanse" \(did you mean "binance"\?\)/],
    ['symbol', { symbol: 'BTC/USDD' }, /Binance does not list "BTC\/USDD" \(did you mean "BTC\/USDT"\?\)/],
    ['symbol without a slash', { symbol: 'BTCUST' }, /does not list "BTCUST" \(did you mean "BTCUSDT"\?\)/],
    ['timeframe', { timeframe: '1hour' }, /Unknown timeframe/],
    ['timeframe of this exchange', { exchange: 'kraken', timeframe: '3m' }, /Kraken makes no 3m bars; it makes 1m 5m/],
    ['start', { from: NOW + HOUR }, /must be in the past/],
    ['range', { from: LISTED + HOUR, to: LISTED }, /before the end/],
    ['time', { from: Number.NaN }, /NaN is no time/],
  ])('names an unknown %s', async (_name, given, sentence) => {
    const failure: unknown = await fetchFrom('binance', given).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(UsageError)
    expect((failure as Error).message).toMatch(sentence)
  })

  it('takes the exchange’s word that a symbol is invalid', async () => {
    server.fault = onlyBars(() => ({ kind: 'answer', status: 400, body: { code: -1121, msg: 'Invalid symbol.' } }))
    await expect(fetchFrom('binance')).rejects.toThrow(UsageError)
    expect(server.barRequests()).toHaveLength(1)
  })

  it('says so when there are no bars', async () => {
    await expect(fetchFrom('binance', { from: Date.UTC(2020, 0, 1), to: Date.UTC(2021, 0, 1) })).rejects.toThrow(BadDataError)
    await expect(fetchFrom('kraken', { from: LISTED, to: LISTED + 24 * HOUR })).rejects.toThrow(/Kraken has no closed 1h bars/)
  })
})

describe('fetchBars: interrupted', () => {
  const cached = (): string[] =>
    readdirSync(join(workspace.cacheDir, 'fetch')).flatMap((dir) => readdirSync(join(workspace.cacheDir, 'fetch', dir)))

  it.each(['binance', 'coinbase'])('goes on where it was, asking %s only for what is missing', async (exchange) => {
    const stop = new AbortController()
    const onProgress = (one: FetchProgress): void => (one.kind === 'page' && one.bars >= 1_500 ? stop.abort() : undefined)
    const interrupted: unknown = await fetchFrom(exchange, { from: LISTED, signal: stop.signal, onProgress }).catch(
      (error: unknown) => error,
    )
    expect(interrupted).toBeInstanceOf(ResourceError)
    expect((interrupted as Error).message).toMatch(/interrupted/)
    const parameter = exchange === 'binance' ? 'startTime' : 'start'
    const before = starts(parameter)
    const kept = cached().length
    expect(kept).toBe(before.length)

    const fetched = await fetchFrom(exchange, { from: LISTED })
    expect(fetched.fetchedBars).toBe(3_634)
    await expectStored(`${exchange}:BTCUSDT:1h`, truth(LISTED, LAST_CLOSED + 1))
    const after = starts(parameter).slice(before.length)
    expect(Math.min(...after)).toBeGreaterThan(Math.max(...before))
    expect(before.length + after.length).toBe(exchange === 'binance' ? 4 : 13)
    expect(cached()).toEqual([])
  })

  it('goes on after trouble that stayed, and after a page that was only half written', async () => {
    server.fault = onlyBars((nth) => (nth >= 2 ? { kind: 'reset' } : undefined))
    await expect(fetchFrom('binance', { from: LISTED })).rejects.toThrow(ResourceError)
    expect(cached()).toHaveLength(2)
    server.fault = () => undefined
    const before = server.barRequests().length
    expect((await fetchFrom('binance', { from: LISTED })).fetchedBars).toBe(3_634)
    expect(server.barRequests()).toHaveLength(before + 2)
  })

  it('stops at once, even in the middle of a long wait', async () => {
    server.fault = onlyBars(() => ({ kind: 'hang' }))
    const signal = AbortSignal.timeout(300)
    const started = performance.now()
    await expect(fetchFrom('binance', { from: LISTED, timeoutMs: 60_000, signal })).rejects.toThrow(/interrupted/)
    expect(performance.now() - started).toBeLessThan(2_000)
  })
})
