import type { Book } from './book.ts'
import type { Market } from './market.ts'

const NAMES = ['totalReturn', 'sharpeRatio', 'maxDrawdown', 'trades', 'feesPaid'] as const

/** One column per figure, one entry per combination. */
export type Figures = Readonly<Record<(typeof NAMES)[number], Float64Array>>

export function figureBytes(count: number): number {
  return NAMES.length * count * Float64Array.BYTES_PER_ELEMENT
}

/** Columns over `buffer`, which may be shared between threads. */
export function figuresOver(buffer: ArrayBuffer | SharedArrayBuffer, count: number): Figures {
  const column = (name: (typeof NAMES)[number]): Float64Array =>
    new Float64Array(buffer, NAMES.indexOf(name) * count * Float64Array.BYTES_PER_ELEMENT, count)
  return {
    totalReturn: column('totalReturn'),
    sharpeRatio: column('sharpeRatio'),
    maxDrawdown: column('maxDrawdown'),
    trades: column('trades'),
    feesPaid: column('feesPaid'),
  }
}

/** The figures of a finished book, in place `at`. */
export function writeFigures(figures: Figures, at: number, book: Book, market: Market): void {
  const { count, perYear } = market.periods
  // After the last bar the last settled equity is the last equity.
  figures.totalReturn[at] = book.before / market.initialCash - 1
  figures.sharpeRatio[at] = sharpeOfSums(book.sum, book.squares, count) * Math.sqrt(perYear)
  figures.maxDrawdown[at] = book.deepest
  figures.trades[at] = book.trades
  figures.feesPaid[at] = book.feesPaid
}

/** What is left of a variance of returns that are all the same: rounding of the sums, not spread. */
const ROUNDING = 1e-13

/** Mean over standard deviation (n − 1); NaN below two returns and where they do not vary. */
function sharpeOfSums(sum: number, squares: number, count: number): number {
  const mean = sum / count
  const spread = squares - sum * mean
  if (count < 2 || !(spread > ROUNDING * squares)) return NaN
  return mean / Math.sqrt(spread / (count - 1))
}
