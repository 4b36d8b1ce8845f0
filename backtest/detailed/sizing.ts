import type { Account, Book } from './book.ts'
import type { Terms } from './terms.ts'
import { logDeviation } from './volatility.ts'

/** Of the squared mean: a smaller variance is what rounding makes of returns that are all the same. */
const NO_VARIANCE = 1e-12

/** Fraction of the bet that grows wealth fastest, mean over variance of past returns (Kelly 1956, Thorp 2006); NaN without a variance. */
function kellyFraction({ tradeCount, returnMean, returnSquares }: Account): number {
  const variance = returnSquares / (tradeCount - 1)
  return variance > NO_VARIANCE * returnMean * returnMean ? returnMean / variance : NaN
}

/**
 * Fraction of equity to put up for the next position: from closes before this bar and from closed trades only. Volatility and Kelly say what the
 * position is to be worth, of which a leverage-th is put up. Not above 0, NaN included, is no position.
 */
export function sizeOf(terms: Terms, account: Account, book: Book): number {
  const { sizing, sizeFraction, leverage } = terms
  const asked = Number.isNaN(book.size) ? 1 : Math.min(1, book.size)
  if (sizing === undefined) return sizeFraction * asked
  if (sizing.kind === 'volatility_target') {
    const annual = logDeviation(book.bars.close, book.t, sizing.lookbackBars) * Math.sqrt(sizing.barsPerYear)
    return sizeFraction * asked * Math.min(1, sizing.annualVolatility / annual / leverage)
  }
  if (account.tradeCount < sizing.minTrades) return (sizeFraction * asked * sizing.startFraction) / leverage
  return (sizeFraction * asked * Math.min(sizing.cap, sizing.fraction * kellyFraction(account))) / leverage
}
