import type { OrderColumns, OrderTicket } from '../domain/order.ts'

/** What `decide` is told about the open position; one object, reused from bar to bar. */
export interface PositionView {
  /** 1 long, -1 short, 0 flat. */
  side: number
  /** Slippage included; NaN while flat. */
  entryPrice: number
  /** Bars of the position that are complete, its first one included; 0 while flat. */
  barsHeld: number
  /** At the close, before the costs of closing; NaN while flat. */
  unrealizedReturn: number
}

/**
 * Asked at the close of a bar; answers with an ACTION. `orderLong` and `orderShort` are said together with `ticket`, all of whose
 * fields are then written; both objects are reused from bar to bar.
 */
export interface Decide {
  (index: number, position: PositionView, ticket: OrderTicket): number
  /**
   * For those who know beforehand: the first bar of [from, to) at which a flat account wishes anything, or `to`. Only there it is asked, then; the
   * bars between are as if it had answered "hold".
   */
  readonly seek?: ((from: number, to: number) => number) | undefined
}

/** Round trips as columns; only the first `count` entries of each are meant. */
export interface TradeColumns {
  count: number
  /** 1 long, -1 short. */
  readonly side: Float64Array
  readonly entryIndex: Float64Array
  readonly exitIndex: Float64Array
  /** Prices include slippage. */
  readonly entryPrice: Float64Array
  readonly exitPrice: Float64Array
  readonly quantity: Float64Array
  /** Of both sides. */
  readonly fees: Float64Array
  /** After fees. */
  readonly profit: Float64Array
  readonly equityAtEntry: Float64Array
  readonly barsHeld: Float64Array
  /** Place in EXIT_REASONS. */
  readonly reason: Float64Array
}

/** Result of one pass; every column has one entry per bar. */
export interface Simulation {
  /** At each close; 0 from the bar on at which the account was ruined. */
  readonly equity: Float64Array
  /** Side held in the bar, also where it was entered or left inside the bar: 1, -1 or 0. */
  readonly position: Int8Array
  /** What was ordered and heeded at each close, an ACTION. Replaying it gives the same simulation. */
  readonly actions: Uint8Array
  /** The tickets of `orderLong` and `orderShort`; undefined where there was none. */
  readonly orders: OrderColumns | undefined
  readonly trades: TradeColumns
  readonly feesPaid: number
  /** Sum over all fills of quantity × price. */
  readonly tradedValue: number
  /** Largest relative difference between the account's two books. */
  readonly maxResidual: number
  /** Funding received is negative. */
  readonly fundingPaid: number
  readonly borrowPaid: number
  /** Entries below the least order, or of size 0. */
  readonly ordersDropped: number
  /** Entries whose price was not reached in time. */
  readonly ordersExpired: number
  /** Bar at which the account was liquidated or nothing was left, or -1; it does not trade again. */
  readonly ruinedAt: number
}
