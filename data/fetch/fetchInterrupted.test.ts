import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ResourceError } from '../../domain/errors.ts'
import { LAST_CLOSED, LISTED, onlyBars, useFetchBench } from '../../fixtures/exchange/fetchBench.ts'
import type { FetchProgress } from './fetchRequest.ts'

const bench = useFetchBench()

describe('fetchBars: interrupted', () => {
  const cached = (): string[] =>
    readdirSync(join(bench.workspace.cacheDir, 'fetch')).flatMap((dir) => readdirSync(join(bench.workspace.cacheDir, 'fetch', dir)))

  it.each(['binance', 'coinbase'])('goes on where it was, asking %s only for what is missing', async (exchange) => {
    const stop = new AbortController()
    const onProgress = (one: FetchProgress): void => (one.kind === 'page' && one.bars >= 1_500 ? stop.abort() : undefined)
    const interrupted: unknown = await bench
      .fetchFrom(exchange, { from: LISTED, signal: stop.signal, onProgress })
      .catch((error: unknown) => error)
    expect(interrupted).toBeInstanceOf(ResourceError)
    expect((interrupted as Error).message).toMatch(/interrupted/)
    const parameter = exchange === 'binance' ? 'startTime' : 'start'
    const before = bench.starts(parameter)
    const kept = cached().length
    expect(kept).toBe(before.length)

    const fetched = await bench.fetchFrom(exchange, { from: LISTED })
    expect(fetched.fetchedBars).toBe(3_634)
    await bench.expectTruth(`${exchange}:BTCUSDT:1h`, LISTED, LAST_CLOSED + 1)
    const after = bench.starts(parameter).slice(before.length)
    expect(Math.min(...after)).toBeGreaterThan(Math.max(...before))
    expect(before.length + after.length).toBe(exchange === 'binance' ? 4 : 13)
    expect(cached()).toEqual([])
  })

  it('goes on after trouble that stayed, and after a page that was only half written', async () => {
    bench.server.fault = onlyBars((nth) => (nth >= 2 ? { kind: 'reset' } : undefined))
    await expect(bench.fetchFrom('binance', { from: LISTED })).rejects.toThrow(ResourceError)
    expect(cached()).toHaveLength(2)
    bench.server.fault = () => undefined
    const before = bench.server.barRequests().length
    expect((await bench.fetchFrom('binance', { from: LISTED })).fetchedBars).toBe(3_634)
    expect(bench.server.barRequests()).toHaveLength(before + 2)
  })

  it('stops at once, even in the middle of a long wait', async () => {
    bench.server.fault = onlyBars(() => ({ kind: 'hang' }))
    const signal = AbortSignal.timeout(300)
    const started = performance.now()
    await expect(bench.fetchFrom('binance', { from: LISTED, timeoutMs: 60_000, signal })).rejects.toThrow(/interrupted/)
    expect(performance.now() - started).toBeLessThan(2_000)
  })
})
