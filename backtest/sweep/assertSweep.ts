import { barCount, type Bars } from '../../domain/bars.ts'
import { UsageError } from '../../domain/errors.ts'
import { DEFAULT_ENGINE } from '../../domain/order.ts'
import { assertEngine } from '../assertEngine.ts'
import { assertTradable } from '../assertTradable.ts'
import { columnOf } from './columnOf.ts'
import type { Combination, CombinationList, Condition, Rule, SweepColumns, SweepOptions } from './combination.ts'

/** @throws UsageError where a column or an option is not usable, BadDataError where a price is not. */
export function assertSweep(bars: Bars, columns: SweepColumns, options: SweepOptions): void {
  if (!isInOrder(bars)) assertTradable(bars)
  const engine = options.engine ?? DEFAULT_ENGINE
  assertEngine(engine)
  assertPlain(engine, ['costs', 'initialCash', 'sizeFraction'])
  assertPlain(engine.costs, ['feeBps', 'slippageBps'])
  const { tradeFrom = 0 } = options
  if (!Number.isInteger(tradeFrom) || tradeFrom < 0)
    throw new UsageError(`tradeFrom is ${tradeFrom}: give the index of a bar.`, { tradeFrom })
  for (const [name, column] of Object.entries(columns)) {
    if (column.length === barCount(bars)) continue
    throw new UsageError(`Column "${name}" has ${column.length} values for ${barCount(bars)} bars: give one per bar.`, { name })
  }
}

/** The rest of the engine's settings would be passed over in silence. */
function assertPlain(settings: object, known: readonly string[]): void {
  for (const [name, value] of Object.entries(settings)) {
    if (value === undefined || known.includes(name)) continue
    throw new UsageError(`A sweep knows no ${name}: leave it out, or run \`simulate\` on the combinations that are worth it.`, { name })
  }
}

/** @throws UsageError where the list has no such place, an exit is not positive or a rule names a column that is not there. */
export function combinationAt(combinations: CombinationList, columns: SweepColumns, index: number): Combination {
  const combination = combinations.at(index)
  if (combination === undefined) throw new UsageError(`The sweep has no combination ${index}: give as many as its length says.`, { index })
  const { enterLong, exitLong, enterShort, exitShort, exits = {} } = combination
  for (const rule of [enterLong, exitLong, enterShort, exitShort]) assertRule(rule, columns)
  for (const [name, value] of Object.entries(exits) as [string, number | undefined][]) {
    if (value !== undefined && !(value > 0))
      throw new UsageError(`${name} of combination ${index} is ${value}: give a positive number.`, { index })
  }
  return combination
}

function assertRule(rule: Rule | undefined, columns: SweepColumns): void {
  const conditions: readonly Condition[] = rule === undefined ? [] : 'is' in rule ? [rule] : rule
  for (const { left, right } of conditions) {
    columnOf(columns, left)
    if (typeof right === 'string') columnOf(columns, right)
  }
}

/** assertTradable's question, of all but the prices, which are looked at on the way (priceCheck.ts). */
function isInOrder({ time, open, high, low, close }: Bars): boolean {
  const length = time.length
  if (open.length !== length || high.length !== length || low.length !== length || close.length !== length) return false
  let before = -Infinity
  let i = 0
  for (; i + 3 < length; i += 4) {
    const a = time[i] as number
    const b = time[i + 1] as number
    const c = time[i + 2] as number
    const d = time[i + 3] as number
    if (!(a > before && b > a && c > b && d > c)) return false
    before = d
  }
  for (; i < length; i++) {
    if (!((time[i] as number) > before)) return false
    before = time[i] as number
  }
  return true
}
