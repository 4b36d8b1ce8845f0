import type { ParamPoint } from '../../domain/strategy.ts'
import type { CommonOptions } from '../command.ts'
import type { EngineOptions } from './engineOptions.ts'
import type { MarketOptions } from './marketOptions.ts'

/** What `quantopia backtest` takes. */
export interface BacktestOptions extends CommonOptions, EngineOptions, MarketOptions {
  dataset?: string
  /** Several datasets, one account. */
  symbols?: string[]
  from?: string
  to?: string
  seed: number
  params?: ParamPoint
  trades?: string
  equity?: string
  maxPoints?: number
  grid?: boolean
  top?: number
  walkForward?: boolean
  trainDays?: number
  testDays?: number
  stepDays?: number
}
