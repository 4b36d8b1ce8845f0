import { RESIDUAL_LIMIT } from '../codes.ts'
import { equityOf, type Account } from './book.ts'

/** Equity by profits: what there was when nothing was open, what closed trades made since, and what the open ones stand at. */
function equityByProfit(account: Account): number {
  let equity = account.base + account.settled
  for (const book of account.books) {
    if (book.side === 0) continue
    const open = book.side * book.quantity * (book.last - book.entryPrice)
    equity += book.realised - book.fees - book.carry + book.forgiven + open
  }
  return equity
}

/**
 * Cash and positions on one side, profits on the other: the two have to agree. The scale is the largest sum that went through the books since
 * they were last empty. @throws Error when they do not, which is a bug.
 */
export function reconcile(account: Account): number {
  const equity = equityOf(account)
  account.peak = Math.max(account.peak, Math.abs(account.cash), equity)
  const difference = Math.abs(equity - equityByProfit(account))
  if (!(difference <= account.maxResidual * account.peak)) {
    const residual = difference / account.peak
    if (!(residual < RESIDUAL_LIMIT)) throw new Error(`Accounting residual ${residual}: this is a bug in the engine.`)
    account.maxResidual = residual
  }
  for (const book of account.books) if (book.side !== 0) return equity
  account.base = account.cash
  account.settled = 0
  account.peak = Math.abs(account.cash)
  return equity
}
