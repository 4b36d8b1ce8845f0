import type { Bars } from '../../../domain/bars.ts'
import type { EngineSettings } from '../../../domain/order.ts'
import type { Combination, SweepColumns } from '../combination.ts'
import { wishOf } from './plainRules.ts'

/** `closeFill` written for clarity, longs only: equity at every close, and how many positions were opened. */
export function plainCloseFill(
  bars: Bars,
  columns: SweepColumns,
  combination: Combination,
  { costs, initialCash, sizeFraction }: EngineSettings,
  tradeFrom: number,
): { equity: number[]; trades: number } {
  const fee = costs.feeBps / 10_000
  const slippage = costs.slippageBps / 10_000
  const { stopLoss = Infinity, takeProfit = Infinity, trailingStop = Infinity, maxBarsHeld = Infinity } = combination.exits ?? {}
  let [cash, quantity, entryPrice, entryBar, best, trades] = [initialCash, 0, 0, 0, 0, 0]
  const sell = (price: number): void => {
    cash += quantity * price * (1 - fee)
    quantity = 0
  }
  const equity = Array.from(bars.close, (close, t) => {
    const [open, high, low] = [bars.open[t], bars.high[t], bars.low[t]] as [number, number, number]
    const before = quantity
    if (quantity > 0) {
      const stop = Math.max(entryPrice * (1 - stopLoss), best * (1 - trailingStop))
      const target = entryPrice * (1 + takeProfit)
      if (open < target && low <= stop) sell(Math.min(open, stop) * (1 - slippage))
      else if (high >= target) sell(target)
      best = Math.max(best, high)
    }
    if (t >= tradeFrom && quantity === before) {
      const wish = wishOf(combination, columns, t, quantity > 0 ? 1 : 0)
      if (wish === 1) {
        const spend = sizeFraction * cash
        entryPrice = close * (1 + slippage)
        quantity = spend / (1 + fee) / entryPrice
        cash -= spend
        entryBar = t
        best = entryPrice
        trades++
      } else if (wish === 3 || (quantity > 0 && t - entryBar >= maxBarsHeld)) {
        sell(close * (1 - slippage))
      }
    }
    return cash + quantity * close
  })
  return { equity, trades }
}
