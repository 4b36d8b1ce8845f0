/**
 * What a strategy may order at the close of a bar; it is carried out from the next bar's open on. `orderLong` and `orderShort` are entries
 * whose price, size or bracket stands in the run's order columns.
 */
export const ACTION = { hold: 0, enterLong: 1, enterShort: 2, exit: 3, orderLong: 4, orderShort: 5 } as const
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

/** An entry order beyond "at the market"; NaN is what was not said. One object, reused. */
export interface OrderTicket {
  /** Worst price to enter at. */
  limit: number
  /** Price that has to be reached, upwards for a long and downwards for a short, before the order is alive. */
  stop: number
  /** Bracket: prices of the position's stop-loss and target, in place of the declared exits. */
  stopLossPrice: number
  takeProfitPrice: number
  /** Share of the engine's own position size, 0 < size <= 1. */
  size: number
  /** Bars in which the order may be filled; 1 where not said. */
  bars: number
}

export const TICKET_FIELDS = [
  'limit',
  'stop',
  'stopLossPrice',
  'takeProfitPrice',
  'size',
  'bars',
] as const satisfies readonly (keyof OrderTicket)[]

/** Tickets as columns, one entry per bar, NaN where there is none; with the actions they are the whole of what was ordered. */
export type OrderColumns = Readonly<Record<keyof OrderTicket, Float64Array>>

/** Square-root impact: coefficient × volatility of a bar × √(order value / traded value of the bar), a fraction of the price. */
export interface MarketImpact {
  readonly coefficient: number
  /** Bars whose log returns give the volatility, the last one before the fill. */
  readonly lookbackBars: number
}

/** What trading costs, in basis points of the traded value, a side. Everything beyond the first two is free where it is not given. */
export interface Costs {
  /** Of every fill, unless the next two say otherwise. */
  readonly feeBps: number
  readonly slippageBps: number
  /** Of limit orders that waited, targets included. */
  readonly makerFeeBps?: number | undefined
  /** Of market and stop orders. */
  readonly takerFeeBps?: number | undefined
  /** Half of the distance between bid and ask; market and stop orders pay it. */
  readonly halfSpreadBps?: number | undefined
  readonly impact?: MarketImpact | undefined
  /** Largest fraction of a bar's volume that is ours; the rest of an order waits for the next bar. */
  readonly participation?: number | undefined
  /** Of a short position's value, a year of 365 days. */
  readonly borrowBpsPerYear?: number | undefined
}

/** Isolated margin: a position can lose what was put into it, and no more. */
export interface Margin {
  /** Position value over margin, >= 1. */
  readonly leverage: number
  /** Fraction of the position's value below which its margin must not fall. */
  readonly maintenanceFraction: number
  /** On top of the taker fee, of the liquidated value. */
  readonly liquidationFeeBps: number
}

/** What an exchange accepts; 0 or not given is anything. Quantities are rounded down, order prices away from the market. */
export interface LotRules {
  readonly quantityStep?: number | undefined
  readonly priceTick?: number | undefined
  /** Least value of an entry; a smaller one is dropped and counted. */
  readonly minNotional?: number | undefined
}

/** How much of `sizeFraction` goes into a position; all of it where not given. What these say is the position's value, of which its margin is a leverage-th. */
export type Sizing =
  /** target / realised volatility, at most 1; nothing while there are fewer than `lookbackBars` returns. */
  | { readonly kind: 'volatility_target'; readonly annualVolatility: number; readonly barsPerYear: number; readonly lookbackBars: number }
  /** `fraction` of mean / variance of the past trades' returns, at most `cap`, nothing where it is negative; `startFraction` before `minTrades`. */
  | { readonly kind: 'kelly'; readonly fraction: number; readonly cap: number; readonly minTrades: number; readonly startFraction: number }

/** How the engine turns orders into fills. */
export interface EngineSettings {
  readonly costs: Costs
  /** Account currency at the start. */
  readonly initialCash: number
  /** Fraction of equity put into a position, 0 < size <= 1; with leverage, its margin. */
  readonly sizeFraction: number
  readonly sizing?: Sizing | undefined
  readonly margin?: Margin | undefined
  readonly lots?: LotRules | undefined
  /** A silence longer than this is the end of a listing: positions are closed at the last price before it. A run that is not told takes a week (backtest/longestHalt.ts). */
  readonly longestHaltMs?: number | undefined
}

export const DEFAULT_ENGINE: EngineSettings = {
  costs: { feeBps: 10, slippageBps: 5 },
  initialCash: 10_000,
  sizeFraction: 1,
}
