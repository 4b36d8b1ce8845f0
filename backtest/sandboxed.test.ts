import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { firstBarAtOrAfter, sliceBars } from '../domain/bars.ts'
import { ACTION, DEFAULT_ENGINE } from '../domain/order.ts'
import { computeIndicator } from '../indicators/compute.ts'
import { seededRandom } from '../math/random.ts'
import { openSandbox } from '../sandbox/pool.ts'
import { strategySource } from '../sandbox/source.ts'
import type { Sandbox } from '../sandbox/types.ts'
import { evaluateStrategy, type Evaluation } from './evaluate.ts'
import { simulate } from './kernel.ts'
import { walkingBars } from './proof/madeUpBars.ts'
import { tradesOf } from './trades.ts'
import { noLedger } from './proof/noLedger.ts'

const bars = walkingBars(seededRandom(31), 4000, 0.01)
const from = bars.time[500]!
const to = bars.time[3500]!

const strategy = (enter: string, exit: string, models = '{}'): string => `
export default class MadeUp extends Strategy {
  static needs = { warmupBars: 20, indicators: { rsi: ['rsi', { period: 14 }] }, models: ${models} }
  static exits = { stopLoss: 0.03, takeProfit: 0.05, maxBarsHeld: 48 }
  shouldEnter(bar) { ${enter} }
  shouldExit(bar, position) { ${exit} }
}`
const REVERSION = strategy(
  `return bar.rsi < 30 ? 'long' : bar.rsi > 70 ? 'short' : 'none'`,
  `return position.side === 'long' ? bar.rsi > 55 : bar.rsi < 45`,
)

describe('a strategy in the sandbox', () => {
  let sandbox: Sandbox
  beforeAll(() => {
    sandbox = openSandbox({ processes: 2 })
  })
  afterAll(() => sandbox.close())
  const evaluate = (text: string, predictions?: Record<string, Float64Array>): Promise<Evaluation> =>
    evaluateStrategy({ sandbox, source: strategySource(text), bars, timeframe: '1h', from, to, predictions, seed: 3, ledger: noLedger })

  it('trades as the same rules do on the host', async () => {
    const evaluation = await evaluate(REVERSION)
    const used = sliceBars(bars, 0, firstBarAtOrAfter(bars, to))
    const rsi = computeIndicator(used, 'rsi', { period: 14 })['value']!
    const host = simulate(used, DEFAULT_ENGINE, { stopLoss: 0.03, takeProfit: 0.05, maxBarsHeld: 48 }, 500, (i, { side }) => {
      if (side === 0) return rsi[i]! < 30 ? ACTION.enterLong : rsi[i]! > 70 ? ACTION.enterShort : ACTION.hold
      return (side > 0 ? rsi[i]! > 55 : rsi[i]! < 45) ? ACTION.exit : ACTION.hold
    })
    expect(host.trades.count).toBeGreaterThan(20)
    expect(evaluation).toMatchObject({ ok: true, trades: tradesOf(host, used) })
    expect((evaluation as Extract<Evaluation, { ok: true }>).equity).toEqual(host.equity.subarray(500))
  })

  it('passes the causality test with a seeded Math.random and a memory of its own', async () => {
    const text = strategy(
      `this.seen = (this.seen ?? 0) + 1; return this.seen % 50 === 0 && Math.random() < 0.5 ? 'long' : 'none'`,
      'return false',
    )
    expect(await evaluate(text)).toMatchObject({ ok: true })
  })

  it('sees predictions, and fails without them', async () => {
    const text = strategy(
      `return bar.mlSignal('up', 0.6) === 1 ? 'long' : 'none'`,
      `return bar.mlSignal('up', 0.6) === -1`,
      `{ up: 'MLP_direction_v1' }`,
    )
    const up = Float64Array.from(bars.time, (_, i) => (1 + Math.sin(i / 9)) / 2)
    const evaluation = await evaluate(text, { up })
    expect(evaluation).toMatchObject({ ok: true })
    for (const trade of (evaluation as Extract<Evaluation, { ok: true }>).trades)
      expect(up[trade.entryIndex - 1]).toBeGreaterThanOrEqual(0.6)
    expect(await evaluate(text)).toMatchObject({ ok: false, failure: { stage: 'model', code: 'model_unavailable' } })
  })

  it('that breaks fails in the smoke run, and later in the run itself', async () => {
    expect(await evaluate(strategy(`return bar.rsi.nothing.at.all`, 'return false'))).toMatchObject({
      ok: false,
      failure: { stage: 'smoke' },
    })
    const late = strategy(`this.seen = (this.seen ?? 0) + 1; if (this.seen > 1000) return 7; return 'none'`, 'return false')
    expect(await evaluate(late)).toMatchObject({ ok: false, failure: { stage: 'backtest', code: 'wrong_return_type' } })
  })
})
