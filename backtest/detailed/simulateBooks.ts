import { BY_LIQUIDATION, BY_MAX_BARS_HELD, BY_SIGNAL, ENTER_LONG, ENTER_SHORT, EXIT, ORDER_LONG, ORDER_SHORT } from '../codes.ts'
import { newOrderColumns, newTicket, writeTicket } from '../orderTicket.ts'
import { flatten, newView } from '../positionView.ts'
import type { Bars } from '../../domain/bars.ts'
import type { MarketData } from '../../domain/market.ts'
import type { EngineSettings, OrderColumns, OrderTicket } from '../../domain/order.ts'
import type { StrategyExits } from '../../domain/strategy.ts'
import type { Decide, PositionView } from '../simulation.ts'
import { endsHere, enterAtOpen, liveToClose, openBar } from './bar.ts'
import { newAccount, newBook, type Account, type Book } from './book.ts'
import { expireEntry, placeEntry } from './entryOrder.ts'
import { leave } from './exit.ts'
import { reconcile } from './reconcile.ts'
import { termsOf, type Terms } from './terms.ts'

/** One symbol of an account. */
export interface Leg {
  readonly bars: Bars
  readonly market: MarketData
  readonly exits: StrategyExits
  /** First of its bars with a decision. */
  readonly tradeFrom: number
  readonly decide: Decide
}

/** What one leg did, a column entry per bar of its own. */
export interface LegRecord {
  readonly book: Book
  readonly position: Int8Array
  readonly actions: Uint8Array
  orders: OrderColumns | undefined
}

export interface BooksResult {
  readonly account: Account
  /** At each stamp of the clock. */
  readonly equity: Float64Array
  readonly legs: readonly LegRecord[]
}

interface Desk extends LegRecord {
  readonly leg: Leg
  readonly view: PositionView
  readonly ticket: OrderTicket
  /** Its next bar, and whether the clock stands at it. */
  next: number
  isOn: boolean
}

function newDesk(leg: Leg): Desk {
  const { length } = leg.bars.time
  return {
    leg,
    book: newBook(leg.bars, leg.market, leg.exits),
    position: new Int8Array(length),
    actions: new Uint8Array(length),
    orders: undefined,
    view: newView(),
    ticket: newTicket(),
    next: 0,
    isOn: false,
  }
}

function show({ book, view }: Desk): PositionView {
  if (book.side === 0) return view.side === 0 ? view : flatten(view)
  view.side = book.side
  view.entryPrice = book.entryPrice
  view.barsHeld = book.t - book.entryIndex + 1
  view.unrealizedReturn = book.side * (book.last / book.entryPrice - 1)
  return view
}

/** Flat, an entry is heeded, in the place of one that still waits; in a position that nobody is closing yet, an exit. */
function heed(desk: Desk, terms: Terms, wish: number): boolean {
  const { book, ticket } = desk
  if (book.side !== 0) {
    if (wish !== EXIT || book.leaving) return false
    book.leaving = true
    book.leavingReason = BY_SIGNAL
    return true
  }
  if (wish === ENTER_LONG || wish === ENTER_SHORT) placeEntry(book, terms, wish === ENTER_LONG ? 1 : -1, undefined)
  else if (wish === ORDER_LONG || wish === ORDER_SHORT) {
    placeEntry(book, terms, wish === ORDER_LONG ? 1 : -1, ticket)
    desk.orders ??= newOrderColumns(desk.actions.length)
    writeTicket(desk.orders, book.t, ticket)
  } else return false
  return true
}

function decideAtClose(account: Account, desk: Desk, terms: Terms): void {
  const { leg, book, actions } = desk
  const { t } = book
  if (t < leg.tradeFrom || account.ruined || book.stoppedAt >= 0 || endsHere(book, terms)) return
  const wish = leg.decide(t, show(desk), desk.ticket)
  if (heed(desk, terms, wish)) actions[t] = wish
  else if (book.side !== 0 && !book.leaving && t - book.entryIndex + 1 >= book.exits.maxBarsHeld) {
    book.leaving = true
    book.leavingReason = BY_MAX_BARS_HELD
  }
}

/** Costs of holding can use an account up without any price being reached. */
function closeWhatIsUsedUp(account: Account, desk: Desk, terms: Terms, equity: number): boolean {
  const { book } = desk
  if (equity > 0 || book.side === 0) return false
  leave(account, book, terms, book.quantity, book.last, 0, book.t - book.entryIndex + 1, BY_LIQUIDATION)
  return true
}

function atStamp(account: Account, desks: readonly Desk[], terms: Terms, now: number): number {
  for (const desk of desks) {
    desk.isOn = desk.leg.bars.time[desk.next] === now
    if (desk.isOn) openBar(account, desk.book, terms, desk.next++)
  }
  for (const desk of desks) if (desk.isOn) enterAtOpen(account, desk.book, terms)
  for (const desk of desks) {
    if (!desk.isOn) continue
    const { book } = desk
    const trades = book.trades.count
    const held = book.side
    liveToClose(account, book, terms)
    const closed = book.trades.count > trades
    desk.position[book.t] = book.side !== 0 ? book.side : closed ? (book.trades.side[book.trades.count - 1] as number) : held
  }
  const equity = reconcile(account)
  for (const desk of desks) if (closeWhatIsUsedUp(account, desk, terms, equity)) return reconcile(account)
  return equity
}

/** One account over several symbols on a common clock, which has every stamp of every leg, ascending; by the rules of docs/engine.md. */
export function simulateBooks(legs: readonly Leg[], clock: Float64Array, engine: EngineSettings): BooksResult {
  const terms = termsOf(engine)
  const account = newAccount(engine.initialCash)
  const desks = legs.map(newDesk)
  for (const desk of desks) account.books.push(desk.book)
  const equity = new Float64Array(clock.length)
  for (let i = 0; i < clock.length; i++) {
    equity[i] = atStamp(account, desks, terms, clock[i] as number)
    for (const desk of desks) {
      if (!desk.isOn) continue
      expireEntry(account, desk.book)
      decideAtClose(account, desk, terms)
    }
  }
  return { account, equity, legs: desks }
}
