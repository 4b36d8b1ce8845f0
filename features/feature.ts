import type { BarColumn } from '../domain/bars.ts'
import type { FeatureSpec } from '../domain/ml.ts'
import type { Run } from './run.ts'
import type { Universe } from './universe.ts'

export const FEATURE_GROUPS = [
  'price',
  'technical',
  'volume',
  'volatility',
  'temporal',
  'microstructure',
  'cross_sectional',
  'regime',
] as const
export type FeatureGroup = (typeof FEATURE_GROUPS)[number]

export type FeatureParams = Readonly<Record<string, number | string>>

/** What a parameter may be: a whole number of bars, both ends included, or the name of another feature. */
export type FeatureParam = { readonly of: 'bars'; readonly min: number; readonly max: number } | { readonly of: 'feature' }

interface KindBase {
  /** Name in snake_case; a feature is called after it and its parameters: `log_return_24`. */
  readonly kind: string
  readonly group: FeatureGroup
  /** What it says, for people and agents. */
  readonly title: string
  /** The only columns it looks at; a bar that lacks one of them starts it anew (see completeRuns.ts). */
  readonly reads: readonly BarColumn[]
  /** In the order in which they stand in the name; where there are several numbers, they ascend. */
  readonly params: Readonly<Record<string, FeatureParam>>
  /** The members of the catalogue that are of this kind. */
  readonly settings: readonly FeatureParams[]
  /** Bars must be shorter than this, in ms, for it to say anything (the hour of a daily bar is always the same); undefined: any. */
  readonly barsShorterThanMs?: number | undefined
}

/** A feature of one symbol's own bars. */
export interface BarsKind extends KindBase {
  readonly scope: 'bars'
  /** Whether it asks for an indicator, which is to be had for the symbol's own bars only. */
  readonly usesIndicator: boolean
  /** Index of the first bar with a value, on bars that move. */
  warmup(params: Readonly<Record<string, number>>): number
  /** A fresh column, as long as the run; NaN where there is no value. */
  compute(run: Run, params: Readonly<Record<string, number>>): Float64Array
}

/** A feature of the symbol among others at the same bar. */
export interface UniverseKind extends KindBase {
  readonly scope: 'universe'
  /** `base` is the warm-up of the feature that it is made of, 0 where it takes none. */
  warmup(params: FeatureParams, base: number): number
  compute(universe: Universe, params: FeatureParams): Float64Array
}

export type FeatureKind = BarsKind | UniverseKind

/** One feature with everything there is to know about it before it is computed. */
export interface FeatureDefinition extends FeatureSpec {
  readonly group: FeatureGroup
  readonly title: string
  readonly reads: readonly BarColumn[]
  readonly warmup: number
  readonly scope: FeatureKind['scope']
  readonly barsShorterThanMs?: number | undefined
}
