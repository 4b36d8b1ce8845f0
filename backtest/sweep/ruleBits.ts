import { barsAbove, barsBeyond } from './barsAbove.ts'
import { columnOf } from './columnOf.ts'
import type { Condition, Rule, SweepColumns } from './combination.ts'
import { crossings } from './crossings.ts'
import { newRelation, relate, relateToLevel, type Relation, wordCount } from './relation.ts'

/** Turns rules into bits, in memory that is its own and reused from one combination to the next. */
export interface RuleReader {
  /** Writes into `out` the bars on whose close the rule holds; false where it never can, and then `out` is not written. */
  read(rule: Rule | undefined, out: Int32Array): boolean
}

export function ruleReader(columns: SweepColumns, bars: number): RuleReader {
  const relationOf = lastRelations(columns, bars)
  const scratch = new Int32Array(wordCount(bars))
  const write = (condition: Condition, out: Int32Array): void => {
    const left = columnOf(columns, condition.left)
    const right = typeof condition.right === 'number' ? condition.right : columnOf(columns, condition.right)
    if (condition.is === 'above' || condition.is === 'below') {
      writeSide(left, right, condition.is, out)
      return
    }
    const missing = (bar: number): boolean => Number.isNaN(left[bar]) || (typeof right !== 'number' && Number.isNaN(right[bar]))
    const { above, below } = relationOf(condition)
    if (condition.is === 'crosses_above') crossings(above, below, missing, out)
    else crossings(below, above, missing, out)
  }
  return {
    read(rule, out) {
      const conditions: readonly Condition[] = rule === undefined ? [] : 'is' in rule ? [rule] : rule
      conditions.forEach((condition, k) => {
        write(condition, k === 0 ? out : scratch)
        if (k > 0) intersect(out, scratch)
      })
      return conditions.length > 0
    },
  }
}

function writeSide(left: Float64Array, right: Float64Array | number, side: 'above' | 'below', out: Int32Array): void {
  if (typeof right === 'number') barsBeyond(left, right, side === 'above' ? 1 : -1, out)
  else if (side === 'above') barsAbove(left, right, out)
  else barsAbove(right, left, out)
}

function intersect(into: Int32Array, other: Int32Array): void {
  for (let word = 0; word < into.length; word++) into[word] = (into[word] as number) & (other[word] as number)
}

/** A crossing in and a crossing out mostly look at the same two columns: the last relation is remembered. */
function lastRelations(columns: SweepColumns, bars: number): (condition: Condition) => Relation {
  const relation = newRelation(bars)
  let lastLeft: string | undefined
  let lastRight: string | number | undefined
  return ({ left, right }) => {
    if (left === lastLeft && right === lastRight) return relation
    lastLeft = undefined
    if (typeof right === 'number') relateToLevel(columnOf(columns, left), right, relation)
    else relate(columnOf(columns, left), columnOf(columns, right), relation)
    lastLeft = left
    lastRight = right
    return relation
  }
}
