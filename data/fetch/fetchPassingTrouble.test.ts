import { describe, expect, it } from 'vitest'
import type { Fault } from '../../fixtures/exchange/exchangeServer.ts'
import { LAST_CLOSED, HOUR, LISTED, onlyBars, useFetchBench } from '../../fixtures/exchange/fetchBench.ts'

const bench = useFetchBench()

describe('fetchBars: trouble that passes', () => {
  const json = { code: -1003, msg: 'Too many requests.' }
  it.each<[string, Fault, RegExp]>([
    ['429 with Retry-After', { kind: 'answer', status: 429, body: json, headers: { 'retry-after': '0' } }, /HTTP 429/],
    ['418', { kind: 'answer', status: 418, body: json }, /HTTP 418/],
    ['500', { kind: 'answer', status: 500, body: { code: -1000, msg: 'unknown' } }, /HTTP 500/],
    ['503 as a page of HTML', { kind: 'answer', status: 503, body: '<html>maintenance</html>' }, /HTTP 503/],
    ['a page of HTML with status 200', { kind: 'answer', status: 200, body: '<html>welcome</html>' }, /not JSON/],
    ['half an answer', { kind: 'cut' }, /.+/],
    ['a connection that is reset', { kind: 'reset' }, /connection failed/],
    ['an empty object', { kind: 'answer', status: 200, body: {} }, /an empty answer/],
    ['JSON of another kind', { kind: 'answer', status: 200, body: { message: 'hello' } }, /no bars/],
    ['JSON that holds no bars', { kind: 'answer', status: 200, body: [['soon'], ['more']] }, /no bars/],
  ])('is asked again after %s, and nothing is lost', async (_name, fault, reason) => {
    bench.server.fault = onlyBars((nth) => (nth === 1 || nth === 2 ? fault : undefined))
    await bench.fetchFrom('binance', { from: LISTED })
    await bench.expectTruth('binance:BTCUSDT:1h', LISTED, LAST_CLOSED + 1)
    const waits = bench.progress.filter((one) => one.kind === 'wait')
    expect(waits.map(({ attempt }) => attempt)).toEqual([1, 2])
    for (const wait of waits) expect(wait.reason).toMatch(reason)
    expect(bench.server.barRequests()).toHaveLength(6)
  })

  it('is asked again when no answer comes', async () => {
    bench.server.fault = onlyBars((nth) => (nth === 1 ? { kind: 'hang' } : undefined))
    await bench.fetchFrom('binance', { from: LISTED, timeoutMs: 1_500 })
    await bench.expectTruth('binance:BTCUSDT:1h', LISTED, LAST_CLOSED + 1)
    expect(bench.progress.filter((one) => one.kind === 'wait')).toMatchObject([{ attempt: 1, reason: 'no answer within 1.5 s' }])
  })

  it('is asked again after Kraken’s errors, which come with status 200', async () => {
    const busy = { kind: 'answer', status: 200, body: { error: ['EAPI:Rate limit exceeded'] } } as const
    bench.server.fault = onlyBars((nth) => (nth === 0 ? busy : undefined))
    expect((await bench.fetchFrom('kraken', { from: LAST_CLOSED - 10 * HOUR })).fetchedBars).toBe(11)
  })

  it.each([
    ['okx', { code: '50011', msg: 'Too Many Requests', data: [] }],
    ['bybit', { retCode: 10_006, retMsg: 'Too many visits!', result: {} }],
  ])('is asked again when %s says with status 200 that it is busy', async (exchange, body) => {
    bench.server.fault = onlyBars((nth) => (nth === 0 ? { kind: 'answer', status: 200, body } : undefined))
    expect((await bench.fetchFrom(exchange, { from: LAST_CLOSED - 10 * HOUR })).fetchedBars).toBe(11)
  })

  it('waits as long as the exchange asks', async () => {
    const fault = { kind: 'answer', status: 429, body: json, headers: { 'retry-after': '1' } } as const
    bench.server.fault = onlyBars((nth) => (nth === 0 ? fault : undefined))
    await bench.fetchFrom('binance', { from: LAST_CLOSED, retry: { attempts: 2, baseMs: 1, maxMs: 2_000 } })
    const [first, second] = bench.server.barRequests().map(({ at }) => at)
    expect(second! - first!).toBeGreaterThanOrEqual(990)
  })

  it('keeps to the rate limit', async () => {
    await bench.fetchFrom('coinbase', { from: LAST_CLOSED - 1_200 * HOUR, rateLimitMs: 60 })
    const at = bench.server.barRequests().map((request) => request.at)
    expect((at.at(-1)! - at[0]!) / (at.length - 1)).toBeGreaterThan(50)
  })
})
