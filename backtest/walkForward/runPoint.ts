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

/** Bars that one call of the sandbox plays: its memory and its time grow with them. */
const MOST_BARS = 2_000_000

/** Windows in groups of no more than MOST_BARS, one window at least. */
function groups(windows: readonly IndexRange[]): IndexRange[][] {
  const parts: IndexRange[][] = []
  let bars = Infinity
  for (const window of windows) {
    const length = window.to - window.from
    if (bars + length > MOST_BARS) {
      parts.push([])
      bars = 0
    }
    parts.at(-1)?.push(window)
    bars += length
  }
  return parts
}

/** Runs one point of the grid on windows of the ground's bars, in few calls of the sandbox; each window starts flat and without memory. */
export async function runPoint(ground: Ground, point: GridPoint, windows: readonly IndexRange[]): Promise<WindowRun[] | Failure> {
  const runs: WindowRun[] = []
  for (const group of groups(windows)) {
    const played = await playWindows(ground, point, group)
    if ('stage' in played) return played
    for (const [i, orders] of played.entries()) {
      const result = windowResult(ground, point, group[i] as IndexRange, orders)
      if ('stage' in result) return result
      runs.push({ orders, result })
    }
  }
  return runs
}

/** The orders of one point in each window, out of one call of the sandbox. */
export async function playWindows(ground: Ground, point: GridPoint, windows: readonly IndexRange[]): Promise<Ordered[] | Failure> {
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
  let at = 0
  return windows.map(({ from, to }) => cutOrders(outcome, at, (at += to - from)))
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
