import { afterAll, describe, expect, it } from 'vitest'
import { seededRandom } from '../../math/random.ts'
import { openSandbox } from '../../sandbox/pool.ts'
import { strategySource } from '../../sandbox/source.ts'
import { evaluateStrategy, type Evaluation } from '../evaluate.ts'
import { walkingBars } from '../proof/madeUpBars.ts'
import { walkForwardStrategy } from './walkForwardStrategy.ts'
import { noLedger } from '../proof/noLedger.ts'

const bars = walkingBars(seededRandom(31), 160 * 24, 0.01)

/** With a memory of its own, luck, and a constant that it writes to. */
const strategy = (params: string, period: string, level: string, stop: string): string => `
const seen = []
export default class Tuned extends Strategy {
  ${params}
  static needs = { warmupBars: 20, indicators: { rsi: ['rsi', { period: ${period} }] } }
  static exits = { stopLoss: ${stop}, takeProfit: 0.05, maxBarsHeld: 48 }
  shouldEnter(bar) {
    seen.push(bar.close)
    const lucky = seen.length % 3 !== 0 || Math.random() < 0.5
    return !lucky ? 'none' : bar.rsi < ${level} ? 'long' : bar.rsi > 100 - ${level} ? 'short' : 'none'
  }
  shouldExit(bar, position) { return position.side === 'long' ? bar.rsi > 55 : bar.rsi < 45 }
}`
const TUNED = strategy(
  'static params = { period: [14, 7], level: { min: 25, max: 35, step: 5, default: 30 }, stop: [0.03] }',
  "'period'",
  'this.params.level',
  "'stop'",
)

describe('a tuned strategy in the sandbox', () => {
  const sandbox = openSandbox({ processes: 2 })
  afterAll(() => sandbox.close())
  const request = { sandbox, source: strategySource(TUNED), bars, timeframe: '1h', seed: 3, ledger: noLedger } as const

  async function evaluated(change: object): Promise<Extract<Evaluation, { ok: true }>> {
    const outcome = await evaluateStrategy({ ...request, ...change })
    if (!outcome.ok) throw new Error(outcome.failure.message)
    return outcome
  }

  it('at one point is the strategy with the numbers written out', async () => {
    const tuned = await evaluated({ params: { period: 7, level: 35 } })
    const plain = await evaluated({ source: strategySource(strategy('', '7', '35', '0.03')) })
    expect(tuned.params).toEqual({ period: 7, level: 35, stop: 0.03 })
    expect(plain.params).toEqual({})
    expect(tuned.trades.length).toBeGreaterThan(20)
    expect([tuned.metrics, tuned.trades, tuned.baselines]).toEqual([plain.metrics, plain.trades, plain.baselines])
    const standard = await evaluated({})
    expect(standard.params).toEqual({ period: 14, level: 30, stop: 0.03 })
    expect(standard.trades).not.toEqual(tuned.trades)
  })

  it('has in every window the figures of a run of its own', async () => {
    const walked = await walkForwardStrategy(request)
    if (!walked.ok) throw new Error(walked.failure.message)
    expect(walked.folds.length).toBeGreaterThanOrEqual(4)
    for (const [i, { fold, window, params, sharpe, trades, daily }] of walked.evaluated.entries()) {
      if (i % 7 !== 3) continue
      const { train_from, train_to, test_from, test_to } = walked.folds[fold]!
      const [from, to] = (window === 'train' ? [train_from, train_to] : [test_from, test_to]).map((time) => Date.parse(time))
      const single = await evaluated({ params, from, to })
      expect([sharpe, trades, daily]).toEqual([single.metrics.sharpe_ratio, single.metrics.num_trades, single.daily])
    }
  })

  it('that looks ahead at one point of its grid fails there', async () => {
    const text = TUNED.replace('seen.push(bar.close)', 'if (this.params.level === 35) bar.ago(-1)')
    const walked = await walkForwardStrategy({ ...request, source: strategySource(text) })
    expect(walked).toMatchObject({ ok: false, failure: { code: 'bad_argument' } })
    expect(!walked.ok && walked.failure.message).toMatch(/^With period = \d+, level = 35, stop = 0\.03: /)
  })
})
