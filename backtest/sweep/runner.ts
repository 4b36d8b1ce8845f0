import { barCount } from '../../domain/bars.ts'
import { newBook } from './book.ts'
import type { Combination, SweepColumns, SweepOptions } from './combination.ts'
import { fillCurve } from './curve.ts'
import { type Figures, writeFigures } from './figures.ts'
import { newLevels } from './levels.ts'
import { marketOf } from './market.ts'
import type { PriceCheck } from './priceCheck.ts'
import { ruleReader } from './ruleBits.ts'
import { runCombination } from './runCombination.ts'
import { newSignals, readSignals } from './signals.ts'

/** Runs one combination and writes its figures in place `at`, and its equity where a curve is given. */
export type CombinationRunner = (combination: Combination, at: number, figures: Figures, curve?: Float64Array) => void

/** All memory that a sweep needs besides its columns and figures, once per thread. */
export function combinationRunner(prices: PriceCheck, columns: SweepColumns, options: SweepOptions): CombinationRunner {
  const { bars } = prices
  const market = marketOf(bars, options)
  const reader = ruleReader(columns, barCount(bars))
  const signals = newSignals(barCount(bars))
  const book = newBook()
  const desk = { market, book, levels: newLevels(), prices }
  return (combination, at, figures, curve) => {
    readSignals(signals, reader, combination)
    curve?.fill(NaN)
    runCombination(desk, signals, combination.exits ?? {}, curve)
    if (curve !== undefined) fillCurve(curve, market.initialCash)
    writeFigures(figures, at, book, market)
  }
}
