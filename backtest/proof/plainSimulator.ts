import type { Bars } from '../../domain/bars.ts'
import type { EngineSettings, ExitReason } from '../../domain/order.ts'
import type { StrategyExits } from '../../domain/strategy.ts'

interface Held {
  side: 1 | -1
  units: number
  since: number
  entryPrice: number
  moneyBefore: number
  best: number
}
export interface PlainTrade {
  side: number
  entryIndex: number
  exitIndex: number
  entryPrice: number
  exitPrice: number
  profit: number
  barsHeld: number
  reason: ExitReason
}
interface Level {
  reason: ExitReason
  price: number
  kind: 'stop' | 'limit'
}

/**
 * The rules of docs/engine.md once more, written for the eye and not for speed: levels as a list, the bar as a path of prices that is
 * walked leg by leg, profit as the difference of money before and after. The kernel has to agree with it.
 */
export function plainSimulate(bars: Bars, engine: EngineSettings, exits: StrategyExits, tradeFrom: number, wishes: ArrayLike<number>) {
  const fee = engine.costs.feeBps / 10_000
  const slip = engine.costs.slippageBps / 10_000
  const last = bars.close.length - 1
  const trades: PlainTrade[] = []
  const equity: number[] = []
  const sides: number[] = []
  const account: { money: number; held: Held | null; ruined: boolean } = { money: engine.initialCash, held: null, ruined: false }
  const price = (column: 'open' | 'high' | 'low' | 'close', i: number): number => bars[column][i] as number
  let order: { do: 'buy' | 'sell_short' } | { do: 'leave'; reason: ExitReason } | null = null

  const worse = (price: number, buying: boolean): number => (buying ? price * (1 + slip) : price * (1 - slip))

  const open = (side: 1 | -1, i: number): void => {
    const paid = worse(price('open', i), side === 1)
    const units = (account.money * engine.sizeFraction) / (paid * (1 + fee))
    const moneyBefore = account.money
    account.money -= side * units * paid + units * paid * fee
    account.held = { side, units, since: i, entryPrice: paid, moneyBefore, best: paid }
  }
  const shut = (h: Held, i: number, exitPrice: number, barsHeld: number, reason: ExitReason): void => {
    account.money += h.side * h.units * exitPrice - h.units * exitPrice * fee
    account.held = null
    if (reason === 'liquidation' || account.money <= 0) {
      account.money = 0
      account.ruined = true
    }
    const { side, since: entryIndex, entryPrice, moneyBefore } = h
    trades.push({ side, entryIndex, exitIndex: i, entryPrice, exitPrice, profit: account.money - moneyBefore, barsHeld, reason })
  }
  const levelsOf = (h: Held): Level[] => {
    const levels: Level[] = []
    const { side } = h
    if (exits.stopLoss !== undefined) levels.push({ reason: 'stop_loss', kind: 'stop', price: h.entryPrice * (1 - side * exits.stopLoss) })
    if (exits.trailingStop !== undefined) {
      levels.push({ reason: 'trailing_stop', kind: 'stop', price: h.best * (1 - side * exits.trailingStop) })
    }
    if (side === -1) levels.push({ reason: 'liquidation', kind: 'stop', price: account.money / h.units / (1 + fee) / (1 + slip) })
    if (exits.takeProfit !== undefined) {
      levels.push({ reason: 'take_profit', kind: 'limit', price: h.entryPrice * (1 + side * exits.takeProfit) })
    }
    return levels
  }
  /** First level met on the way from one price to another; where the way starts beyond a level already, that level, at the start. */
  const met = (h: Held, levels: Level[], from: number, to: number): { level: Level; at: number } | null => {
    const beyond = (level: Level, now: number): boolean => {
      const upward = (level.kind === 'limit') === (h.side === 1)
      return upward ? now >= level.price : now <= level.price
    }
    const crossed = levels.filter((level) => beyond(level, from) || beyond(level, to))
    const distance = (level: Level): number => (beyond(level, from) ? -1 : Math.abs(level.price - from))
    // A level gapped through by more is the one that was nearer to the price before the gap; of equals, the first in the list.
    crossed.sort((a, b) => distance(a) - distance(b) || (h.side === 1 ? b.price - a.price : a.price - b.price))
    const level = crossed[0]
    return level === undefined ? null : { level, at: beyond(level, from) ? from : level.price }
  }
  const live = (h: Held, i: number): void => {
    const start = price('open', i)
    const low = Math.min(price('low', i), start, price('close', i))
    const high = Math.max(price('high', i), start, price('close', i))
    const [near, far] = h.side === 1 ? [low, high] : [high, low]
    const levels = levelsOf(h)
    const hit = met(h, levels, start, start) ?? met(h, levels, start, near) ?? met(h, levels, near, far)
    if (hit !== null) {
      const exitPrice = hit.level.kind === 'limit' ? hit.level.price : worse(hit.at, h.side === -1)
      shut(h, i, exitPrice, i - h.since + 1, hit.level.reason)
    } else h.best = h.side === 1 ? Math.max(h.best, high) : Math.min(h.best, low)
  }
  const carryOut = (i: number): void => {
    const h = account.held
    if (order?.do === 'leave' && h !== null) shut(h, i, worse(price('open', i), h.side === -1), i - h.since, order.reason)
    if (order?.do === 'buy') open(1, i)
    if (order?.do === 'sell_short') open(-1, i)
    order = null
  }
  const decide = (i: number): void => {
    const h = account.held
    if (i < tradeFrom || i === last || account.ruined) return
    const wish = wishes[i]
    if (h === null) order = wish === 1 ? { do: 'buy' } : wish === 2 ? { do: 'sell_short' } : null
    else if (wish === 3) order = { do: 'leave', reason: 'signal' }
    else if (i - h.since + 1 >= (exits.maxBarsHeld ?? Infinity)) order = { do: 'leave', reason: 'max_bars_held' }
  }

  for (let i = 0; i <= last; i++) {
    carryOut(i)
    sides.push(account.held?.side ?? 0)
    if (account.held !== null) live(account.held, i)
    const h = account.held
    if (h !== null && i === last) shut(h, i, worse(price('close', i), h.side === -1), i - h.since + 1, 'end_of_data')
    equity.push(account.money + (account.held === null ? 0 : account.held.side * account.held.units * price('close', i)))
    decide(i)
  }
  return { trades, equity, sides }
}
