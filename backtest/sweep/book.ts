import type { Periods } from './periods.ts'

/** One account and the running sums of its statistics: everything that changes while the bars go by. One object, reused. */
export interface Book {
  cash: number
  /** 1 long, -1 short, 0 flat; the rest of the position is stale while flat. */
  side: number
  quantity: number
  entryPrice: number
  trades: number
  feesPaid: number
  ruined: boolean
  /** The current period's place among the periods, and its last bar. */
  period: number
  periodEnd: number
  /** Equity at the end of the last period that is settled. */
  before: number
  /** Sums of the settled periods' returns and of their squares. */
  sum: number
  squares: number
  peak: number
  /** Positive fraction. */
  deepest: number
  /** Equity at the closes where it is asked for; written only while there is a position. */
  curve: Float64Array | undefined
}

export function newBook(): Book {
  // NaN first: the fields hold fractions from the start, so that they are stored as doubles throughout.
  const none = NaN
  return {
    cash: none,
    side: 0,
    quantity: none,
    entryPrice: none,
    trades: 0,
    feesPaid: none,
    ruined: false,
    period: 0,
    periodEnd: -1,
    before: none,
    sum: none,
    squares: none,
    peak: none,
    deepest: none,
    curve: undefined,
  }
}

export function openBook(book: Book, cash: number, curve: Float64Array | undefined): void {
  book.cash = cash
  book.side = 0
  book.trades = 0
  book.feesPaid = 0
  book.ruined = false
  book.period = 0
  book.periodEnd = -1
  book.before = cash
  book.sum = 0
  book.squares = 0
  book.peak = cash
  book.deepest = 0
  book.curve = curve
}

/** Takes the return of the period that ends with `equity`; after ruin there is none. */
export function settle(book: Book, equity: number): void {
  if (book.before === equity || book.before === 0) return
  const change = equity / book.before - 1
  book.sum += change
  book.squares += change * change
  book.before = equity
}

/** Flat, goes on to the period of `bar`; the one it comes from ends with what is in cash. */
export function seekPeriod(book: Book, { ends }: Periods, bar: number): void {
  if (book.periodEnd >= bar) return
  settle(book, book.cash)
  if (ends === undefined) {
    book.periodEnd = bar
    return
  }
  let period = book.period
  while ((ends[period] as number) < bar) period++
  book.period = period
  book.periodEnd = ends[period] as number
}

/** The close of one bar of the current period. Drawdown is compared without a division, which only a new depth is worth. */
export function mark(book: Book, bar: number, equity: number, { ends }: Periods): void {
  if (book.curve !== undefined) book.curve[bar] = equity
  if (equity > book.peak) book.peak = equity
  else if (equity < book.peak * (1 - book.deepest)) book.deepest = 1 - equity / book.peak
  if (bar < book.periodEnd) return
  settle(book, equity)
  book.period++
  book.periodEnd = ends === undefined ? bar + 1 : (ends[book.period] ?? bar)
}
