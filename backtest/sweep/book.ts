/** One account and the running sums of its statistics: everything that changes while the bars go by. One object, reused. */
export interface Book {
  cash: number
  /** 1 long, -1 short; the rest of the position is stale while flat. */
  side: number
  quantity: number
  entryPrice: number
  trades: number
  feesPaid: number
  ruined: boolean
  /** Equity at the end of the last period that is settled. */
  before: number
  /** Sums of the settled periods' returns and of their squares. */
  sum: number
  squares: number
  peak: number
  /** Positive fraction. */
  deepest: number
  /** Since the close of this bar there has been no position; -1 before the first. */
  flatSince: number
  /** Equity at the closes where it is asked for; written from the first position on, and only while there is one. */
  curve: Float64Array | undefined
}

export function newBook(): Book {
  // Fractions from the start, so that the fields are stored as doubles throughout.
  const none = NaN
  return {
    cash: none,
    side: 0,
    quantity: none,
    entryPrice: none,
    trades: 0,
    feesPaid: none,
    ruined: false,
    before: none,
    sum: none,
    squares: none,
    peak: none,
    deepest: none,
    flatSince: -1,
    curve: undefined,
  }
}

export function openBook(book: Book, cash: number, curve: Float64Array | undefined): void {
  book.cash = cash
  book.side = 0
  book.trades = 0
  book.feesPaid = 0
  book.ruined = false
  book.before = cash
  book.sum = 0
  book.squares = 0
  book.peak = cash
  book.deepest = 0
  book.flatSince = -1
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

/** The close of one bar. Drawdown is compared without a division, which only a new depth is worth. */
export function mark(book: Book, bar: number, equity: number, periodEnd: Int32Array): void {
  if (book.curve !== undefined) book.curve[bar] = equity
  if (equity > book.peak) book.peak = equity
  else if (equity < book.peak * (1 - book.deepest)) book.deepest = 1 - equity / book.peak
  if (periodEnd[bar] === bar) settle(book, equity)
}
