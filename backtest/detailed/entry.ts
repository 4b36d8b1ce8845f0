import { equityOf, freeMoney, type Account, type Book } from './book.ts'
import { onTick, roundDown, takerPrice } from './price.ts'
import { sizeOf } from './sizing.ts'
import type { Terms } from './terms.ts'

/** Less of the equity than this is what rounding left over, not money. */
const DUST = 1e-9

/** An entry is an order for an amount of money, its fee included: never more than is free. */
function budgetOf(account: Account, book: Book, terms: Terms): number {
  const fraction = sizeOf(terms, account, book)
  const equity = equityOf(account)
  const budget = Math.min(fraction * equity, freeMoney(account))
  return budget > DUST * equity ? budget : 0
}

/** Levels of the whole position: fractions of its average entry price, or the bracket's own prices. */
function setLevels(book: Book, terms: Terms): void {
  const { side, entryPrice, exits, bracketStop, bracketTarget } = book
  const stop = Number.isNaN(bracketStop) ? entryPrice * (1 - side * exits.stopLoss) : bracketStop
  const target = Number.isNaN(bracketTarget) ? entryPrice * (1 + side * exits.takeProfit) : bracketTarget
  book.stop = onTick(stop, terms.priceTick, side < 0)
  book.target = onTick(target, terms.priceTick, side > 0)
}

function openPosition(account: Account, book: Book, price: number): void {
  book.equityAtEntry = equityOf(account)
  book.side = book.want
  book.entryIndex = book.t
  book.entryPrice = price
  book.quantity = 0
  book.margin = 0
  book.openCarry = 0
  book.carry = 0
  book.fees = 0
  book.realised = 0
  book.forgiven = 0
  book.enteredQuantity = 0
  book.enteredValue = 0
  book.leftValue = 0
  book.best = price
  book.bracketStop = book.orderedStop
  book.bracketTarget = book.orderedTarget
}

function add(account: Account, book: Book, terms: Terms, quantity: number, price: number, fee: number): void {
  if (book.side === 0) openPosition(account, book, price)
  const value = quantity * price
  // Of one fill, its own price: an average of one would differ in the last digit.
  if (book.quantity > 0) book.entryPrice = (book.entryPrice * book.quantity + value) / (book.quantity + quantity)
  book.quantity += quantity
  book.margin += value / terms.leverage
  book.fees += fee
  book.enteredQuantity += quantity
  book.enteredValue += value
  account.cash -= book.side * value + fee
  account.feesPaid += fee
  account.tradedValue += value
  setLevels(book, terms)
}

/**
 * Fills as much of the working entry order at `price` as its money and the bar's volume allow; `bound` is the worst price, or NaN.
 * An order below the exchange's least is dropped, what a bar has no volume for waits. True where something was filled.
 */
export function fillEntry(account: Account, book: Book, terms: Terms, price: number, isTaker: boolean, bound: number): boolean {
  const first = Number.isNaN(book.budget)
  if (first) book.budget = budgetOf(account, book, terms)
  const feeRate = isTaker ? terms.taker : terms.maker
  const wanted = (book.budget / (1 + feeRate * terms.leverage)) * terms.leverage
  const value = Math.min(wanted, book.room * price)
  let paid = isTaker ? takerPrice(terms, book, price, book.want, value) : price
  if (!Number.isNaN(bound)) paid = book.want > 0 ? Math.min(paid, bound) : Math.max(paid, bound)
  const whole = roundDown(wanted / paid, terms.quantityStep)
  if (!(whole > 0) || whole * paid < terms.minNotional) {
    if (first || book.side === 0) account.ordersDropped++
    book.want = 0
    return false
  }
  const quantity = book.room < whole ? roundDown(book.room, terms.quantityStep) : whole
  if (!(quantity > 0)) return false
  const fee = quantity * paid * feeRate
  add(account, book, terms, quantity, paid, fee)
  book.room -= quantity
  book.budget -= (quantity * paid) / terms.leverage + fee
  if (quantity === whole) book.want = 0
  return true
}
