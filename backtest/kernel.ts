import type { Bars } from '../domain/bars.ts'
import type { MarketData } from '../domain/market.ts'
import type { ACTION, EngineSettings, OrderTicket } from '../domain/order.ts'
import type { StrategyExits } from '../domain/strategy.ts'
import { simulateDetailed } from './detailed/simulateDetailed.ts'
import { needsDetail } from './detailed/terms.ts'
import { copyTicket, newTicket } from './orderTicket.ts'
import { flatten, newView } from './positionView.ts'
import type { Decide, Simulation, TradeColumns } from './simulation.ts'
import { grow, newColumns } from './tradeColumns.ts'

// The file's own, though codes.ts has them too: an imported constant is looked up at every bar, which costs this loop a tenth.
const ENTER_LONG: (typeof ACTION)['enterLong'] = 1
const ENTER_SHORT: (typeof ACTION)['enterShort'] = 2
const EXIT: (typeof ACTION)['exit'] = 3

// Places in EXIT_REASONS.
const BY_SIGNAL = 0
const BY_STOP_LOSS = 1
const BY_TAKE_PROFIT = 2
const BY_TRAILING_STOP = 3
const BY_MAX_BARS_HELD = 4
const AT_END_OF_DATA = 5
const BY_LIQUIDATION = 6

const RESIDUAL_LIMIT = 1e-9

/** Everything that changes while the bars go by. */
interface Account {
  cash: number
  /** 1 long, -1 short, 0 flat; the rest describes the open position and is stale while flat. */
  side: number
  quantity: number
  entryIndex: number
  entryPrice: number
  entryFee: number
  /** Equity when the position was opened: what its profit is measured against. */
  base: number
  stop: number
  trail: number
  target: number
  /** Price at which closing a short leaves nothing. */
  liquidation: number
  feesPaid: number
  tradedValue: number
  maxResidual: number
  ruinedAt: number
}

/** Fractions, none in basis points; an exit that is not declared is infinitely far away. */
interface Rules {
  fee: number
  slippage: number
  sizeFraction: number
  stopLoss: number
  takeProfit: number
  trailingStop: number
  maxBarsHeld: number
}

/** Two books of one account must agree: cash and position on one side, equity at entry and profit on the other. */
function reconcile(account: Account, byCash: number, byProfit: number): void {
  const scale = Math.max(Math.abs(account.cash), Math.abs(byCash), account.base)
  const difference = Math.abs(byCash - byProfit)
  // Nothing new in nearly every bar, and then no division; NaN is not <= anything and goes on.
  if (difference <= account.maxResidual * scale) return
  const residual = difference / scale
  if (!(residual < RESIDUAL_LIMIT)) throw new Error(`Accounting residual ${residual}: this is a bug in the engine.`)
  account.maxResidual = residual
}

/** Opens a position at `price` before slippage. Fee and position together cost the fraction of equity, so cash stays >= 0. */
function enter(account: Account, rules: Rules, side: number, index: number, price: number): void {
  const spend = rules.sizeFraction * account.cash
  const fee = spend - spend / (1 + rules.fee)
  const entryPrice = price * (1 + side * rules.slippage)
  const value = spend - fee
  account.base = account.cash
  account.side = side
  account.quantity = value / entryPrice
  account.entryIndex = index
  account.entryPrice = entryPrice
  account.entryFee = fee
  account.cash += side > 0 ? -spend : value - fee
  account.feesPaid += fee
  account.tradedValue += value
  account.stop = entryPrice * (1 - side * rules.stopLoss)
  account.trail = entryPrice * (1 - side * rules.trailingStop)
  account.target = entryPrice * (1 + side * rules.takeProfit)
  account.liquidation = side > 0 ? 0 : account.cash / (account.quantity * (1 + rules.slippage) * (1 + rules.fee))
}

/** Closes the position at `price`, which has its slippage in it already, and writes the trade down. */
function leave(account: Account, rules: Rules, trades: TradeColumns, index: number, price: number, barsHeld: number, reason: number): void {
  const value = account.quantity * price
  const fee = value * rules.fee
  const profit = account.side * account.quantity * (price - account.entryPrice) - account.entryFee - fee
  account.cash += account.side * value - fee
  reconcile(account, account.cash, account.base + profit)
  // What a gap costs beyond the account is not the account's: it ends at nothing, never below.
  const ruined = reason === BY_LIQUIDATION || account.cash <= 0
  if (ruined) {
    account.cash = 0
    account.ruinedAt = index
  }
  const at = trades.count++
  trades.side[at] = account.side
  trades.entryIndex[at] = account.entryIndex
  trades.exitIndex[at] = index
  trades.entryPrice[at] = account.entryPrice
  trades.exitPrice[at] = price
  trades.quantity[at] = account.quantity
  trades.fees[at] = account.entryFee + fee
  trades.profit[at] = ruined ? -account.base : profit
  trades.equityAtEntry[at] = account.base
  trades.barsHeld[at] = barsHeld
  trades.reason[at] = reason
  account.feesPaid += fee
  account.tradedValue += value
  account.side = 0
}

/** Which of the stop levels a falling (long) or rising (short) price meets first. */
function nearestStop(account: Account): number {
  const { stop, trail, liquidation, side } = account
  if (side > 0) return trail > stop ? BY_TRAILING_STOP : BY_STOP_LOSS
  if (liquidation < stop && liquidation < trail) return BY_LIQUIDATION
  return trail < stop ? BY_TRAILING_STOP : BY_STOP_LOSS
}

function stopLevel(account: Account, reason: number): number {
  return reason === BY_LIQUIDATION ? account.liquidation : reason === BY_TRAILING_STOP ? account.trail : account.stop
}

/**
 * Stop, trailing stop, target and liquidation inside one bar, along the pessimistic path: the open comes first and decides
 * gaps; then, where the bar reaches both a stop and the target, the stop was first. Stops fill as market orders (the open where it
 * gapped through, slippage on top), the target as a limit order at its own price.
 */
function exitInside(account: Account, rules: Rules, trades: TradeColumns, bars: Bars, index: number): void {
  const open = bars.open[index] as number
  const close = bars.close[index] as number
  const side = account.side
  const barsHeld = index - account.entryIndex + 1
  const reason = nearestStop(account)
  const level = stopLevel(account, reason)
  const adverse = side > 0 ? Math.min(bars.low[index] as number, open, close) : Math.max(bars.high[index] as number, open, close)
  const favourable = side > 0 ? Math.max(bars.high[index] as number, open, close) : Math.min(bars.low[index] as number, open, close)
  const opensAtTarget = side * (open - account.target) >= 0
  if (!opensAtTarget && side * (adverse - level) <= 0) {
    const price = side > 0 ? Math.min(open, level) : Math.max(open, level)
    leave(account, rules, trades, index, price * (1 - side * rules.slippage), barsHeld, reason)
  } else if (side * (favourable - account.target) >= 0) {
    leave(account, rules, trades, index, account.target, barsHeld, BY_TAKE_PROFIT)
  } else if (rules.trailingStop !== Infinity) {
    // Only now: a bar's own extreme moves the level of the next bar, since whether it came before the low is unknown.
    const moved = favourable * (1 - side * rules.trailingStop)
    account.trail = side > 0 ? Math.max(account.trail, moved) : Math.min(account.trail, moved)
  }
}

function rulesOf(engine: EngineSettings, exits: StrategyExits): Rules {
  return {
    fee: engine.costs.feeBps / 10_000,
    slippage: engine.costs.slippageBps / 10_000,
    sizeFraction: engine.sizeFraction,
    stopLoss: exits.stopLoss ?? Infinity,
    takeProfit: exits.takeProfit ?? Infinity,
    trailingStop: exits.trailingStop ?? Infinity,
    maxBarsHeld: exits.maxBarsHeld ?? Infinity,
  }
}

function newAccount(cash: number): Account {
  // NaN first: the fields hold fractions from the start, so that they are stored as doubles throughout.
  const none = NaN
  return {
    cash,
    side: 0,
    quantity: none,
    entryIndex: 0,
    entryPrice: none,
    entryFee: none,
    base: cash,
    stop: none,
    trail: none,
    target: none,
    liquidation: none,
    feesPaid: 0,
    tradedValue: 0,
    maxResidual: 0,
    ruinedAt: -1,
  }
}

/** Gives the decisions made so far again, then the order that only the detailed kernel can carry out, and goes on asking. */
function resume(actions: Uint8Array, at: number, wish: number, ticket: OrderTicket, decide: Decide): Decide {
  const ordered = { ...ticket }
  return (index, position, into) => {
    if (index < at) return actions[index] as number
    if (index > at) return decide(index, position, into)
    copyTicket(ordered, into)
    return wish
  }
}

/**
 * Market orders at one fee and one slippage, all or nothing: what most runs are, and the fastest. An order with a ticket hands the run
 * over, from its beginning, to the detailed kernel.
 */
function simulatePlain(bars: Bars, engine: EngineSettings, exits: StrategyExits, tradeFrom: number, decide: Decide): Simulation {
  const { open, close } = bars
  const length = close.length
  const last = length - 1
  const rules = rulesOf(engine, exits)
  const account = newAccount(engine.initialCash)
  const equity = new Float64Array(length)
  const position = new Int8Array(length)
  const actions = new Uint8Array(length)
  const view = newView()
  const ticket = newTicket()
  let trades = newColumns(64)
  let pending = 0
  let pendingReason = BY_SIGNAL

  for (let t = 0; t < length; t++) {
    if (pending !== 0) {
      const price = open[t] as number
      if (pending === ENTER_LONG) enter(account, rules, 1, t, price)
      else if (pending === ENTER_SHORT) enter(account, rules, -1, t, price)
      else leave(account, rules, trades, t, price * (1 - account.side * rules.slippage), t - account.entryIndex, pendingReason)
      pending = 0
    }
    const mark = close[t] as number
    if (account.side !== 0) {
      position[t] = account.side
      exitInside(account, rules, trades, bars, t)
      if (account.side !== 0 && t === last) {
        leave(account, rules, trades, t, mark * (1 - account.side * rules.slippage), t - account.entryIndex + 1, AT_END_OF_DATA)
      }
    }
    if (trades.count === trades.side.length) trades = grow(trades)

    if (account.side === 0) {
      equity[t] = account.cash
      if (view.side !== 0) flatten(view)
    } else {
      const marked = account.cash + account.side * account.quantity * mark
      reconcile(account, marked, account.base + account.side * account.quantity * (mark - account.entryPrice) - account.entryFee)
      equity[t] = marked
      view.side = account.side
      view.entryPrice = account.entryPrice
      view.barsHeld = t - account.entryIndex + 1
      view.unrealizedReturn = account.side * (mark / account.entryPrice - 1)
    }

    if (t < tradeFrom || t === last || account.ruinedAt >= 0) continue
    const wish = decide(t, view, ticket)
    const heeded = account.side === 0 ? wish === ENTER_LONG || wish === ENTER_SHORT : wish === EXIT
    if (heeded) {
      actions[t] = wish
      pending = wish
      pendingReason = BY_SIGNAL
    } else if (wish > EXIT && account.side === 0) {
      return simulateDetailed(bars, engine, exits, tradeFrom, resume(actions, t, wish, ticket, decide), {})
    } else if (account.side !== 0 && t - account.entryIndex + 1 >= rules.maxBarsHeld) {
      pending = EXIT
      pendingReason = BY_MAX_BARS_HELD
    }
  }
  return {
    equity,
    position,
    actions,
    orders: undefined,
    trades,
    feesPaid: account.feesPaid,
    tradedValue: account.tradedValue,
    fundingPaid: 0,
    borrowPaid: 0,
    ordersDropped: 0,
    ordersExpired: 0,
    maxResidual: account.maxResidual,
    ruinedAt: account.ruinedAt,
  }
}

/**
 * What would have happened: one pass over the bars, by the rules of docs/engine.md.
 * `decide` is asked at the close of every bar from `tradeFrom` on, the last one excepted, and answers with an ACTION, which is
 * carried out from the next open on: flat, an entry is heeded; in a position, an exit. `position` and `ticket` are one object each, reused.
 * Bars have finite, positive prices (assertTradable); settings are in range (assertEngine).
 * @throws Error when the two books of the account disagree, which is a bug.
 */
export function simulate(
  bars: Bars,
  engine: EngineSettings,
  exits: StrategyExits,
  tradeFrom: number,
  decide: Decide,
  market: MarketData = {},
): Simulation {
  if (needsDetail(engine, market)) return simulateDetailed(bars, engine, exits, tradeFrom, decide, market)
  return simulatePlain(bars, engine, exits, tradeFrom, decide)
}
