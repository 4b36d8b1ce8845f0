import { barCount } from '../../domain/bars.ts'
import type { Failure } from '../../domain/facts.ts'
import { DEFAULT_ENGINE } from '../../domain/order.ts'
import type { GridPoint, StrategyDeclaration, StrategyNeeds } from '../../domain/strategy.ts'
import type { EvaluationRequest } from '../evaluate.ts'
import { gridOf } from '../gridPoint.ts'
import { engineOn } from '../longestHalt.ts'
import { windowData } from '../windowData.ts'
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

export function prepareGround(request: GroundRequest, declaration: StrategyDeclaration): PreparedGround | Failure {
  const { sandbox, source, seed } = request
  const grid = gridOf(declaration)
  const data = windowData(request, grid.map(({ needs }) => needs) as [StrategyNeeds, ...StrategyNeeds[]])
  if ('stage' in data) return data
  const { bars, predictions, market, tradeFrom } = data
  const engine = engineOn(request.engine ?? DEFAULT_ENGINE, bars)
  const ground = { sandbox, source, bars, predictions, engine, market, columns: sharedColumns(bars), seed }
  return { ground, grid, start: Math.min(barCount(bars), tradeFrom) }
}
