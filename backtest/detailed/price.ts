import type { Book } from './book.ts'
import type { Terms } from './terms.ts'
import { logDeviation } from './volatility.ts'

/** The square root is a law of small orders; no order moves the price by more. */
const LARGEST_IMPACT = 0.5
/** In steps: what binary fractions lose must not cost a whole step. */
const SLACK = 1e-9

/**
 * Square-root law: coefficient × volatility × √(value / traded value of the bar) (Tóth et al. 2011, Almgren et al. 2005). 0 while there
 * are too few bars to know a volatility.
 */
function impactOf(terms: Terms, book: Book, value: number, price: number): number {
  // Nothing is traded in a bar without volume, at no price.
  if (terms.impact === 0 || value === 0) return 0
  const deviation = logDeviation(book.bars.close, book.t, terms.impactLookback)
  if (Number.isNaN(deviation)) return 0
  const rate = terms.impact * deviation * Math.sqrt(value / ((book.bars.volume[book.t] as number) * price))
  return rate < LARGEST_IMPACT ? rate : LARGEST_IMPACT
}

/** What a market order of this value gets: `buying` is 1 or -1. */
export function takerPrice(terms: Terms, book: Book, price: number, buying: number, value: number): number {
  return price * (1 + buying * terms.slip) * (1 + buying * impactOf(terms, book, value, price))
}

export function roundDown(value: number, step: number): number {
  return step === 0 ? value : Math.floor(value / step + SLACK) * step
}

function roundUp(value: number, step: number): number {
  return step === 0 ? value : Math.ceil(value / step - SLACK) * step
}

/** An order's own price on the tick grid, never nearer to the market than it was asked for: `up` for what waits above it. */
export function onTick(price: number, tick: number, up: boolean): number {
  return up ? roundUp(price, tick) : roundDown(price, tick)
}
