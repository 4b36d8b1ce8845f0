import { describe, expect, it } from 'vitest'
import { BadDataError, UsageError } from '../domain/errors.ts'
import { ACTION, DEFAULT_ENGINE } from '../domain/order.ts'
import { seededRandom } from '../math/random.ts'
import type { RunOutcome } from '../sandbox/types.ts'
import { evaluateStrategy, type EvaluationRequest } from './evaluate.ts'
import { walkingBars } from './proof/madeUpBars.ts'
import { openSandboxWithoutWalls, type Decide } from './proof/openSandbox.ts'
import { noLedger } from './proof/noLedger.ts'

const bars = walkingBars(seededRandom(11), 2000, 0.01)
const source = { text: 'made up', hash: 'none' }
const always = (action: number) => (): Decide => () => action
const sometimes = (): Decide => (index) => (index % 40 === 0 ? ACTION.enterLong : index % 40 === 20 ? ACTION.exit : ACTION.hold)

function evaluate(change: Partial<EvaluationRequest>) {
  const sandbox = openSandboxWithoutWalls({}, sometimes)
  return evaluateStrategy({ sandbox, source, bars, timeframe: '1h', seed: 1, ledger: noLedger, ...change })
}

function succeeded<T extends { ok: boolean }>(evaluation: T): Extract<T, { ok: true }> {
  expect(evaluation).toMatchObject({ ok: true })
  return evaluation as Extract<T, { ok: true }>
}

describe('evaluateStrategy', () => {
  it('gives figures, trades, curve and baselines of the same account', async () => {
    const got = succeeded(await evaluate({}))
    expect(got.metrics.num_trades).toBe(50)
    expect(got.trades).toHaveLength(50)
    expect(got.metrics.total_return).toBeCloseTo(got.trades.reduce((product, trade) => product * (1 + trade.return), 1) - 1, 10)
    expect(got.metrics.exposure).toBeCloseTo(0.5, 2)
    expect(got.metrics.bars).toBe(2000)
    expect(got.equity.at(-1)! / DEFAULT_ENGINE.initialCash - 1).toBe(got.metrics.total_return)
    expect(got.daily.firstDay).toBe('2024-01-01')
    expect(got.dailyStats.observations).toBe(Math.ceil(2000 / 24))
    expect(got.dailyStats.sharpe! * Math.sqrt(365)).toBeCloseTo(got.metrics.sharpe_ratio!, 12)
    expect(got.metrics.accounting_residual).toBeLessThan(1e-9)
    expect(got.baselines.coin_flip.runs).toBe(21)
  })

  it('is the same when asked again', async () => {
    expect(await evaluate({})).toEqual(await evaluate({}))
  })

  it('counts from the first decision on: a warm-up neither dilutes nor lengthens', async () => {
    const sandbox = openSandboxWithoutWalls({ warmupBars: 500, indicators: { slow: ['sma', { period: 100 }] } }, always(ACTION.enterLong))
    const got = succeeded(await evaluate({ sandbox }))
    expect(got.metrics.bars).toBe(1500)
    expect(got.metrics.exposure).toBeCloseTo(1499 / 1500, 12)
    expect(got.time[0]).toBe(bars.time[500])
    expect(got.trades[0]!.entryTime).toBe(bars.time[501])
  })

  it('waits for its slowest indicator', async () => {
    const sandbox = openSandboxWithoutWalls({ warmupBars: 3, indicators: { slow: ['sma', { period: 100 }] } }, always(ACTION.enterLong))
    expect(succeeded(await evaluate({ sandbox })).metrics.bars).toBe(2000 - 99)
  })

  it('warms up before the window, and never loads what lies behind it', async () => {
    const sandbox = openSandboxWithoutWalls({ indicators: { slow: ['sma', { period: 100 }] } }, sometimes)
    const [from, to] = [bars.time[600]!, bars.time[1600]!]
    const got = succeeded(await evaluate({ sandbox, from, to }))
    expect([got.time[0], got.time.at(-1), got.metrics.bars]).toEqual([from, bars.time[1599], 1000])
    for (const run of sandbox.runs) {
      expect(run.bars.time.at(-1)!).toBeLessThan(to)
      expect(run.bars.close.buffer.byteLength).toBeLessThanOrEqual(1600 * 8)
      expect(run.indicators['slow']!['value']!.length).toBe(run.bars.time.length)
    }
  })

  it('what happens behind the window changes nothing', async () => {
    const to = bars.time[1000]!
    const other = { ...bars, close: bars.close.map((price, i) => (i < 1000 ? price : price * 3)) }
    expect(await evaluate({ bars: other, to })).toEqual(await evaluate({ to }))
  })

  it('a strategy that never trades is a result', async () => {
    const got = succeeded(await evaluate({ sandbox: openSandboxWithoutWalls({}, always(ACTION.hold)) }))
    expect(got.metrics).toMatchObject({ num_trades: 0, total_return: 0, sharpe_ratio: null, win_rate: null, exposure: 0 })
    expect(got.baselines.coin_flip).toEqual({ sharpe_ratio: null, total_return: 0, runs: 0, share_beaten: 0 })
    expect(got.dailyStats).toMatchObject({ sharpe: null, skewness: null, kurtosis: null })
  })

  it('bought and held, it is its own baseline', async () => {
    const got = succeeded(await evaluate({ sandbox: openSandboxWithoutWalls({}, always(ACTION.enterLong)) }))
    const { sharpe_ratio, total_return, max_drawdown } = got.metrics
    expect(got.baselines.buy_and_hold).toEqual({ sharpe_ratio, total_return, max_drawdown })
  })
})

describe('what fails, and where', () => {
  const failing = (message: string) => {
    const sandbox = openSandboxWithoutWalls({}, sometimes)
    const outcome: RunOutcome = { ok: false, failure: { stage: 'backtest', code: 'threw', message } }
    return { ...sandbox, run: () => Promise.resolve(outcome) }
  }

  it.each([
    ['too few bars', { to: bars.time[20] }, 'backtest', 'too_few_bars'],
    ['an empty window', { from: bars.time[1999]! + 1 }, 'backtest', 'too_few_bars'],
    ['a warm-up longer than the bars', { sandbox: openSandboxWithoutWalls({ warmupBars: 1990 }, sometimes) }, 'backtest', 'too_few_bars'],
    [
      'a model without predictions',
      { sandbox: openSandboxWithoutWalls({ models: { up: 'MLP_return_v1' } }, sometimes) },
      'model',
      'model_unavailable',
    ],
    [
      'predictions of other bars',
      { sandbox: openSandboxWithoutWalls({ models: { up: 'MLP_return_v1' } }, sometimes), predictions: { up: new Float64Array(5) } },
      'model',
      'model_unavailable',
    ],
    [
      'an indicator nobody knows',
      { sandbox: openSandboxWithoutWalls({ indicators: { a: ['smaa', {}] } }, sometimes) },
      'declaration',
      'bad_indicator',
    ],
    ['a strategy that throws', { sandbox: failing('boom') }, 'smoke', 'threw'],
  ] as [string, Partial<EvaluationRequest>, string, string][])('%s', async (_what, change, stage, code) => {
    expect(await evaluate(change)).toMatchObject({ ok: false, failure: { stage, code } })
  })

  it('orders that fit no position', async () => {
    const sandbox = openSandboxWithoutWalls({}, sometimes)
    const lying = {
      ...sandbox,
      run: ({ bars: given }: { bars: typeof bars }) =>
        Promise.resolve({ ok: true as const, actions: new Uint8Array(given.time.length).fill(ACTION.enterLong) }),
    }
    expect(await evaluate({ sandbox: lying })).toMatchObject({ ok: false, failure: { stage: 'backtest', code: 'replay_mismatch' } })
  })

  it('bars without prices, settings out of range', async () => {
    const broken = { ...bars, close: bars.close.map((price, i) => (i === 77 ? NaN : price)) }
    await expect(evaluate({ bars: broken })).rejects.toThrow(BadDataError)
    await expect(evaluate({ bars: { ...bars, open: bars.open.map(() => 0) } })).rejects.toThrow(BadDataError)
    await expect(evaluate({ bars: { ...bars, time: bars.time.map(() => 5) } })).rejects.toThrow(BadDataError)
    await expect(evaluate({ engine: { ...DEFAULT_ENGINE, sizeFraction: 1.5 } })).rejects.toThrow(UsageError)
    await expect(evaluate({ engine: { ...DEFAULT_ENGINE, costs: { feeBps: -1, slippageBps: 0 } } })).rejects.toThrow(UsageError)
    await expect(evaluate({ engine: { ...DEFAULT_ENGINE, initialCash: 0 } })).rejects.toThrow(UsageError)
  })
})
