import type { MarketData } from '../../domain/market.ts'
import type { EngineSettings, Sizing } from '../../domain/order.ts'
import type { StrategyExits } from '../../domain/strategy.ts'

/** The settings of an account as fractions, none in basis points; what was not given is 0 where it costs, and infinite where it limits. */
export interface Terms {
  readonly maker: number
  readonly taker: number
  /** Slippage and half the spread. */
  readonly slip: number
  readonly impact: number
  readonly impactLookback: number
  /** Fraction of a bar's volume, or Infinity. */
  readonly participation: number
  readonly borrowPerMs: number
  readonly quantityStep: number
  readonly priceTick: number
  readonly minNotional: number
  readonly sizeFraction: number
  readonly sizing: Sizing | undefined
  readonly isolated: boolean
  readonly leverage: number
  readonly maintenance: number
  readonly liquidationFee: number
  readonly longestHaltMs: number
}

export interface ExitRules {
  readonly stopLoss: number
  readonly takeProfit: number
  readonly trailingStop: number
  readonly maxBarsHeld: number
}

const YEAR_MS = 365 * 86_400_000

export function termsOf({ costs, sizeFraction, sizing, margin, lots, longestHaltMs }: EngineSettings): Terms {
  return {
    maker: (costs.makerFeeBps ?? costs.feeBps) / 10_000,
    taker: (costs.takerFeeBps ?? costs.feeBps) / 10_000,
    slip: (costs.slippageBps + (costs.halfSpreadBps ?? 0)) / 10_000,
    impact: costs.impact?.coefficient ?? 0,
    impactLookback: costs.impact?.lookbackBars ?? 0,
    participation: costs.participation ?? Infinity,
    borrowPerMs: (costs.borrowBpsPerYear ?? 0) / 10_000 / YEAR_MS,
    quantityStep: lots?.quantityStep ?? 0,
    priceTick: lots?.priceTick ?? 0,
    minNotional: lots?.minNotional ?? 0,
    sizeFraction,
    sizing,
    isolated: margin !== undefined,
    leverage: margin?.leverage ?? 1,
    maintenance: margin?.maintenanceFraction ?? 0,
    liquidationFee: (margin?.liquidationFeeBps ?? 0) / 10_000,
    longestHaltMs: longestHaltMs ?? Infinity,
  }
}

export function exitRulesOf(exits: StrategyExits): ExitRules {
  return {
    stopLoss: exits.stopLoss ?? Infinity,
    takeProfit: exits.takeProfit ?? Infinity,
    trailingStop: exits.trailingStop ?? Infinity,
    maxBarsHeld: exits.maxBarsHeld ?? Infinity,
  }
}

/** Whether anything is asked for that the plain kernel, market orders at one fee and one slippage, leaves out. */
export function needsDetail(engine: EngineSettings, market: MarketData): boolean {
  const { feeBps: _fee, slippageBps: _slippage, ...costs } = engine.costs
  const more: unknown[] = [
    ...Object.values(costs),
    engine.sizing,
    engine.margin,
    engine.lots,
    engine.longestHaltMs,
    ...(Object.values(market) as unknown[]),
  ]
  return more.some((given) => given !== undefined)
}
