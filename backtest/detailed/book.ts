import type { Bars } from '../../domain/bars.ts'
import type { MarketData } from '../../domain/market.ts'
import type { TradeColumns } from '../simulation.ts'
import { newColumns } from '../tradeColumns.ts'
import { exitRulesOf, type ExitRules } from './terms.ts'
import type { StrategyExits } from '../../domain/strategy.ts'

/** One balance for every book. */
export interface Account {
  readonly books: Book[]
  cash: number
  /** Cash when no book last had a position, and what trades have made since: the second way to know the equity. */
  base: number
  settled: number
  /** Largest equity since then. */
  peak: number
  ruined: boolean
  feesPaid: number
  tradedValue: number
  fundingPaid: number
  borrowPaid: number
  ordersDropped: number
  ordersExpired: number
  maxResidual: number
  /** Of the closed trades' returns on their value at entry: how many, their mean, and the sum of squared distances from it (Welford 1962). */
  tradeCount: number
  returnMean: number
  returnSquares: number
}

/** Position, working orders and place in time of one symbol. */
export interface Book {
  readonly bars: Bars
  readonly market: MarketData
  readonly exits: ExitRules
  /** Usual distance of two bars, ms. */
  readonly step: number
  /** The bar it is in, and the next of each series of its market. */
  t: number
  fundingAt: number
  finerAt: number
  markAt: number
  /** Mark prices of this bar; NaN where there are none. */
  markOpen: number
  markHigh: number
  markLow: number
  /** Quantity that may still be traded in this bar. */
  room: number
  /** Last price seen. */
  last: number
  /** Liquidated: not traded again. */
  stoppedAt: number

  /** 1 long, -1 short, 0 flat; the rest describes the open position and is stale while flat. */
  side: number
  quantity: number
  /** Quantity-weighted, slippage included. */
  entryPrice: number
  entryIndex: number
  /** Bar after whose open the position was opened; stale where it was opened at one. */
  insideOf: number
  /** Equity when the position was opened. */
  equityAtEntry: number
  /** Money set aside for the open quantity, and funding and borrow paid on it. */
  margin: number
  openCarry: number
  /** Of the trade so far, partial exits included. */
  carry: number
  fees: number
  realised: number
  /** Losses beyond what could be lost. */
  forgiven: number
  enteredQuantity: number
  enteredValue: number
  leftValue: number
  /** Best price since the entry, for the trailing stop. */
  best: number
  stop: number
  target: number
  bracketStop: number
  bracketTarget: number
  /** A market exit that is under way: a bar's volume was too small for all of it. */
  leaving: boolean
  leavingReason: number

  /** Side of the working entry order, or 0. */
  want: number
  limit: number
  trigger: number
  size: number
  orderedStop: number
  orderedTarget: number
  /** Money left to spend, fee included; NaN before the first attempt. */
  budget: number
  /** Last bar in which it may be filled. */
  until: number
  /** The order has waited in the market: it is filled at its own price. */
  resting: boolean

  trades: TradeColumns
}

export function newAccount(cash: number): Account {
  // NaN first, where fractions follow: fields are stored as doubles throughout.
  return {
    books: [],
    cash,
    base: cash,
    settled: 0,
    peak: cash,
    ruined: false,
    feesPaid: 0,
    tradedValue: 0,
    fundingPaid: 0,
    borrowPaid: 0,
    ordersDropped: 0,
    ordersExpired: 0,
    maxResidual: 0,
    tradeCount: 0,
    returnMean: 0,
    returnSquares: 0,
  }
}

function smallestStep(time: Float64Array): number {
  let step = Infinity
  for (let i = 1; i < time.length; i++) step = Math.min(step, (time[i] as number) - (time[i - 1] as number))
  return time.length < 2 ? 0 : step
}

export function newBook(bars: Bars, market: MarketData, exits: StrategyExits): Book {
  const none = NaN
  return {
    bars,
    market,
    exits: exitRulesOf(exits),
    step: smallestStep(bars.time),
    t: -1,
    fundingAt: 0,
    finerAt: 0,
    markAt: 0,
    markOpen: none,
    markHigh: none,
    markLow: none,
    room: none,
    last: none,
    stoppedAt: -1,
    side: 0,
    quantity: none,
    entryPrice: none,
    entryIndex: 0,
    insideOf: -1,
    equityAtEntry: none,
    margin: none,
    openCarry: none,
    carry: none,
    fees: none,
    realised: none,
    forgiven: none,
    enteredQuantity: none,
    enteredValue: none,
    leftValue: none,
    best: none,
    stop: none,
    target: none,
    bracketStop: none,
    bracketTarget: none,
    leaving: false,
    leavingReason: 0,
    want: 0,
    limit: none,
    trigger: none,
    size: none,
    orderedStop: none,
    orderedTarget: none,
    budget: none,
    until: none,
    resting: false,
    trades: newColumns(0),
  }
}

/** Cash and the positions of all books but one. */
export function equityWithout(account: Account, excepted: Book | undefined): number {
  let equity = account.cash
  for (const book of account.books) if (book.side !== 0 && book !== excepted) equity += book.side * book.quantity * book.last
  return equity
}

/** Cash and positions, each at the last price seen. */
export function equityOf(account: Account): number {
  return equityWithout(account, undefined)
}

/** Money that is in no position: neither spent, nor set aside as margin, nor a short's proceeds. */
export function freeMoney(account: Account): number {
  let free = account.cash
  for (const book of account.books) {
    if (book.side !== 0) free -= book.margin - book.openCarry - book.side * book.quantity * book.entryPrice
  }
  return free
}
