/** What a strategy may order at the close of a bar; it is carried out at the next bar's open. */
export const ACTION = { hold: 0, enterLong: 1, enterShort: 2, exit: 3 } as const
export type Action = (typeof ACTION)[keyof typeof ACTION]

export type Side = 'long' | 'short'

export const EXIT_REASONS = ['signal', 'stop_loss', 'take_profit', 'trailing_stop', 'max_bars_held', 'end_of_data', 'liquidation'] as const
export type ExitReason = (typeof EXIT_REASONS)[number]

/** One round trip. Prices include slippage; `fees` and `profit` are in the account's currency. */
export interface Trade {
  readonly side: Side
  readonly entryIndex: number
  readonly exitIndex: number
  readonly entryTime: number
  readonly exitTime: number
  readonly entryPrice: number
  readonly exitPrice: number
  readonly quantity: number
  readonly fees: number
  /** After fees. */
  readonly profit: number
  /** Profit over the equity at entry, a fraction. */
  readonly return: number
  readonly barsHeld: number
  readonly exitReason: ExitReason
}

/** What trading costs, in basis points of the traded value, a side. */
export interface Costs {
  readonly feeBps: number
  readonly slippageBps: number
}

/** How the engine turns orders into fills. */
export interface EngineSettings {
  readonly costs: Costs
  /** Account currency at the start. */
  readonly initialCash: number
  /** Fraction of equity put into a position, 0 < size <= 1. */
  readonly sizeFraction: number
}

export const DEFAULT_ENGINE: EngineSettings = {
  costs: { feeBps: 10, slippageBps: 5 },
  initialCash: 10_000,
  sizeFraction: 1,
}
