import { barCount, sliceBars } from '../../domain/bars.ts'
import type { Failure } from '../../domain/facts.ts'
import type { Metrics } from '../../domain/metrics.ts'
import type { GridPoint, ParamPoint, StrategyDeclaration } from '../../domain/strategy.ts'
import type { IndexRange } from '../../math/splits/indexRange.ts'
import { dailyReturns, type DailyReturns } from '../../metrics/dailyReturns.ts'
import { summarize } from '../../metrics/summary.ts'
import { accountHistory } from '../account.ts'
import { accountFigures, type AccountFigures } from '../accountFigures.ts'
import { assertRun } from '../assertRun.ts'
import type { EvaluationRequest } from '../evaluate.ts'
import { isFailure, predictionsOf } from '../predictionsOf.ts'
import type { Ground } from '../walkForward/ground.ts'
import { inTurn } from '../walkForward/inTurn.ts'
import { prepareGround } from '../walkForward/prepareGround.ts'
import { playWindows } from '../walkForward/runPoint.ts'
import { simulateWindow } from '../walkForward/windowResult.ts'
import { FEWEST_BARS, tooFewBars } from '../windowData.ts'

/** One point of a strategy's grid on the whole window. */
export interface GridFigures {
  readonly params: ParamPoint
  readonly metrics: Metrics
  readonly account: AccountFigures
}

/** One point that was run, and what came of it. */
export type GridLook =
  | { readonly ok: true; readonly params: ParamPoint; readonly figures: GridFigures; readonly daily: DailyReturns }
  | { readonly ok: false; readonly params: ParamPoint; readonly failure: Failure }

export interface GridRequest extends Omit<EvaluationRequest, 'params' | 'ledger' | 'checkDeclaration'> {
  /** Told of each point as soon as it has run, before anybody else hears of it: each is a trial, whatever came of it. Its daily returns are not kept. */
  readonly ledger: (look: GridLook) => void
  /** Told how many points have been run. */
  readonly onProgress?: ((done: number, count: number) => void) | undefined
}

export type GridOutcome =
  | {
      readonly ok: true
      readonly declaration: StrategyDeclaration
      /** First bar that figures count from, the same for all points, ms UTC. */
      readonly from: number
      /** In the order of the grid: the defaults, then in that of the declaration. */
      readonly points: readonly GridFigures[]
    }
  | { readonly ok: false; readonly failure: Failure }

interface Scored {
  readonly figures: GridFigures
  readonly daily: DailyReturns
}

async function runOne(
  ground: Ground,
  point: GridPoint,
  window: IndexRange,
  timeframe: EvaluationRequest['timeframe'],
): Promise<Scored | Failure> {
  const played = await playWindows(ground, point, [window])
  if ('stage' in played) return played
  const [orders] = played
  if (orders === undefined) throw new Error('One window was played and none came back: this is a bug in the grid.')
  const simulation = simulateWindow(ground, point, window, orders)
  if ('stage' in simulation) return simulation
  const { engine, market } = ground
  const bars = sliceBars(ground.bars, window.from, window.to)
  const history = accountHistory(simulation, bars, 0, timeframe, engine.initialCash)
  const liquidatedAt = simulation.ruinedAt < 0 ? undefined : (bars.time[simulation.ruinedAt] as number)
  const account = accountFigures(simulation, engine, market.funding !== undefined, liquidatedAt)
  const daily = dailyReturns(history.time, history.equity, engine.initialCash)
  return { figures: { params: point.params, metrics: summarize(history), account }, daily }
}

async function runAll(request: GridRequest): Promise<GridOutcome> {
  const declared = await request.sandbox.declare(request.source)
  if (!declared.ok) return { ok: false, failure: declared.failure }
  const { declaration } = declared
  const predictions = await predictionsOf(declaration.needs, request)
  if (isFailure(predictions)) return { ok: false, failure: predictions }
  const prepared = prepareGround({ ...request, predictions }, declaration)
  if ('stage' in prepared) return { ok: false, failure: prepared }
  const { ground, grid, start } = prepared
  const window = { from: start, to: barCount(ground.bars) }
  if (window.to - window.from < FEWEST_BARS) {
    const left = `${window.to - window.from} are left where the slowest combination is warm, and ${FEWEST_BARS} is the least.`
    return { ok: false, failure: tooFewBars(left) }
  }
  let done = 0
  const points = await inTurn(grid, async (point) => {
    const scored = await runOne(ground, point, window, request.timeframe)
    const { params } = point
    request.ledger('stage' in scored ? { ok: false, params, failure: scored } : { ok: true, params, ...scored })
    if ('stage' in scored) return scored
    request.onProgress?.(++done, grid.length)
    return scored.figures
  })
  if ('stage' in points) return { ok: false, failure: points }
  return { ok: true, declaration, from: ground.bars.time[start] as number, points }
}

/**
 * Every combination of a strategy's parameters on the same bars, from where the slowest of them is warm; figures alone are kept, so that memory does not grow with
 * bars × combinations. Neither smoke run nor causality test is repeated here: evaluateStrategy has them. A strategy that fails is a value.
 * @throws BadDataError for bars or a market that cannot be used, UsageError for engine settings.
 */
export async function runGrid(request: GridRequest): Promise<GridOutcome> {
  assertRun(request.engine, request)
  return runAll(request)
}
