import { describe, expect, it } from 'vitest'
import { BadDataError, ResourceError, UsageError } from '../../domain/errors.ts'
import type { Fault } from '../../fixtures/exchange/exchangeServer.ts'
import { HOUR, LISTED, NOW, onlyBars, useFetchBench } from '../../fixtures/exchange/fetchBench.ts'

const bench = useFetchBench()

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
    bench.server.fault = () => fault
    const failure: unknown = await bench.fetchFrom('binance').catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(ResourceError)
    expect((failure as Error).message).toMatch(sentence)
    expect((failure as Error).message).not.toMatch(/\n/)
  })

  it('is told of an exchange that is not there', async () => {
    await expect(bench.fetchFrom('binance', { exchangeUrl: 'http://127.0.0.1:1' })).rejects.toThrow(
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
    const failure: unknown = await bench.fetchFrom('binance', given).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(UsageError)
    expect((failure as Error).message).toMatch(sentence)
  })

  it('takes the exchange’s word that a symbol is invalid', async () => {
    bench.server.fault = onlyBars(() => ({ kind: 'answer', status: 400, body: { code: -1121, msg: 'Invalid symbol.' } }))
    await expect(bench.fetchFrom('binance')).rejects.toThrow(UsageError)
    expect(bench.server.barRequests()).toHaveLength(1)
  })

  it('says so when there are no bars', async () => {
    await expect(bench.fetchFrom('binance', { from: Date.UTC(2020, 0, 1), to: Date.UTC(2021, 0, 1) })).rejects.toThrow(BadDataError)
    await expect(bench.fetchFrom('kraken', { from: LISTED, to: LISTED + 24 * HOUR })).rejects.toThrow(/Kraken has no closed 1h bars/)
  })
})
