import type { Book } from './book.ts'
import type { Periods } from './periods.ts'

/** Marks the open position at the closes of [from, to): the loop that a sweep spends its time in, hence `mark` written out. */
export function markHeld(book: Book, close: Float64Array, { ends }: Periods, from: number, to: number): void {
  const { cash, curve } = book
  const quantity = book.side * book.quantity
  let { period, periodEnd, before, sum, squares, peak, deepest } = book
  let floor = peak * (1 - deepest)
  for (let i = from; i < to; i++) {
    const equity = cash + quantity * (close[i] as number)
    if (curve !== undefined) curve[i] = equity
    if (equity > peak) {
      peak = equity
      floor = peak * (1 - deepest)
    } else if (equity < floor) {
      floor = equity
      deepest = 1 - equity / peak
    }
    if (i < periodEnd) continue
    const change = equity / before - 1
    sum += change
    squares += change * change
    before = equity
    period++
    periodEnd = ends === undefined ? i + 1 : (ends[period] ?? i)
  }
  book.period = period
  book.periodEnd = periodEnd
  book.before = before
  book.sum = sum
  book.squares = squares
  book.peak = peak
  book.deepest = deepest
}
