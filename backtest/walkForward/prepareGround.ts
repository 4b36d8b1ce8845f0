import { barCount, firstBarAtOrAfter } from '../../domain/bars.ts'
import type { Failure } from '../../domain/facts.ts'
import { DEFAULT_ENGINE } from '../../domain/order.ts'
import type { GridPoint, StrategyDeclaration } from '../../domain/strategy.ts'
import type { EvaluationRequest } from '../evaluate.ts'
import { gridOf } from '../gridPoint.ts'
import { marketUntil } from '../marketUntil.ts'
import { missingModel } from '../missingModel.ts'
import { predictedFrom } from '../predictionsOf.ts'
import { copyUntil, slicePredictions, warmupOf } from '../prepare.ts'
import { sharedColumns, type Ground } from './ground.ts'

export type GroundRequest = Pick<
  EvaluationRequest,
  'sandbox' | 'source' | 'bars' | 'from' | 'to' | 'engine' | 'market' | 'predictions' | 'seed'
>

/** What all points of a grid are run on; `start` is the first bar at which the slowest of them is warm. */
export interface PreparedGround {
  readonly ground: Ground
  readonly grid: readonly [GridPoint, ...GridPoint[]]
  readonly start: number
}

/** Bars, predictions and market up to the window's end, and not beyond. */
export function prepareGround(request: GroundRequest, declaration: StrategyDeclaration): PreparedGround | Failure {
  const { bars, sandbox, source, seed } = request
  const missing = missingModel(declaration.needs, request.predictions, barCount(bars))
  if (missing !== undefined) return missing
  const end = request.to === undefined ? barCount(bars) : firstBarAtOrAfter(bars, request.to)
  const from = request.from === undefined ? 0 : firstBarAtOrAfter(bars, request.from)
  const grid = gridOf(declaration)
  const warm = grid.reduce((slowest, { needs }) => Math.max(slowest, warmupOf(needs)), predictedFrom(request.predictions ?? {}))
  const used = Object.fromEntries(Object.keys(declaration.needs.models).map((key) => [key, request.predictions?.[key] as Float64Array]))
  const ended = copyUntil(bars, end)
  const ground = {
    sandbox,
    source,
    bars: ended,
    predictions: slicePredictions(used, 0, end),
    engine: request.engine ?? DEFAULT_ENGINE,
    market: request.market && marketUntil(request.market, request.to ?? Infinity),
    columns: sharedColumns(ended),
    seed,
  }
  return { ground, grid, start: Math.min(end, Math.max(from, warm)) }
}
