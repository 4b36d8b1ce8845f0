import { BY_LIQUIDATION } from '../codes.ts'
import { grow } from '../tradeColumns.ts'
import { equityOf, type Account, type Book } from './book.ts'
import { roundDown, takerPrice } from './price.ts'
import type { Terms } from './terms.ts'

function remember(account: Account, tradeReturn: number): void {
  const distance = tradeReturn - account.returnMean
  account.tradeCount++
  account.returnMean += distance / account.tradeCount
  account.returnSquares += distance * (tradeReturn - account.returnMean)
}

function writeTrade(account: Account, book: Book, barsHeld: number, reason: number): void {
  if (book.trades.count === book.trades.side.length) book.trades = grow(book.trades)
  const { trades } = book
  const profit = book.realised - book.fees - book.carry + book.forgiven
  const at = trades.count++
  trades.side[at] = book.side
  trades.entryIndex[at] = book.entryIndex
  trades.exitIndex[at] = book.t
  trades.entryPrice[at] = book.enteredValue / book.enteredQuantity
  trades.exitPrice[at] = book.leftValue / book.enteredQuantity
  trades.quantity[at] = book.enteredQuantity
  trades.fees[at] = book.fees
  trades.profit[at] = profit
  trades.equityAtEntry[at] = book.equityAtEntry
  trades.barsHeld[at] = barsHeld
  trades.reason[at] = reason
  account.settled += profit
  remember(account, profit / book.enteredValue)
  book.side = 0
  book.leaving = false
}

/** Nothing is left in an account without isolated margin: it ends at exactly 0, and every other position is gone with it. */
function ruin(account: Account, book: Book): void {
  account.ruined = true
  for (const other of account.books) {
    if (other.stoppedAt < 0) other.stoppedAt = other.t
    other.want = 0
    if (other === book || other.side === 0) continue
    account.cash += other.side * other.quantity * other.last
    other.realised += other.side * other.quantity * (other.last - other.entryPrice)
    other.leftValue += other.quantity * other.last
    writeTrade(account, other, other.t - other.entryIndex + 1, BY_LIQUIDATION)
  }
  book.forgiven -= account.cash
  account.cash = 0
}

/** Isolated margin: what a position loses beyond its own margin is not charged to the account. */
function forgive(account: Account, book: Book, left: number): void {
  account.cash -= left
  book.forgiven -= left
  book.stoppedAt = book.t
}

/** Closes `quantity` of the position at `price`, costs in it already except the fee. The last of it closes the trade. */
export function leave(
  account: Account,
  book: Book,
  terms: Terms,
  quantity: number,
  price: number,
  feeRate: number,
  barsHeld: number,
  reason: number,
): void {
  const { side } = book
  const value = quantity * price
  const fee = value * feeRate
  const gain = side * quantity * (price - book.entryPrice)
  const part = quantity / book.quantity
  const margin = book.margin * part
  const carry = book.openCarry * part
  account.cash += side * value - fee
  account.feesPaid += fee
  account.tradedValue += value
  book.realised += gain
  book.fees += fee
  book.leftValue += value
  book.margin -= margin
  book.openCarry -= carry
  book.quantity -= quantity
  book.want = 0
  const left = margin - carry + gain - fee
  if (terms.isolated && left < 0) forgive(account, book, left)
  if (part < 1) return
  if (terms.isolated && reason === BY_LIQUIDATION) book.stoppedAt = book.t
  book.quantity = 0
  if (!terms.isolated && (reason === BY_LIQUIDATION || equityOf(account) <= 0)) ruin(account, book)
  writeTrade(account, book, barsHeld, reason)
}

/** A market exit: as much as the bar has volume for, at a price before costs; the rest goes on at the next open. */
export function leaveAtMarket(account: Account, book: Book, terms: Terms, price: number, barsHeld: number, reason: number): void {
  const quantity = book.room < book.quantity ? roundDown(book.room, terms.quantityStep) : book.quantity
  book.leaving = true
  book.leavingReason = reason
  book.want = 0
  if (!(quantity > 0)) return
  const paid = takerPrice(terms, book, price, -book.side, quantity * price)
  book.room -= quantity
  leave(account, book, terms, quantity, paid, terms.taker, barsHeld, reason)
}
