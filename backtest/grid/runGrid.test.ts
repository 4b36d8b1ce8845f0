import { describe, expect, it } from 'vitest'
import { UsageError } from '../../domain/errors.ts'
import { ACTION, DEFAULT_ENGINE } from '../../domain/order.ts'
import type { GridPoint, StrategyParams } from '../../domain/strategy.ts'
import { seededRandom } from '../../math/random.ts'
import { evaluateStrategy } from '../evaluate.ts'
import { walkingBars } from '../proof/madeUpBars.ts'
import { noLedger } from '../proof/noLedger.ts'
import { openSandboxWithoutWalls } from '../proof/openSandbox.ts'
import { runGrid, type GridLook, type GridRequest } from './runGrid.ts'

const bars = walkingBars(seededRandom(9), 900, 0.01)
const needs = { warmupBars: 40, indicators: {}, models: {} }
const source = { text: 'made up', hash: 'none' }

const gridOf = (values: readonly number[]): StrategyParams => ({
  values: { n: values },
  grid: values.map((n) => ({ params: { n }, needs, exits: { stopLoss: 0.01 * n } })) as GridPoint[] as [GridPoint, ...GridPoint[]],
})
const cyclic = (values: readonly number[]) =>
  openSandboxWithoutWalls(
    needs,
    ({ params }) =>
      (index, { side }) =>
        side === 0 ? (index % 30 === 0 ? ACTION.enterLong : 0) : index % 30 >= (params?.['n'] ?? 1) ? ACTION.exit : 0,
    {},
    gridOf(values),
  )
const request = (values: readonly number[], change: Partial<GridRequest> = {}): GridRequest => ({
  sandbox: cyclic(values),
  source,
  bars,
  timeframe: '1h',
  seed: 1,
  ledger: () => undefined,
  ...change,
})

describe('runGrid', () => {
  it('gives every point the figures of a run of its own, and tells each to the ledger once', async () => {
    const values = [5, 3, 9, 17]
    const told: GridLook[] = []
    const progress: number[] = []
    const outcome = await runGrid(request(values, { ledger: (look) => told.push(look), onProgress: (done) => progress.push(done) }))
    if (!outcome.ok) throw new Error(outcome.failure.message)
    expect(outcome.points.map(({ params }) => params['n'])).toEqual(values)
    expect(outcome.from).toBe(bars.time[40])
    expect(progress).toEqual([1, 2, 3, 4])
    for (const point of outcome.points) {
      const alone = await evaluateStrategy({ ...request(values), params: point.params, ledger: noLedger })
      if (!alone.ok) throw new Error(alone.failure.message)
      expect(point.metrics).toEqual(alone.metrics)
      expect(point.account).toEqual(alone.account)
      expect(told.find(({ params }) => params['n'] === point.params['n'])).toMatchObject({ ok: true, figures: point, daily: alone.daily })
    }
    expect(told).toHaveLength(4)
  })

  it('keeps few points under way, however many there are', async () => {
    const many = cyclic(Array.from({ length: 200 }, (_, i) => i + 1))
    let running = 0
    let most = 0
    const run: GridRequest['sandbox']['run'] = async (one) => {
      most = Math.max(most, ++running)
      await new Promise((resolve) => setImmediate(resolve))
      running--
      return many.run(one)
    }
    const outcome = await runGrid(request([], { sandbox: { ...many, run } }))
    expect(outcome).toMatchObject({ ok: true })
    expect(most).toBeGreaterThan(1)
    expect(most).toBeLessThan(65)
  })

  it('a point that fails ends it with its parameters, and every one that was run is counted', async () => {
    const sandbox = cyclic([5, 3, 9])
    const told: GridLook[] = []
    const run: GridRequest['sandbox']['run'] = (one) =>
      one.params?.['n'] === 9
        ? Promise.resolve({ ok: false, failure: { stage: 'backtest', code: 'threw', message: 'boom.' } })
        : sandbox.run(one)
    const outcome = await runGrid(request([], { sandbox: { ...sandbox, run }, ledger: (look) => told.push(look) }))
    expect(outcome).toMatchObject({ ok: false, failure: { code: 'threw', message: 'With n = 9: boom.' } })
    expect(told.map(({ params, ok }) => [params['n'], ok]).sort()).toEqual([
      [3, true],
      [5, true],
      [9, false],
    ])
  })

  it('a point whose indicator does not take its period is the strategy’s failure, before anything runs', async () => {
    const params = gridOf([5, 3])
    const bad = { ...needs, indicators: { s: ['sma', { period: -3 }] as const } }
    const grid: StrategyParams = { ...params, grid: [params.grid[0], { ...(params.grid[1] as GridPoint), needs: bad }] }
    const sandbox = openSandboxWithoutWalls(needs, () => () => 0, {}, grid)
    expect(await runGrid(request([], { sandbox }))).toMatchObject({ ok: false, failure: { stage: 'declaration', code: 'bad_indicator' } })
    expect(sandbox.runs).toEqual([])
  })

  it('refuses settings out of range, and too few bars', async () => {
    await expect(runGrid(request([5], { engine: { ...DEFAULT_ENGINE, sizeFraction: 2 } }))).rejects.toThrow(UsageError)
    expect(await runGrid(request([5], { to: bars.time[60]! }))).toMatchObject({ ok: false, failure: { code: 'too_few_bars' } })
  })
})
