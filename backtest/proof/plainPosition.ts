import type { EngineSettings, ExitReason, OrderTicket } from '../../domain/order.ts'
import type { StrategyExits } from '../../domain/strategy.ts'
import type { Bars } from '../../domain/bars.ts'
import type { MarketData } from '../../domain/market.ts'

export interface PlainLeg {
  bars: Bars
  market: MarketData
  exits: StrategyExits
  tradeFrom: number
  /** ACTION per bar; those with a ticket find it in `tickets`. */
  wishes: ArrayLike<number>
  tickets: readonly (Partial<OrderTicket> | undefined)[]
}
export interface PlainTrade {
  side: number
  entryIndex: number
  exitIndex: number
  quantity: number
  entryPrice: number
  exitPrice: number
  fees: number
  profit: number
  barsHeld: number
  reason: ExitReason
}
interface Fill {
  quantity: number
  price: number
}
export interface Position {
  side: 1 | -1
  since: number
  entries: Fill[]
  exits: Fill[]
  fees: number
  carry: number
  /** What the open quantity has paid for being held. */
  openCarry: number
  forgiven: number
  best: number
  bracket: Partial<OrderTicket>
  leaving: ExitReason | null
  /** Bar after whose open it was opened, or null. */
  insideOf: number | null
}
export interface EntryOrder {
  side: 1 | -1
  ticket: Partial<OrderTicket>
  lastBar: number
  budget: number | null
  isTriggered: boolean
  hasWaited: boolean
}
export interface Symbol {
  leg: PlainLeg
  t: number
  position: Position | null
  order: EntryOrder | null
  price: number
  room: number
  fundingSeen: number
  stopped: boolean
  trades: PlainTrade[]
  sides: number[]
}
export interface World {
  engine: EngineSettings
  cash: number
  symbols: Symbol[]
  dropped: number
  expired: number
  funding: number
  borrow: number
  returns: number[]
  ruined: boolean
}

const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0)
export const worth = (fills: Fill[]): number => sum(fills.map(({ quantity, price }) => quantity * price))
export const units = (fills: Fill[]): number => sum(fills.map(({ quantity }) => quantity))
export const open = (p: Position): number => units(p.entries) - units(p.exits)
export const average = (p: Position): number =>
  p.entries.length === 1 ? (p.entries[0] as Fill).price : worth(p.entries) / units(p.entries)
export const leverage = (w: World): number => w.engine.margin?.leverage ?? 1
/** Money that was put up for what is still open. */
export const margin = (w: World, p: Position): number => (open(p) * average(p)) / leverage(w)
export const value = (s: Symbol): number => (s.position === null ? 0 : s.position.side * open(s.position) * s.price)
export const equity = (w: World): number => w.cash + sum(w.symbols.map(value))

/** Rule 44. */
export function free(w: World): number {
  const held = w.symbols.flatMap(({ position }) => (position === null ? [] : [position]))
  return equity(w) - sum(held.map((p) => margin(w, p) - p.openCarry)) - unrealised(w)
}
function unrealised(w: World): number {
  return sum(w.symbols.map((s) => (s.position === null ? 0 : s.position.side * open(s.position) * (s.price - average(s.position)))))
}

export const fees = ({ engine: { costs } }: World) => ({
  taker: (costs.takerFeeBps ?? costs.feeBps) / 10_000,
  maker: (costs.makerFeeBps ?? costs.feeBps) / 10_000,
})
export const slip = ({ engine: { costs } }: World): number => (costs.slippageBps + (costs.halfSpreadBps ?? 0)) / 10_000

/** Standard deviation of the last `bars` log returns before the current bar; null where there are fewer. */
export function volatility(s: Symbol, bars: number): number | null {
  const closes = [...s.leg.bars.close.subarray(0, s.t)].slice(-bars - 1)
  if (closes.length < bars + 1) return null
  const returns = closes.slice(1).map((close, i) => Math.log(close / (closes[i] as number)))
  const mean = sum(returns) / bars
  return Math.sqrt(sum(returns.map((r) => (r - mean) ** 2)) / (bars - 1))
}

/** Rule 23. */
export function takerPrice(w: World, s: Symbol, at: number, isBuyer: boolean, orderValue: number): number {
  const { impact } = w.engine.costs
  const sigma = impact === undefined ? null : volatility(s, impact.lookbackBars)
  const barValue = (s.leg.bars.volume[s.t] as number) * at
  const moved =
    impact === undefined || sigma === null || orderValue === 0
      ? 0
      : Math.min(0.5, impact.coefficient * sigma * Math.sqrt(orderValue / barValue))
  const sign = isBuyer ? 1 : -1
  return at * (1 + sign * slip(w)) * (1 + sign * moved)
}

export const stepDown = (amount: number, step = 0): number => (step === 0 ? amount : Math.floor(amount / step + 1e-9) * step)
/** Rule 26: `wait` is the side of the market on which the order stands. */
export function tick(price: number, step: number | undefined, wait: 'above' | 'below'): number {
  if (step === undefined || step === 0 || !Number.isFinite(price)) return price
  return wait === 'below' ? Math.floor(price / step + 1e-9) * step : Math.ceil(price / step - 1e-9) * step
}
