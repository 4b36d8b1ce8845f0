import { barCount, type Bars } from '../../domain/bars.ts'
import { assertTradable } from '../assertTradable.ts'

/**
 * How far the prices of a market are known to be finite and positive. To read a million bars once more costs as much as a combination does: so
 * where it looks for its stops, it has looked at the prices, and what it passes over is looked at just before that, or in the end.
 */
export interface PriceCheck {
  readonly bars: Bars
  /** Those before it are good. */
  next: number
}

/** @param next bar before which the prices were looked at elsewhere */
export function priceCheck(bars: Bars, next = 0): PriceCheck {
  return { bars, next }
}

/** Looks at the bars before `to` that were not looked at yet. @throws BadDataError as assertTradable. */
export function checkPrices(check: PriceCheck, to: number): void {
  if (to <= check.next) return
  const { open, high, low, close } = check.bars
  for (const column of [open, high, low, close]) {
    if (arePrices(column, check.next, to)) continue
    assertTradable(check.bars)
    break
  }
  check.next = to
}

export function checkAllPrices(bars: Bars): void {
  checkPrices(priceCheck(bars), barCount(bars))
}

/** Four at once, a quarter of assertTradable's time; false also for prices whose sum overflows, which are left to the other. */
function arePrices(column: Float64Array, from: number, to: number): boolean {
  let i = from
  for (; i + 3 < to; i += 4) {
    const a = column[i] as number
    const b = column[i + 1] as number
    const c = column[i + 2] as number
    const d = column[i + 3] as number
    if (!(a > 0 && b > 0 && c > 0 && d > 0 && a + b + c + d < Infinity)) return false
  }
  for (; i < to; i++) if (!((column[i] as number) > 0 && (column[i] as number) < Infinity)) return false
  return true
}
