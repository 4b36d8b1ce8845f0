import { describe, expect, it } from 'vitest'
import { BTCUSDT } from '../../fixtures/exchange/truth.ts'
import { HOUR, LAST_CLOSED, LISTED, NOW, useFetchBench } from '../../fixtures/exchange/fetchBench.ts'

const bench = useFetchBench()

describe('fetchBars: paging', () => {
  it.each([
    ['binance', 'binance:BTCUSDT:1h', 4],
    ['bybit', 'bybit:BTCUSDT:1h', 4],
    ['coinbase', 'coinbase:BTCUSDT:1h', 15],
    ['okx', 'okx:BTCUSDT:1h', 15],
  ])('reads thousands of bars from %s exactly as they are, closed ones only', async (exchange, id, pages) => {
    const fetched = await bench.fetchFrom(exchange, { from: Date.UTC(2022, 11, 1) })
    expect(fetched).toMatchObject({ outcome: 'created', fetchedBars: 3_634, addedBars: 3_634, notes: [] })
    expect(fetched.dataset).toMatchObject({ dataset_id: id, synthetic: false, last_time: '2023-06-01T09:00:00Z' })
    await bench.expectTruth(id, LISTED, LAST_CLOSED + 1)
    expect(bench.server.barRequests()).toHaveLength(pages)
    expect(fetched.dataset.quality.unfinished_last_bar).toBe(false)
  })

  it('says that Kraken keeps only its newest 720 bars, one of them unfinished', async () => {
    const fetched = await bench.fetchFrom('kraken', { from: LISTED })
    await bench.expectTruth('kraken:BTCUSDT:1h', LAST_CLOSED - 718 * HOUR, LAST_CLOSED + 1)
    expect(fetched.notes).toEqual([
      'Kraken serves only its newest 720 bars of 1h: BTC/USDT begins at 2023-05-02T11:00:00.000Z instead of 2023-01-01T00:00:00.000Z.',
    ])
    expect(fetched.dataset.quality.warnings.join(' ')).toContain('Kraken serves only its newest 720 bars')
  })

  it('says that Hyperliquid keeps only its newest 5000, and finds the perpetual contract where there is no spot', async () => {
    const five = 5 * 60_000
    const fetched = await bench.fetchFrom('hyperliquid', { symbol: 'BTC/USDC', timeframe: '5m', from: LISTED })
    const last = NOW - five
    await bench.expectTruth('hyperliquid:BTCUSDC-PERP:5m', last - 4_999 * five, last + 1, five)
    expect(fetched.notes).toEqual([expect.stringMatching(/^Hyperliquid serves only its newest 5000 bars of 5m: BTC\/USDC:USDC begins at/)])
  })

  it('does not blame an exchange for a market that was listed later than asked for', async () => {
    bench.server.world = { ...bench.server.world, markets: [{ ...BTCUSDT, listedAt: NOW - 100 * HOUR }] }
    for (const exchange of ['binance', 'bybit', 'coinbase', 'kraken', 'okx']) {
      const fetched = await bench.fetchFrom(exchange, { from: LISTED })
      expect([fetched.notes, fetched.fetchedBars]).toEqual([[], 100])
    }
  })

  it('goes on behind a halt that is longer than a page', async () => {
    const halts = [[LISTED + 50 * HOUR, LISTED + 1_300 * HOUR]] as const
    bench.server.world = { ...bench.server.world, markets: [{ ...BTCUSDT, halts }] }
    const fetched = await bench.fetchFrom('coinbase', { from: LISTED })
    await bench.expectTruth('coinbase:BTCUSDT:1h', LISTED, LAST_CLOSED + 1)
    expect(fetched.dataset.quality.missing_bars).toBe(1_250)
  })

  it.each(['binance', 'bybit', 'coinbase', 'kraken', 'okx'])('keeps to [from, to) on %s', async (exchange) => {
    const [from, to] = [LAST_CLOSED - 500 * HOUR, LAST_CLOSED - 100 * HOUR]
    await bench.fetchFrom(exchange, { from, to })
    await bench.expectTruth(`${exchange}:BTCUSDT:1h`, from, to)
  })

  it('takes a bar from the moment it is closed, by the exchange’s clock', async () => {
    bench.server.world = { ...bench.server.world, now: LAST_CLOSED + 2 * HOUR - 1 }
    expect((await bench.fetchFrom('binance', { from: LAST_CLOSED })).dataset.last_time).toBe('2023-06-01T09:00:00Z')
    bench.server.world = { ...bench.server.world, now: LAST_CLOSED + 2 * HOUR }
    expect((await bench.fetchFrom('binance')).dataset.last_time).toBe('2023-06-01T10:00:00Z')
  })

  it('fetches only what is new when no start is given', async () => {
    const first = await bench.fetchFrom('binance', { symbol: 'btc-usdt' })
    expect(first.fetchedBars).toBe(3_634)
    expect(await bench.fetchFrom('binance')).toMatchObject({ outcome: 'unchanged', fetchedBars: 0 })
    bench.server.world = { ...bench.server.world, now: NOW + 5 * HOUR }
    const before = bench.server.barRequests().length
    expect(await bench.fetchFrom('binance')).toMatchObject({ outcome: 'extended', fetchedBars: 5, addedBars: 5 })
    expect(bench.starts('startTime').slice(before)).toEqual([LAST_CLOSED + HOUR])
    await bench.expectTruth('binance:BTCUSDT:1h', LISTED, LAST_CLOSED + 5 * HOUR + 1)
  })
})
