import { describe, expect, it } from 'vitest'
import type { Bars } from '../../domain/bars.ts'
import type { Failure } from '../../domain/facts.ts'
import { ACTION } from '../../domain/order.ts'
import type { GridPoint, StrategyParams } from '../../domain/strategy.ts'
import { seededRandom } from '../../math/random.ts'
import { annualReturn } from '../../metrics/growth.ts'
import { sharpeRatio } from '../../metrics/sharpe.ts'
import type { Sandbox } from '../../sandbox/types.ts'
import { evaluateStrategy, type Evaluation } from '../evaluate.ts'
import { walkingBars } from '../proof/madeUpBars.ts'
import { openSandboxWithoutWalls } from '../proof/openSandbox.ts'
import type { WalkForwardRequest } from './plan.ts'
import type { EvaluatedPoint, WalkForward } from './result.ts'
import { walkForwardStrategy } from './walkForwardStrategy.ts'
import { noLedger } from '../proof/noLedger.ts'

type Walked = Extract<WalkForward, { ok: true }>

const DAY_BARS = 24
const bars = walkingBars(seededRandom(5), 200 * DAY_BARS, 0.01)
const source = { text: 'made up', hash: 'none' }
const schedule = { trainDays: 60, testDays: 30, stepDays: 20 }
const needs = { warmupBars: 30, indicators: {}, models: {} }

/** Holds `n` bars out of every forty: what is best depends on the market alone. */
const points = (values: readonly number[]): StrategyParams => ({
  values: { n: values },
  grid: values.map((n) => ({ params: { n }, needs, exits: { stopLoss: 0.01 * n } })) as GridPoint[] as [GridPoint, ...GridPoint[]],
})

function cyclic(values: readonly number[]): Sandbox & { readonly runs: unknown[] } {
  const params = points(values)
  return openSandboxWithoutWalls(
    needs,
    ({ params: chosen }) => {
      let since = 0
      return (index, { side }) => {
        since++
        if (side === 0) return index % 40 === 0 ? ACTION.enterLong : ACTION.hold
        return since % (chosen?.['n'] ?? 1) === 0 ? ACTION.exit : ACTION.hold
      }
    },
    params.grid[0].exits,
    params,
  )
}

const request = (change: Partial<WalkForwardRequest> = {}): WalkForwardRequest => ({
  sandbox: cyclic([5, 3, 9, 17]),
  source,
  bars,
  schedule,
  seed: 1,
  ledger: noLedger,
  ...change,
})

async function walk(change: Partial<WalkForwardRequest> = {}): Promise<Walked> {
  const outcome = await walkForwardStrategy(request(change))
  if (!outcome.ok) throw new Error(outcome.failure.message)
  return outcome
}

async function alone(from: string, to: string, params: Record<string, number>): Promise<Extract<Evaluation, { ok: true }>> {
  const { sandbox, seed } = request()
  const window = { from: Date.parse(from), to: Date.parse(to) }
  const outcome = await evaluateStrategy({ sandbox, source, bars, timeframe: '1h', seed, params, ledger: noLedger, ...window })
  if (!outcome.ok) throw new Error(outcome.failure.message)
  return outcome
}

/** Another market from this bar on. */
function otherAfter(index: number): Bars {
  const shift = (column: Float64Array): Float64Array => column.map((price, i) => (i < index ? price : price * (1 + 0.3 * Math.sin(i / 11))))
  return { ...bars, open: shift(bars.open), high: shift(bars.high), low: shift(bars.low), close: shift(bars.close) }
}

const trainedIn = (walked: Walked, fold: number): EvaluatedPoint[] =>
  walked.evaluated.filter((one) => one.window === 'train' && one.fold === fold)

describe('walkForwardStrategy', () => {
  it('walks the days after the warm-up in training and test windows', async () => {
    const { folds, schedule: used } = await walk()
    expect(used).toEqual(schedule)
    // 30 bars of warm-up leave the days from 3 January on: 198 of them.
    expect(folds.map((fold) => [fold.train_from, fold.train_to, fold.test_from, fold.test_to].map((time) => time.slice(0, 10)))).toEqual([
      ['2024-01-03', '2024-03-03', '2024-03-03', '2024-04-02'],
      ['2024-01-23', '2024-03-23', '2024-03-23', '2024-04-22'],
      ['2024-02-12', '2024-04-12', '2024-04-12', '2024-05-12'],
      ['2024-03-03', '2024-05-02', '2024-05-02', '2024-06-01'],
      ['2024-03-23', '2024-05-22', '2024-05-22', '2024-06-21'],
      ['2024-04-12', '2024-06-11', '2024-06-11', '2024-07-11'],
      ['2024-05-02', '2024-07-01', '2024-07-01', '2024-07-19'],
    ])
    expect(folds.every((fold) => fold.train_from.endsWith('T00:00:00.000Z'))).toBe(true)
  })

  it('chooses the best of each training window and nothing else', async () => {
    const walked = await walk()
    expect(new Set(walked.folds.map(({ params }) => params['n'])).size).toBeGreaterThan(1)
    for (const [fold, { params, is_sharpe }] of walked.folds.entries()) {
      const points = trainedIn(walked, fold)
      expect(points).toHaveLength(4)
      expect(is_sharpe).toBe(Math.max(...points.map((point) => point.sharpe as number)))
      expect(points.find((point) => point.sharpe === is_sharpe)?.params).toEqual(params)
    }
  })

  it('gives every window the figures that evaluateStrategy gives it', async () => {
    const { evaluated, folds } = await walk()
    for (const { fold, window, params, sharpe, trades, daily } of evaluated.filter((_, i) => i % 3 === 0)) {
      const { train_from, train_to, test_from, test_to } = folds[fold]!
      const single = await (window === 'train' ? alone(train_from, train_to, params) : alone(test_from, test_to, params))
      expect([sharpe, trades, daily]).toEqual([single.metrics.sharpe_ratio, single.metrics.num_trades, single.daily])
      expect(single.params).toEqual(params)
    }
  })

  it('stitches each day from the first test window on once, each from the newest choice', async () => {
    const { folds, oosDaily, oos_sharpe, oos_trades, is_sharpe, efficiency } = await walk()
    const parts = await Promise.all(
      folds.map(({ test_from, test_to, params }, k) => alone(test_from, folds[k + 1]?.test_from ?? test_to, params)),
    )
    expect([...oosDaily.returns]).toEqual(parts.flatMap(({ daily }) => [...daily.returns]))
    expect([oosDaily.firstDay, oosDaily.returns.length]).toEqual(['2024-03-03', 138])
    expect(oos_trades).toBe(parts.reduce((total, { metrics }) => total + metrics.num_trades, 0))
    expect(oos_sharpe).toBe(sharpeRatio(oosDaily.returns, 365))
    expect(annualReturn(oosDaily.returns, 365)).not.toBe(0)
    const means = folds.map((fold) => fold.is_sharpe as number)
    expect(is_sharpe).toBeCloseTo(means.reduce((sum, one) => sum + one, 0) / means.length, 12)
    expect(efficiency).toBe(is_sharpe! > 0 ? oos_sharpe! / is_sharpe! : null)
  })

  it('chooses by nothing that comes after the training window, and judges by nothing after the test window', async () => {
    const walked = await walk()
    const at = (iso: string): number => bars.time.indexOf(Date.parse(iso))
    for (const fold of [0, 2, 4]) {
      const { train_to, test_to } = walked.folds[fold]!
      const unseen = await walk({ bars: otherAfter(at(train_to)) })
      expect(trainedIn(unseen, fold)).toEqual(trainedIn(walked, fold))
      expect(unseen.folds[fold]!.params).toEqual(walked.folds[fold]!.params)
      expect(unseen.folds[fold]!.oos_sharpe).not.toBe(walked.folds[fold]!.oos_sharpe)
      const later = await walk({ bars: otherAfter(at(test_to)) })
      expect(later.folds.slice(0, fold + 1)).toEqual(walked.folds.slice(0, fold + 1))
    }
  })

  it('loads nothing behind the research window', async () => {
    const to = bars.time[150 * DAY_BARS]!
    const inside = await walk({ to })
    expect(await walk({ to, bars: otherAfter(150 * DAY_BARS) })).toEqual(inside)
    expect(inside.oosDaily.returns.length).toBe(148 - 60)
    expect(inside.folds.at(-1)!.test_to).toBe(new Date(to).toISOString())
  })

  it('runs in a test window only what was chosen for it', async () => {
    const { evaluated, folds } = await walk()
    const tests = evaluated.filter(({ window }) => window === 'test')
    expect(tests.map(({ fold, params }) => [fold, params])).toEqual(folds.map(({ params }, fold) => [fold, params]))
    expect(evaluated).toHaveLength(4 * folds.length + folds.length)
  })

  it('told point by point is the same walk, and keeps no returns of the training windows', async () => {
    const whole = await walk()
    const points: [number, unknown][] = []
    const progress: string[] = []
    const streamed = await walk({
      onPoint: (params, trained) => points.push([params['n']!, trained]),
      onProgress: (done, count) => progress.push(`${done}/${count}`),
    })
    expect({ ...streamed, evaluated: [] }).toEqual({ ...whole, evaluated: [] })
    expect(streamed.evaluated).toEqual(whole.evaluated.filter(({ window }) => window === 'test'))
    expect(points.map(([n]) => n).sort((a, b) => a - b)).toEqual([3, 5, 9, 17])
    for (const [n, trained] of points)
      expect(trained).toEqual(whole.evaluated.filter((one) => one.window === 'train' && one.params['n'] === n))
    expect(progress).toEqual(['1/4', '2/4', '3/4', '4/4'])
  })

  it('tells a point that fails as it tells the others', async () => {
    const sandbox = cyclic([5, 3, 9])
    const boom: Failure = { stage: 'backtest', code: 'threw', message: 'boom.' }
    const run: Sandbox['run'] = (one) => (one.params?.['n'] === 3 ? Promise.resolve({ ok: false, failure: boom }) : sandbox.run(one))
    const told: [number, unknown][] = []
    const onPoint: WalkForwardRequest['onPoint'] = (params, trained) => told.push([params['n']!, 'stage' in trained ? trained.code : 'ran'])
    const walked = await walkForwardStrategy(request({ sandbox: { ...sandbox, run }, onPoint }))
    expect(walked).toMatchObject({ ok: false, failure: { code: 'threw', message: 'With n = 3: boom.' } })
    expect(told).toContainEqual([3, 'threw'])
    expect(told).toContainEqual([5, 'ran'])
  })

  it('is the same when asked again', async () => {
    expect(await walk()).toEqual(await walk())
  })

  it('judges a strategy without parameters in the same windows', async () => {
    const sandbox = openSandboxWithoutWalls(
      needs,
      () => (index) => (index % 40 === 0 ? ACTION.enterLong : index % 40 === 9 ? ACTION.exit : 0),
    )
    const plain = await walk({ sandbox })
    const tuned = await walk()
    expect(plain.folds.map(({ test_from, params }) => [test_from, params])).toEqual(tuned.folds.map(({ test_from }) => [test_from, {}]))
    expect(plain.evaluated).toHaveLength(2 * plain.folds.length)
    expect(plain.is_sharpe).not.toBeNull()
  })

  it('starts all points where the slowest is warm', async () => {
    const params = points([3, 5])
    const slow = { ...needs, indicators: { s: ['sma', { period: 300 }] as const } }
    const grid: StrategyParams = { ...params, grid: [params.grid[0], { ...(params.grid[1] as GridPoint), needs: slow }] }
    const sandbox = openSandboxWithoutWalls(needs, () => (index) => (index % 30 === 0 ? 1 : 3), {}, grid)
    expect((await walk({ sandbox })).folds[0]!.train_from).toBe('2024-01-14T00:00:00.000Z')
  })

  it('of a strategy that never trades has no figures, and the defaults', async () => {
    const never = await walk({ sandbox: openSandboxWithoutWalls(needs, () => () => ACTION.hold, {}, points([4, 2])) })
    expect(never).toMatchObject({ is_sharpe: null, oos_sharpe: null, oos_trades: 0, efficiency: null })
    expect(never.folds.every(({ params }) => params['n'] === 4)).toBe(true)
  })

  it('finds on average less outside than inside where there is nothing to find', async () => {
    const noise = walkingBars(seededRandom(6), 400 * DAY_BARS, 0.01)
    const costless = { costs: { feeBps: 0, slippageBps: 0 }, initialCash: 1, sizeFraction: 1 }
    const many = cyclic(Array.from({ length: 32 }, (_, i) => i + 2))
    const { is_sharpe, oos_sharpe } = await walk({ sandbox: many, bars: noise, engine: costless })
    expect(is_sharpe!).toBeGreaterThan(oos_sharpe! + 0.5)
  })
})

describe('what fails', () => {
  it.each([
    ['too few days for the default', { schedule: undefined, to: bars.time[50 * DAY_BARS] }, 'too_few_bars', '48 whole days'],
    ['too few days for a schedule', { to: bars.time[50 * DAY_BARS] }, 'too_few_bars', '61 are the least'],
    [
      'a model without predictions',
      { sandbox: openSandboxWithoutWalls({ models: { up: 'MLP_return_v1' } }, () => () => 0) },
      'model_unavailable',
      'MLP_return_v1',
    ],
  ] as [string, Partial<WalkForwardRequest>, string, string][])('%s', async (_what, change, code, part) => {
    const outcome = await walkForwardStrategy(request(change))
    expect(outcome).toMatchObject({ ok: false, failure: { code } })
    expect(!outcome.ok && outcome.failure.message).toContain(part)
  })

  it('a point that fails, with its parameters', async () => {
    const sandbox = cyclic([5, 3])
    const broken: Sandbox = {
      ...sandbox,
      run: (run) =>
        run.params?.['n'] === 3
          ? Promise.resolve({ ok: false, failure: { stage: 'backtest', code: 'threw', message: 'The strategy: boom.' } })
          : sandbox.run(run),
    }
    expect(await walkForwardStrategy(request({ sandbox: broken }))).toMatchObject({
      ok: false,
      failure: { code: 'threw', message: 'With n = 3: The strategy: boom.' },
      declaration: { name: 'MadeUp' },
    })
  })

  it('orders that fit no position', async () => {
    const sandbox = cyclic([5])
    const lying: Sandbox = {
      ...sandbox,
      run: async (run) => {
        const outcome = await sandbox.run(run)
        return outcome.ok ? { ok: true, actions: outcome.actions.map(() => ACTION.enterLong) } : outcome
      },
    }
    expect(await walkForwardStrategy(request({ sandbox: lying }))).toMatchObject({ ok: false, failure: { code: 'replay_mismatch' } })
  })

  it('a schedule without length', async () => {
    await expect(walk({ schedule: { ...schedule, stepDays: 0 } })).rejects.toThrow(/step is 0/)
  })
})
