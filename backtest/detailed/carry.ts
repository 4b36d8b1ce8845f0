import type { Account, Book } from './book.ts'
import type { Terms } from './terms.ts'

function pay(account: Account, book: Book, amount: number): void {
  account.cash -= amount
  book.carry += amount
  book.openCarry += amount
}

/** Funding of every stamp before `until` (ms) on the position as it is now, at `price`: a long pays a positive rate, a short gets it. */
export function payFunding(account: Account, book: Book, until: number, price: number): void {
  const { funding } = book.market
  if (funding === undefined) return
  while (book.fundingAt < funding.time.length && (funding.time[book.fundingAt] as number) < until) {
    if (book.side !== 0) {
      const amount = book.side * book.quantity * price * (funding.rate[book.fundingAt] as number)
      pay(account, book, amount)
      account.fundingPaid += amount
    }
    book.fundingAt++
  }
}

/** A short's borrow fee for the time until the next bar, on its value at the open; before a halt, at whose beginning it is closed, for the bar alone. */
export function payBorrow(account: Account, book: Book, terms: Terms): void {
  if (book.side >= 0 || terms.borrowPerMs === 0) return
  const { time, open } = book.bars
  const next = book.t + 1 < time.length ? (time[book.t + 1] as number) - (time[book.t] as number) : Infinity
  const held = next > terms.longestHaltMs || next === Infinity ? book.step : next
  const amount = book.quantity * (open[book.t] as number) * terms.borrowPerMs * held
  pay(account, book, amount)
  account.borrowPaid += amount
}
