import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DEFAULT_ENGINE, type EngineSettings } from '../domain/order.ts'
import { seededRandom } from '../math/random.ts'
import { openSandbox } from '../sandbox/pool.ts'
import { strategySource } from '../sandbox/source.ts'
import { noLedger } from './proof/noLedger.ts'
import type { Sandbox } from '../sandbox/types.ts'
import { evaluateStrategy, type Evaluation } from './evaluate.ts'
import { madeUpMarket } from './proof/madeUpMarket.ts'

const { bars, market } = madeUpMarket(seededRandom(77), 1500, 0.01)
const engine: EngineSettings = {
  costs: { feeBps: 10, slippageBps: 5, makerFeeBps: 2, participation: 0.05 },
  initialCash: 10_000,
  sizeFraction: 0.5,
  margin: { leverage: 3, maintenanceFraction: 0.01, liquidationFeeBps: 50 },
}

const strategy = (enter: string): string => `
export default class MadeUp extends Strategy {
  static needs = { warmupBars: 20, indicators: { rsi: ['rsi', { period: 14 }] }, models: {} }
  static exits = { stopLoss: 0.03, takeProfit: 0.05, maxBarsHeld: 48 }
  shouldEnter(bar) { ${enter} }
  shouldExit(bar, position) { return position.barsHeld > 20 }
}`

describe('orders beyond "at the market", in the sandbox', () => {
  let sandbox: Sandbox
  beforeAll(() => {
    sandbox = openSandbox({ processes: 2 })
  })
  afterAll(() => sandbox.close())
  const evaluate = (enter: string, settings: EngineSettings, given = {}): Promise<Evaluation> =>
    evaluateStrategy({
      sandbox,
      source: strategySource(strategy(enter)),
      bars,
      timeframe: '1h',
      engine: settings,
      market: given,
      seed: 3,
      ledger: noLedger,
    })

  it('are carried out as they were ordered, and recomputed by the host', async () => {
    const got = await evaluate(
      `return bar.rsi < 35 ? { side: 'long', limit: bar.close * 0.995, bars: 5, size: 0.5 } : 'none'`,
      DEFAULT_ENGINE,
    )
    expect(got.ok && got.trades.length).toBeGreaterThan(10)
    if (!got.ok) return
    for (const trade of got.trades) {
      // Bought at the limit, or at the open of its first bar where that was lower.
      const latest = bars.close.subarray(trade.entryIndex - 5, trade.entryIndex)
      expect(trade.entryPrice).toBeLessThanOrEqual(Math.max(...latest) * 0.995 * (1 + 1e-12))
      expect(trade.quantity * trade.entryPrice).toBeLessThan(0.51 * (trade.profit / trade.return))
    }
  })

  it('pass the causality test with leverage, partial fills, funding, mark prices and finer bars', async () => {
    const got = await evaluate(
      `return bar.rsi < 40 ? { side: 'long', stop: bar.high, stopLossPrice: bar.low * 0.99, takeProfitPrice: bar.close * 1.05, bars: 3 } : 'none'`,
      engine,
      market,
    )
    expect(got.ok && got.trades.length).toBeGreaterThan(10)
  })

  it('never get to see a market behind the window', async () => {
    const to = bars.time[1000]!
    const runs: number[] = []
    const watched: Sandbox = {
      ...sandbox,
      run: (run) => {
        runs.push(...Object.values(run.market ?? {}).map((series) => (series as { time: Float64Array }).time.at(-1)!))
        return sandbox.run(run)
      },
    }
    const source = strategySource(strategy(`return bar.rsi < 40 ? 'long' : 'none'`))
    await evaluateStrategy({ sandbox: watched, source, bars, timeframe: '1h', engine, market, to, seed: 3, ledger: noLedger })
    expect(runs.length).toBeGreaterThan(10)
    expect(Math.max(...runs)).toBeLessThan(to)
  })

  it('that make no sense are told in a sentence', async () => {
    const failing = async (order: string): Promise<string> => {
      const got = await evaluate(`return ${order}`, DEFAULT_ENGINE)
      return got.ok ? 'ran' : `${got.failure.code}: ${got.failure.message}`
    }
    expect(await failing(`{ side: 'long', limit: -5 }`)).toMatch(/^wrong_order: .*limit is a positive number, not -5/)
    expect(await failing(`{ side: 'long', limt: 5 }`)).toMatch(/^wrong_order: .*no field "limt".*did you mean "?limit/i)
    expect(await failing(`{ side: 'up' }`)).toMatch(/^wrong_order: .*side is/)
    expect(await failing(`{ side: 'long', size: 2 }`)).toMatch(/^wrong_order: .*at most 1, not 2/)
  })
})
