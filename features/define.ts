import type { BarColumn } from '../domain/bars.ts'
import type { BarsKind, FeatureGroup, FeatureParam } from './feature.ts'
import type { Run } from './run.ts'

export interface BarsRange {
  readonly of: 'bars'
  readonly min: number
  readonly max: number
}

/** A whole number of bars. `max` is where a search should stop, and where a slip of the keyboard is caught. */
export function barsParam(min = 2, max = 1000): BarsRange {
  return { of: 'bars', min, max }
}

/** What the author of a feature writes down; `Name` are the names of its parameters. */
export interface FeatureKindSpec<Name extends string> {
  readonly kind: string
  readonly group: FeatureGroup
  readonly title: string
  readonly reads: readonly BarColumn[]
  readonly params: Readonly<Record<Name, BarsRange>>
  /** Values of the parameters in their order, one row per member of the catalogue. */
  readonly settings: readonly (readonly number[])[]
  readonly usesIndicator?: boolean
  readonly barsShorterThanMs?: number
  warmup(params: Readonly<Record<Name, number>>): number
  compute(run: Run, params: Readonly<Record<Name, number>>): Float64Array
}

/** The feature kind of a specification. */
export function defineFeature<Name extends string>(spec: FeatureKindSpec<Name>): BarsKind {
  const names = Object.keys(spec.params)
  return {
    scope: 'bars',
    kind: spec.kind,
    group: spec.group,
    title: spec.title,
    reads: spec.reads,
    params: spec.params as Readonly<Record<string, FeatureParam>>,
    settings: spec.settings.map((row) => Object.fromEntries(names.map((name, k) => [name, row[k] as number]))),
    usesIndicator: spec.usesIndicator ?? false,
    barsShorterThanMs: spec.barsShorterThanMs,
    warmup: (params) => spec.warmup(params as Readonly<Record<Name, number>>),
    compute: (run, params) => spec.compute(run, params as Readonly<Record<Name, number>>),
  }
}
