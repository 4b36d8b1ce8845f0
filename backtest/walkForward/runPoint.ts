import type { Failure } from '../../domain/facts.ts'
import type { GridPoint } from '../../domain/strategy.ts'
import type { IndexRange } from '../../math/splits/indexRange.ts'
import type { OrderColumns } from '../../domain/order.ts'
import { kernelText } from '../kernelText.ts'
import type { Ordered } from '../replay.ts'
import type { Ground } from './ground.ts'
import { windowResult, type WindowResult } from './windowResult.ts'

/** One window of one point: its orders, and what they earn. */
export interface WindowRun {
  readonly orders: Ordered
  readonly result: WindowResult
}

/** Runs one point of the grid on windows of the ground's bars, in one call of the sandbox; each window starts flat and without memory. */
export async function runPoint(ground: Ground, point: GridPoint, windows: readonly IndexRange[]): Promise<WindowRun[] | Failure> {
  const { sandbox, source, bars, predictions, engine, market, columns, seed } = ground
  const outcome = await sandbox.run({
    source,
    kernel: kernelText(),
    bars,
    indicators: columns(point.needs),
    predictions,
    engine,
    market,
    exits: point.exits,
    params: point.params,
    // The ground is warm before the first window.
    tradeFrom: 0,
    windows,
    seed,
  })
  if (!outcome.ok) return { ...outcome.failure, stage: 'backtest', message: `${said(point)}${outcome.failure.message}` }
  const runs: WindowRun[] = []
  let at = 0
  for (const window of windows) {
    const orders = cutOrders(outcome, at, (at += window.to - window.from))
    const result = windowResult(ground, point, window, orders)
    if ('stage' in result) return result
    runs.push({ orders, result })
  }
  return runs
}

function cutOrders({ actions, orders }: Ordered, from: number, to: number): Ordered {
  const columns =
    orders === undefined ? undefined : Object.entries(orders).map(([field, column]) => [field, column.subarray(from, to)] as const)
  return { actions: actions.subarray(from, to), orders: columns && (Object.fromEntries(columns) as unknown as OrderColumns) }
}

function said({ params }: GridPoint): string {
  const values = Object.entries(params).map(([name, value]) => `${name} = ${value}`)
  return values.length === 0 ? '' : `With ${values.join(', ')}: `
}
