import { settle, type Book } from './book.ts'

/** Marks a long position without stops at the closes of [from, to): the loop that a sweep spends its time in. */
export function holdFreely(book: Book, close: Float64Array, periodEnd: Int32Array, from: number, to: number): void {
  const { cash, quantity, curve } = book
  let { peak, deepest } = book
  let floor = peak * (1 - deepest)
  for (let start = from; start < to;) {
    const end = periodEnd[start] as number
    const stop = end < to ? end + 1 : to
    let equity = 0
    for (let i = start; i < stop; i++) {
      equity = cash + quantity * (close[i] as number)
      if (equity > peak) {
        peak = equity
        floor = peak * (1 - deepest)
      } else if (equity < floor) {
        floor = equity
        deepest = 1 - equity / peak
      }
      if (curve !== undefined) curve[i] = equity
    }
    if (end < to) settle(book, equity)
    start = stop
  }
  book.peak = peak
  book.deepest = deepest
}

/** As `holdFreely` where every bar is a period of its own. */
export function holdFreelyPerBar(book: Book, close: Float64Array, from: number, to: number): void {
  const { cash, quantity, curve } = book
  let { peak, deepest, before, sum, squares } = book
  let floor = peak * (1 - deepest)
  for (let i = from; i < to; i++) {
    const equity = cash + quantity * (close[i] as number)
    const change = equity / before - 1
    sum += change
    squares += change * change
    before = equity
    if (equity > peak) {
      peak = equity
      floor = peak * (1 - deepest)
    } else if (equity < floor) {
      floor = equity
      deepest = 1 - equity / peak
    }
    if (curve !== undefined) curve[i] = equity
  }
  book.peak = peak
  book.deepest = deepest
  book.before = before
  book.sum = sum
  book.squares = squares
}
