import { afterAll, describe, expect, it } from 'vitest'
import type { EngineSettings } from '../../domain/order.ts'
import { seededRandom } from '../../math/random.ts'
import { openSandbox } from '../../sandbox/pool.ts'
import { strategySource } from '../../sandbox/source.ts'
import { evaluateStrategy, type Evaluation } from '../evaluate.ts'
import { runGrid } from '../grid/runGrid.ts'
import { walkingBars } from '../proof/madeUpBars.ts'
import { noLedger } from '../proof/noLedger.ts'
import { walkForwardStrategy } from './walkForwardStrategy.ts'

/** Longer than a test window of the walk, which without the bars before it never entered. */
const LOOKBACK = 12 * 24
const ENGINE: EngineSettings = {
  costs: { feeBps: 10, slippageBps: 5, impact: { coefficient: 0.5, lookbackBars: LOOKBACK } },
  initialCash: 10_000,
  sizeFraction: 1,
  sizing: { kind: 'volatility_target', annualVolatility: 0.4, barsPerYear: 8760, lookbackBars: LOOKBACK },
}

const TUNED = `export default class Tuned extends Strategy {
  static params = { hour: [3, 11] }
  static needs = { warmupBars: 400 }
  static exits = { stopLoss: 0.03 }
  shouldEnter(bar) {
    return bar.hour !== this.params.hour ? 'none' : { side: bar.close > bar.ago(24).close ? 'long' : 'short', limit: bar.close, size: 0.8, bars: 3 }
  }
  shouldExit(bar, position) { return position.barsHeld > 6 }
}`

describe('an engine that looks back, in windows in the sandbox', { timeout: 60_000 }, () => {
  const sandbox = openSandbox({ processes: 1 })
  afterAll(() => sandbox.close())
  const bars = walkingBars(seededRandom(4), 90 * 24, 0.01)
  const request = { sandbox, source: strategySource(TUNED), bars, timeframe: '1h', seed: 3, engine: ENGINE, ledger: noLedger } as const

  async function alone(change: object): Promise<Extract<Evaluation, { ok: true }>> {
    const outcome = await evaluateStrategy({ ...request, ...change })
    if (!outcome.ok) throw new Error(outcome.failure.message)
    return outcome
  }

  it('gives every combination of a grid the figures of a run of its own', async () => {
    const grid = await runGrid(request)
    if (!grid.ok) throw new Error(grid.failure.message)
    for (const { params, metrics, account } of grid.points) {
      const single = await alone({ params })
      expect(metrics.num_trades).toBeGreaterThan(30)
      expect([metrics, account]).toEqual([single.metrics, single.account])
    }
  })

  it('gives every window of a walk-forward the figures of a run of its own, the short ones too', async () => {
    const walked = await walkForwardStrategy({ ...request, schedule: { trainDays: 30, testDays: 10, stepDays: 20 } })
    if (!walked.ok) throw new Error(walked.failure.message)
    for (const [i, { fold, window, params, sharpe, trades, daily }] of walked.evaluated.entries()) {
      if (window === 'train' && i > 0) continue
      const { train_from, train_to, test_from, test_to } = walked.folds[fold]!
      const [from, to] = (window === 'train' ? [train_from, train_to] : [test_from, test_to]).map((time) => Date.parse(time))
      const single = await alone({ params, from, to })
      expect([sharpe, trades, daily]).toEqual([single.metrics.sharpe_ratio, single.metrics.num_trades, single.daily])
      expect(trades).toBeGreaterThan(0)
    }
  })
})
