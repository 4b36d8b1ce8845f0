import { barCount, type Bars } from '../../domain/bars.ts'
import { UsageError } from '../../domain/errors.ts'
import { DEFAULT_ENGINE } from '../../domain/order.ts'
import { assertEngine, assertTradable } from '../assertTradable.ts'
import type { Combination, CombinationList, SweepColumns, SweepOptions } from './combination.ts'

/** @throws UsageError where a column or an option is not usable, BadDataError where a price is not. */
export function assertSweep(bars: Bars, columns: SweepColumns, options: SweepOptions): void {
  if (!looksTradable(bars)) assertTradable(bars)
  assertEngine(options.engine ?? DEFAULT_ENGINE)
  const { tradeFrom = 0 } = options
  if (!Number.isInteger(tradeFrom) || tradeFrom < 0)
    throw new UsageError(`tradeFrom is ${tradeFrom}: give the index of a bar.`, { tradeFrom })
  for (const [name, column] of Object.entries(columns)) {
    if (column.length === barCount(bars)) continue
    throw new UsageError(`Column "${name}" has ${column.length} values for ${barCount(bars)} bars: give one per bar.`, { name })
  }
}

/** @throws UsageError where the list has no such place, or an exit is not positive. */
export function combinationAt(combinations: CombinationList, index: number): Combination {
  const combination = combinations.at(index)
  if (combination === undefined) throw new UsageError(`The sweep has no combination ${index}: give as many as its length says.`, { index })
  for (const [name, value] of Object.entries(combination.exits ?? {}) as [string, number | undefined][]) {
    if (value !== undefined && !(value > 0))
      throw new UsageError(`${name} of combination ${index} is ${value}: give a positive number.`, { index })
  }
  return combination
}

/** The same question as assertTradable's in one loop, in a quarter of the time; prices whose sum overflows are left to the other. */
function looksTradable({ time, open, high, low, close }: Bars): boolean {
  const length = time.length
  if (open.length !== length || high.length !== length || low.length !== length || close.length !== length) return false
  let before = -Infinity
  for (let i = 0; i < length; i++) {
    const a = open[i] as number
    const b = high[i] as number
    const c = low[i] as number
    const d = close[i] as number
    const now = time[i] as number
    if (!(a > 0 && b > 0 && c > 0 && d > 0 && a + b + c + d < Infinity && now > before)) return false
    before = now
  }
  return true
}
