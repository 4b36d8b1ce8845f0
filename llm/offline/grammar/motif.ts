import type { Side } from '../../../domain/order.ts'
import type { StrategyLogic } from '../../../domain/strategy.ts'
import type { TraitKind } from './traits.ts'

/** A number of a motif that refinement may turn, both bounds included. */
export interface Knob {
  readonly low: number
  readonly high: number
  readonly integer?: boolean
}

export type PriceField = 'open' | 'high' | 'low' | 'close'

/** Where a motif's words become text: TypeScript for the strategy, or a sentence for people. */
export interface Scope {
  /** The indicator's output in that role, `ago` bars earlier. */
  value(role: string, ago?: number): string
  price(field: PriceField, ago?: number): string
  /** The motif's numbers by name. */
  readonly n: Readonly<Record<string, number>>
  readonly middle: number
  readonly typical: number
}

/**
 * One condition that holds at any price level, said for both sides. As a trigger it starts a trade, and `over` says when
 * its reason is gone; as a filter it only has to agree.
 */
export interface Motif {
  readonly name: string
  readonly kind: TraitKind
  readonly triggers: readonly StrategyLogic[]
  readonly filters: readonly StrategyLogic[]
  readonly numbers: Readonly<Record<string, Knob>>
  /** Needs to know how large the output usually is. */
  readonly needsTypical?: true
  /** It trades against the move, whatever the logic is called: filters have to lean the same way. */
  readonly fades?: true
  when(side: Side, scope: Scope): string
  over(side: Side, scope: Scope): string
}

/** Logics that go with a move, and those for which a filter of that kind makes sense. */
export const WITH_THE_MOVE = [
  'trend_following',
  'momentum',
  'breakout',
  'volatility',
  'volume',
  'ml_signal',
] as const satisfies readonly StrategyLogic[]

/** `>` for a long, `<` for a short. */
export function above(side: Side): string {
  return side === 'long' ? '>' : '<'
}

/** `<` for a long, `>` for a short. */
export function below(side: Side): string {
  return side === 'long' ? '<' : '>'
}

/** `amount` for a long, its negative for a short. */
export function signed(side: Side, amount: number): number {
  return side === 'long' ? amount : -amount
}

/** A number as it stands in a strategy's text. */
export function digits(value: number): string {
  return String(Number(value.toPrecision(4)))
}

/** A knob of a motif. @throws RangeError when a genome lacks it (genomes are completed when they are read). */
export function knob(scope: Scope, name: string): number {
  const value = scope.n[name]
  if (value === undefined) throw new RangeError(`motif number ${name} is missing`)
  return value
}

/** A percentage moved to the side's favour, as a factor: 1.02 for a long and 2. */
export function factor(side: Side, percent: number): string {
  return digits(1 + signed(side, percent) / 100)
}
