import type { PositionField, Step } from './steps.ts'
import { LOOPS, type Loop } from './loops.ts'
import type { EnginePosition } from './positionView.ts'
import type { ViewColumns } from './views.ts'

/** Bars computed at once: from the first to the second by doubling, as long as they are asked for one after the other. */
const FIRST = 64
const MOST = 1_024

/** What a strategy's steps come to. */
export interface Column {
  /** At a bar. */
  readonly at: (index: number, position: EnginePosition) => number
  /** The first bar of [from, to) at which it is not 0, or `to`; for steps in which the position has no part. */
  readonly seek: (from: number, to: number) => number
}

const argumentsOf = (step: Step): number[] =>
  'c' in step ? [step.a, step.b, step.c] : 'b' in step ? [step.a, step.b] : 'a' in step ? [step.a] : []

/** Places that lead to the root, each behind those it is made of. */
function leadingTo(steps: readonly Step[], root: number): number[] {
  const needed = new Set([root])
  for (let place = root; place >= 0; place--) {
    if (!needed.has(place)) continue
    for (const from of argumentsOf(steps[place] as Step)) needed.add(from)
  }
  return [...needed].sort((one, other) => one - other)
}

/** A column of numbers of the bar; undefined for a step that is not one. */
function columnOf(step: Step, { numbers, groups, predictions }: ViewColumns): Float64Array | undefined {
  if (step.op === 'prediction') return predictions[step.model]
  if (step.op !== 'field') return undefined
  const [name, output] = step.name.split('.') as [string, string | undefined]
  return output === undefined ? numbers[name] : groups[name]?.[output]
}

/** The column's part [from, to), `back` bars earlier; NaN before the first bar. */
function part(column: Float64Array, from: number, to: number, back: number): Float64Array {
  if (from >= back) return column.subarray(from - back, to - back)
  const earlier = new Float64Array(to - from).fill(NaN)
  if (to > back) earlier.set(column.subarray(0, to - back), back - from)
  return earlier
}

/** A loop over earlier steps. */
interface Computed {
  readonly loop: Loop
  readonly place: number
  readonly a: number
  readonly b: number
  readonly c: number
}

/** How the numbers of a block get into their slots, one slot for each step. */
interface Plan {
  readonly slots: Float64Array[]
  readonly reads: { readonly place: number; readonly column: Float64Array; readonly back: number }[]
  readonly positions: { readonly place: number; readonly field: PositionField }[]
  /** In order: for all bars of a block at once, or, where the position has a part in it, for one. */
  readonly forBlock: Computed[]
  readonly forBar: Computed[]
}

function computed(step: Step, place: number): Computed {
  const [a = place, b = a, c = a] = argumentsOf(step)
  return { loop: LOOPS[step.op as keyof typeof LOOPS], place, a, b, c }
}

function planOf(steps: readonly Step[], root: number, columns: ViewColumns, params: Readonly<Record<string, number>>): Plan {
  const plan: Plan = { slots: steps.map(() => new Float64Array(MOST)), reads: [], positions: [], forBlock: [], forBar: [] }
  const byPosition = new Set<number>()
  for (const place of leadingTo(steps, root)) {
    const step = steps[place] as Step
    const column = columnOf(step, columns)
    if (column !== undefined) plan.reads.push({ place, column, back: (step as { back: number }).back })
    else if (step.op === 'number') plan.slots[place]?.fill(step.value)
    else if (step.op === 'param' || step.op === 'threshold') plan.slots[place]?.fill(params[step.name] as number)
    else if (step.op === 'position') {
      plan.positions.push({ place, field: step.field })
      byPosition.add(place)
    } else if (argumentsOf(step).some((from) => byPosition.has(from))) {
      plan.forBar.push(computed(step, place))
      byPosition.add(place)
    } else plan.forBlock.push(computed(step, place))
  }
  return plan
}

/**
 * The steps up to `root`, computed in blocks of bars; those in which the position has a part at the bar that is asked for alone. Every step is made of the
 * same bar's numbers or of columns read backwards, so that no number depends on a later bar, however far ahead a block reaches.
 */
export function expressionColumn(
  steps: readonly Step[],
  root: number,
  columns: ViewColumns,
  params: Readonly<Record<string, number>>,
): Column {
  const { slots, reads, positions, forBlock, forBar } = planOf(steps, root, columns, params)
  const { length } = columns.time
  let [first, end] = [0, 0]

  function compute({ loop, place, a, b, c }: Computed, from: number, to: number): void {
    loop(slots[place] as Float64Array, slots[a] as Float64Array, slots[b] as Float64Array, slots[c] as Float64Array, from, to)
  }

  function load(index: number): void {
    const size = index === end ? 2 * (end - first) : FIRST
    first = index
    end = Math.min(index + Math.min(Math.max(size, FIRST), MOST), length)
    for (const { place, column, back } of reads) slots[place] = part(column, first, end, back)
    for (const one of forBlock) compute(one, 0, end - first)
  }

  function at(index: number, position: EnginePosition): number {
    if (index < first || index >= end) load(index)
    const place = index - first
    for (const { place: marked, field } of positions) (slots[marked] as Float64Array)[place] = position[field]
    for (const one of forBar) compute(one, place, place + 1)
    return (slots[root] as Float64Array)[place] as number
  }

  function seek(from: number, to: number): number {
    let index = from
    while (index < to) {
      if (index < first || index >= end) load(index)
      const values = slots[root] as Float64Array
      const stop = Math.min(end, to)
      while (index < stop && values[index - first] === 0) index++
      if (index < stop) return index
    }
    return to
  }
  return { at, seek }
}
