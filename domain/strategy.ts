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

/** One value for each parameter that a strategy declares; empty for a strategy that declares none. */
export type ParamPoint = Readonly<Record<string, number>>

/** What the strategy needs, and leaves by, at one point of its grid. */
export interface GridPoint {
  readonly params: ParamPoint
  readonly needs: StrategyNeeds
  readonly exits: StrategyExits
}

/** What a strategy class declares as `static params`. */
export interface StrategyParams {
  /** Name → the values to choose from, in the order in which they were declared. */
  readonly values: Readonly<Record<string, readonly number[]>>
  /** Every combination of the values; first the defaults, then in the order of the values, the last name turning fastest. */
  readonly grid: readonly [GridPoint, ...GridPoint[]]
}

/** A strategy's declaration as read out of the sandbox; `needs` and `exits` are those at the defaults of its parameters. */
export interface StrategyDeclaration {
  readonly name: string
  readonly needs: StrategyNeeds
  readonly exits: StrategyExits
  /** Absent where the class declares none. */
  readonly params?: StrategyParams | undefined
}
