import type { Failure } from '../../domain/facts.ts'
import type { GridPoint, StrategyDeclaration } from '../../domain/strategy.ts'
import type { IndexRange } from '../../math/splits/indexRange.ts'
import { assertRun } from '../assertRun.ts'
import { isFailure, predictionsOf } from '../predictionsOf.ts'
import { choose, FEWEST_TRADES } from './choose.ts'
import { inTurn } from './inTurn.ts'
import { planWalk, type Plan, type WalkForwardRequest } from './plan.ts'
import { report } from './report.ts'
import type { EvaluatedPoint, WalkForward } from './result.ts'
import { runPoint, type WindowRun } from './runPoint.ts'
import type { WindowFigures } from './windowResult.ts'

interface Trained {
  /** [point][fold] */
  readonly figures: readonly (readonly WindowFigures[])[]
  readonly kept: readonly EvaluatedPoint[]
}

/** Every point on every training window. Of a point, only its figures stay where somebody else takes the rest. */
async function train({ ground, grid, folds }: Plan, { onPoint, onProgress }: WalkForwardRequest): Promise<Trained | Failure> {
  const windows = folds.map((fold) => fold.train)
  let done = 0
  const trained = await inTurn(grid, async (point) => {
    const runs = await runPoint(ground, point, windows)
    const { params } = point
    if ('stage' in runs) {
      onPoint?.(params, runs)
      return runs
    }
    const evaluated = runs.map(({ result }, fold) => ({ fold, window: 'train' as const, params, ...result }))
    onPoint?.(params, evaluated)
    onProgress?.(++done, grid.length)
    return { figures: runs.map(({ result: { sharpe, trades } }) => ({ sharpe, trades })), kept: onPoint === undefined ? evaluated : [] }
  })
  if ('stage' in trained) return trained
  return { figures: trained.map(({ figures }) => figures), kept: trained.flatMap(({ kept }) => kept) }
}

/** Each choice on the test window of its fold, by fold; only now does anything run there. */
async function judge({ ground, grid, folds }: Plan, chosen: readonly number[]): Promise<WindowRun[] | Failure> {
  const judged = new Map<number, WindowRun>()
  const used = [...new Set(chosen)]
  const foldsOf = (choice: number): number[] => chosen.flatMap((one, fold) => (one === choice ? [fold] : []))
  const windowsOf = (choice: number): IndexRange[] => foldsOf(choice).map((fold) => (folds[fold] as Plan['folds'][number]).test)
  const outcomes = await inTurn(used, (choice) => runPoint(ground, grid[choice] as GridPoint, windowsOf(choice)))
  if ('stage' in outcomes) return outcomes
  for (const [i, runs] of outcomes.entries()) {
    foldsOf(used[i] as number).forEach((fold, k) => judged.set(fold, runs[k] as WindowRun))
  }
  return folds.map((_, fold) => judged.get(fold) as WindowRun)
}

async function walk(plan: Plan, declaration: StrategyDeclaration, request: WalkForwardRequest): Promise<WalkForward> {
  const trained = await train(plan, request)
  if ('stage' in trained) return { ok: false, failure: trained, declaration }
  const chosen = plan.folds.map((_, fold) =>
    choose(
      trained.figures.map((runs) => runs[fold] as WindowFigures),
      request.fewestTrades ?? FEWEST_TRADES,
    ),
  )
  const judged = await judge(plan, chosen)
  if ('stage' in judged) return { ok: false, failure: judged, declaration }
  return report({ plan, declaration, trained: trained.figures, kept: trained.kept, chosen, judged })
}

/**
 * Walk-forward of a strategy (Pardo 2008, The Evaluation and Optimization of Trading Strategies, ch. 11): in each fold the point of its grid with
 * the highest daily Sharpe ratio in the training window is judged in the test window behind it. Every window starts flat and closes what is open at its end;
 * a strategy with one point is judged in the same windows. Neither smoke run nor causality test is repeated here: evaluateStrategy has them. A strategy that fails is a
 * value. @throws BadDataError for bars without usable prices, UsageError for engine settings, RangeError for a schedule out of range.
 */
export async function walkForwardStrategy(request: WalkForwardRequest): Promise<WalkForward> {
  assertRun(request.engine, request)
  const outcome = await walkDeclared(request)
  request.ledger(outcome)
  return outcome
}

async function walkDeclared(request: WalkForwardRequest): Promise<WalkForward> {
  const declared = await request.sandbox.declare(request.source)
  if (!declared.ok) return { ok: false, failure: declared.failure }
  const { declaration } = declared
  const predictions = await predictionsOf(declaration.needs, request)
  if (isFailure(predictions)) return { ok: false, failure: predictions, declaration }
  const plan = planWalk({ ...request, predictions }, declaration)
  if ('stage' in plan) return { ok: false, failure: plan, declaration }
  return walk(plan, declaration, request)
}
