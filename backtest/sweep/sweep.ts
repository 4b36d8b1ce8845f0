import { barCount, type Bars } from '../../domain/bars.ts'
import { assertSweep, combinationAt } from './assertSweep.ts'
import type { CombinationList, SweepColumns, SweepOptions, SweepResult } from './combination.ts'
import { figureBytes, figuresOver } from './figures.ts'
import { checkPrices, priceCheck } from './priceCheck.ts'
import { combinationRunner } from './runner.ts'

/**
 * Many rules on the same bars: return, Sharpe ratio, drawdown and trades of each combination, as `simulate` gives them, but in one pass that
 * allocates nothing per bar and looks at a bar only while there is a position. Time is linear in bars × combinations; memory is that of
 * five figures per combination, unless equity curves are asked for.
 *
 *     sweep(bars, { fast, slow }, [{ enterLong: { left: 'fast', is: 'crosses_above', right: 'slow' }, exits: { stopLoss: 0.02 } }])
 *
 * On several cores: `sweepOnCores`.
 * @throws UsageError where a column, an option or a combination is not usable, BadDataError where a price is not.
 */
export function sweep(bars: Bars, columns: SweepColumns, combinations: CombinationList, options: SweepOptions = {}): SweepResult {
  assertSweep(bars, columns, options)
  const count = combinations.length
  const figures = figuresOver(new ArrayBuffer(figureBytes(count)), count)
  const curves = options.equity === true ? Array.from({ length: count }, () => new Float64Array(barCount(bars))) : undefined
  const prices = priceCheck(bars)
  const run = combinationRunner(prices, columns, options)
  for (let k = 0; k < count; k++) run(combinationAt(combinations, columns, k), k, figures, curves?.[k])
  checkPrices(prices, barCount(bars))
  return { ...figures, equity: curves }
}
