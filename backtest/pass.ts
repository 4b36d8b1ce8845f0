import type { Bars } from '../domain/bars.ts'
import type { EngineSettings } from '../domain/order.ts'
import type { StrategyExits } from '../domain/strategy.ts'
import { newView } from './positionView.ts'
import type { PositionView, Simulation, TradeColumns } from './simulation.ts'
import { newColumns } from './tradeColumns.ts'

/** Everything that changes while the bars go by. */
export interface Account {
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
export interface Rules {
  fee: number
  slippage: number
  sizeFraction: number
  stopLoss: number
  takeProfit: number
  trailingStop: number
  maxBarsHeld: number
  /** Whether a price inside a bar can end a long position. */
  guarded: boolean
}

/** One pass over the bars. */
export interface Pass {
  readonly bars: Bars
  readonly rules: Rules
  readonly account: Account
  readonly view: PositionView
  readonly equity: Float64Array
  readonly position: Int8Array
  readonly actions: Uint8Array
  trades: TradeColumns
  /** An ACTION to be carried out at the next open, or 0. */
  pending: number
  pendingReason: number
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
    guarded: (exits.stopLoss ?? exits.takeProfit ?? exits.trailingStop) !== undefined,
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

/** Before the first bar. */
export function newPass(bars: Bars, engine: EngineSettings, exits: StrategyExits): Pass {
  const { length } = bars.close
  return {
    bars,
    rules: rulesOf(engine, exits),
    account: newAccount(engine.initialCash),
    view: newView(),
    equity: new Float64Array(length),
    position: new Int8Array(length),
    actions: new Uint8Array(length),
    // Empty, so that code which makes room is run by the first trade: V8 throws optimised code away where it meets a call that was never made before.
    trades: newColumns(0),
    pending: 0,
    pendingReason: 0,
  }
}

/** After the last one. */
export function outcomeOf({ account, equity, position, actions, trades }: Pass): Simulation {
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
