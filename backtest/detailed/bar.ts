import { AT_END_OF_DATA } from '../codes.ts'
import type { Account, Book } from './book.ts'
import { payBorrow, payFunding } from './carry.ts'
import { fillEntry } from './entry.ts'
import { isAtMarket, isMetAt, workEntry } from './entryOrder.ts'
import { leaveAtMarket } from './exit.ts'
import { finerEnd, firstFrom } from './finer.ts'
import { closeAtEnd, liveThrough } from './path.ts'
import type { Terms } from './terms.ts'

/** Exchanges stamp the funding of an hour some milliseconds late; up to a minute it belongs to the open. */
const STAMP_DELAY_MS = 60_000

function findMark(book: Book, time: number): void {
  const { mark } = book.market
  if (mark === undefined) return
  book.markAt = firstFrom(mark.time, book.markAt, time)
  const known = mark.time[book.markAt] === time
  book.markOpen = known ? (mark.open[book.markAt] as number) : NaN
  book.markHigh = known ? (mark.high[book.markAt] as number) : NaN
  book.markLow = known ? (mark.low[book.markAt] as number) : NaN
}

/** What the bar's volume leaves for us; a bar without any fills nothing where volume is looked at. */
function roomOf(terms: Terms, volume: number): number {
  if (terms.participation !== Infinity) return terms.participation * volume
  return terms.impact > 0 && volume === 0 ? 0 : Infinity
}

/** Into bar `t`: what the open is worth, funding on the position held into it, and exits at the market. */
export function openBar(account: Account, book: Book, terms: Terms, t: number): void {
  const { time, open, volume } = book.bars
  const start = time[t] as number
  const price = open[t] as number
  book.t = t
  book.last = price
  book.room = roomOf(terms, volume[t] as number)
  findMark(book, start)
  payFunding(account, book, start + STAMP_DELAY_MS, Number.isNaN(book.markOpen) ? price : book.markOpen)
  if (book.leaving) leaveAtMarket(account, book, terms, price, t - book.entryIndex, book.leavingReason)
}

/** Every entry that the open itself fills; after every book's exits, so that their money is there, and before what holding costs. */
export function enterAtOpen(account: Account, book: Book, terms: Terms): void {
  const open = book.bars.open[book.t] as number
  if (book.want === 0 || !isMetAt(book, open)) return
  if (isAtMarket(book)) fillEntry(account, book, terms, open, true, NaN)
  else workEntry(account, book, terms, open, open, open)
}

/** The finer bars of this bar in order; false where they do not make it up. */
function liveThroughFiner(account: Account, book: Book, terms: Terms, end: number): boolean {
  const { bars, t } = book
  const { finer } = book.market
  if (finer === undefined) return false
  const { time, open, high, low, close } = finer
  const first = firstFrom(time, book.finerAt, bars.time[t] as number)
  const last = finerEnd(finer, first, bars, t, end)
  for (let at = first; at < last; at++) {
    payFunding(account, book, at + 1 < last ? (time[at + 1] as number) : end, open[at] as number)
    liveThrough(account, book, terms, open[at] as number, high[at] as number, low[at] as number, close[at] as number)
  }
  book.finerAt = last
  return last > first
}

/** Whether nothing follows for longer than a halt may last. */
export function endsHere(book: Book, terms: Terms): boolean {
  const { time } = book.bars
  return book.t + 1 >= time.length || (time[book.t + 1] as number) - (time[book.t] as number) > terms.longestHaltMs
}

/** From the open to the close of the bar, by finer bars where they make it up. At the end of a listing everything goes. */
export function liveToClose(account: Account, book: Book, terms: Terms): void {
  const { time, open, high, low, close } = book.bars
  const { t } = book
  const start = time[t] as number
  const end = t + 1 < time.length ? Math.min(start + book.step, time[t + 1] as number) : start + book.step
  payBorrow(account, book, terms)
  if (!liveThroughFiner(account, book, terms, end)) {
    payFunding(account, book, end, open[t] as number)
    liveThrough(account, book, terms, open[t] as number, high[t] as number, low[t] as number, close[t] as number)
  }
  book.last = close[t] as number
  if (!endsHere(book, terms)) return
  book.want = 0
  if (book.side !== 0) closeAtEnd(account, book, terms, book.last, AT_END_OF_DATA)
}
