import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ExchangeServer, startExchangeServer } from '../../fixtures/exchange/exchangeServer.ts'
import { BTCUSDT } from '../../fixtures/exchange/truth.ts'
import { openWorkspace, type Workspace } from '../workspace.ts'
import { fetchFirstThatAnswers, type FirstOutcome, type FirstRequest } from './fetchFirstThatAnswers.ts'

const root = mkdtempSync(join(tmpdir(), 'quantopia-first-'))
afterAll(() => rmSync(root, { recursive: true }))

let server: ExchangeServer
let workspace: Workspace

beforeEach(async () => {
  server = await startExchangeServer({ markets: [BTCUSDT], now: Date.UTC(2023, 1, 1) })
  workspace = openWorkspace(mkdtempSync(join(root, 'w-')))
})
afterEach(() => server.close())

const first = (more: Partial<FirstRequest> = {}): Promise<FirstOutcome> =>
  fetchFirstThatAnswers({
    workspace,
    symbol: 'BTC/USDT',
    timeframe: '1h',
    exchanges: ['binance', 'coinbase', 'kraken'],
    exchangeUrl: server.url,
    rateLimitMs: 1,
    timeoutMs: 10_000,
    retry: { attempts: 2, baseMs: 5, maxMs: 10 },
    ...more,
  })

/** Accepts connections and never says a word. */
async function startSilentServer(): Promise<{ server: Server; url: string }> {
  const silent = createServer(() => undefined)
  await new Promise<void>((listening) => silent.listen(0, '127.0.0.1', listening))
  const address = silent.address()
  return { server: silent, url: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}` }
}

describe('fetchFirstThatAnswers', () => {
  it('takes the first in order when all answer, and asks no other', async () => {
    expect(await first({ headStartMs: 4_000 })).toMatchObject({
      ok: true,
      exchange: 'binance',
      fetched: { dataset: { dataset_id: 'binance:BTCUSDT:1h', bars: 744 } },
    })
    expect(server.seen.some(({ path }) => path.includes('brokerage') || path.startsWith('/0/'))).toBe(false)
  })

  it('takes the next when one is silent', async () => {
    server.fault = ({ path }) => (path.startsWith('/api/v3/time') ? { kind: 'hang' } : undefined)
    expect(await first()).toMatchObject({ ok: true, exchange: 'coinbase' })
  })

  it('takes the next when one answers but does not give its bars', async () => {
    server.fault = ({ path }) => (path === '/api/v3/exchangeInfo' ? { kind: 'answer', status: 451, body: {} } : undefined)
    expect(await first()).toMatchObject({ ok: true, exchange: 'coinbase' })
    server.world = { ...server.world, markets: [] }
    const none = await first()
    expect(none).toMatchObject({ ok: false, message: 'No exchange could be reached or had the bars (tried binance, coinbase, kraken).' })
    expect(none.ok ? [] : none.tried.map(({ exchange }) => exchange)).toEqual(['binance', 'coinbase', 'kraken'])
  })

  it('gives up in time when nobody says a word', async () => {
    const silent = await startSilentServer()
    const started = performance.now()
    const outcome = await first({ exchangeUrl: silent.url, timeoutMs: 1_200 })
    expect(performance.now() - started).toBeLessThan(6_000)
    expect(outcome.ok ? [] : outcome.tried.map(({ reason }) => reason)).toEqual(Array(3).fill('no answer within 1.2 s'))
    silent.server.close()
  })

  it('gives up at once when no exchange can be connected to', async () => {
    await first({ exchangeUrl: 'http://127.0.0.1:1' }) // the first call also loads the exchange clients
    const started = performance.now()
    expect(await first({ exchangeUrl: 'http://127.0.0.1:1', headStartMs: 20_000 })).toMatchObject({ ok: false })
    expect(performance.now() - started).toBeLessThan(5_000)
  })

  it('stops when it is told to', async () => {
    server.fault = () => ({ kind: 'hang' })
    await expect(first({ signal: AbortSignal.timeout(200) })).rejects.toThrow()
  })

  it('leaves nothing behind that keeps the process alive', async () => {
    const silent = await startSilentServer()
    const script = `
      const { fetchFirstThatAnswers } = await import(${JSON.stringify(new URL('./fetchFirstThatAnswers.ts', import.meta.url).href)})
      const { openWorkspace } = await import(${JSON.stringify(new URL('../workspace.ts', import.meta.url).href)})
      const outcome = await fetchFirstThatAnswers({ workspace: openWorkspace(${JSON.stringify(workspace.home)}), symbol: 'BTC/USDT',
        timeframe: '1h', exchanges: ['binance', 'okx'], timeoutMs: 1500, exchangeUrl: ${JSON.stringify(silent.url)} })
      const decided = performance.now()
      process.on('exit', () => console.log(JSON.stringify({ ok: outcome.ok, lingered: performance.now() - decided })))
    `
    const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
      timeout: 20_000,
    })
    const { ok, lingered } = JSON.parse(stdout) as { ok: boolean; lingered: number }
    expect(ok).toBe(false)
    expect(lingered).toBeLessThan(1_400)
    silent.server.close()
  })
})
