export const STRATEGY_TYPES = ['pure_technical', 'hybrid_ml', 'pure_ml'] as const
export type StrategyType = (typeof STRATEGY_TYPES)[number]

/** The idea behind a strategy's entries; what `underexplored` counts by. */
export const STRATEGY_LOGICS = ['trend_following', 'mean_reversion', 'momentum', 'breakout', 'volatility', 'volume', 'ml_signal'] as const
export type StrategyLogic = (typeof STRATEGY_LOGICS)[number]

/** TypeScript text of one strategy class; `hash` is the SHA-256 of the text. */
export interface StrategySource {
  readonly text: string
  readonly hash: string
}

/** What a strategy class declares as `static needs`, after its defaults are filled in. */
export interface StrategyNeeds {
  /** Bars before the first decision; the engine raises it to what the indicators need. */
  readonly warmupBars: number
  /** Name in the strategy → [indicator name, parameters]. */
  readonly indicators: Readonly<Record<string, readonly [string, Readonly<Record<string, number>>]>>
  /** Name in the strategy → model id, such as `XGBoost_direction_v3`. */
  readonly models: Readonly<Record<string, string>>
}

/** What a strategy class declares as `static exits`; fractions of the entry price, e.g. 0.03 is 3 %. */
export interface StrategyExits {
  readonly stopLoss?: number | undefined
  readonly takeProfit?: number | undefined
  readonly trailingStop?: number | undefined
  readonly maxBarsHeld?: number | undefined
}

/** A strategy's declaration as read out of the sandbox. */
export interface StrategyDeclaration {
  readonly name: string
  readonly needs: StrategyNeeds
  readonly exits: StrategyExits
}
