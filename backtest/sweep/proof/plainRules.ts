import type { Combination, Condition, Rule, SweepColumns } from '../combination.ts'

/** Whether a condition holds at a bar, straight from its definition: a crossing looks back for the last bar on which the two differed. */
function holds({ left, is, right }: Condition, columns: SweepColumns, bar: number): boolean {
  const difference = (at: number): number => {
    const a = columns[left]?.[at] ?? NaN
    const b = typeof right === 'number' ? right : (columns[right]?.[at] ?? NaN)
    return Number.isNaN(a) || Number.isNaN(b) ? NaN : Math.sign(a - b)
  }
  const now = difference(bar)
  if (is === 'above' || is === 'below') return now === (is === 'above' ? 1 : -1)
  let earlier = bar - 1
  while (earlier >= 0 && difference(earlier) === 0) earlier--
  const before = earlier < 0 ? NaN : difference(earlier)
  return is === 'crosses_above' ? now === 1 && before === -1 : now === -1 && before === 1
}

export function ruleHolds(rule: Rule | undefined, columns: SweepColumns, bar: number): boolean {
  const conditions: readonly Condition[] = rule === undefined ? [] : 'is' in rule ? [rule] : rule
  return conditions.length > 0 && conditions.every((condition) => holds(condition, columns, bar))
}

/** What a combination orders at the close of a bar, an ACTION, given the side it holds. */
export function wishOf(combination: Combination, columns: SweepColumns, bar: number, side: number): number {
  if (side === 0) {
    if (ruleHolds(combination.enterLong, columns, bar)) return 1
    return ruleHolds(combination.enterShort, columns, bar) ? 2 : 0
  }
  return ruleHolds(side > 0 ? combination.exitLong : combination.exitShort, columns, bar) ? 3 : 0
}
