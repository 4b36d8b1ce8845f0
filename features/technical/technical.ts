import type { BarColumn } from '../../domain/bars.ts'
import { type BarsRange, defineFeature } from '../define.ts'
import type { BarsKind } from '../feature.ts'
import { differences } from '../kernels/elementwise.ts'
import { logRatios } from '../kernels/quotient.ts'
import type { Run } from '../run.ts'

type Outputs = Readonly<Record<string, Float64Array>>

/** A feature made of one indicator; `reads` are the indicator's own, lest the two start anew at different bars. */
export interface TechnicalSpec<Name extends string> {
  readonly kind: string
  readonly title: string
  readonly indicator: string
  readonly reads: readonly BarColumn[]
  readonly params: Readonly<Record<Name, BarsRange>>
  readonly settings: readonly (readonly number[])[]
  warmup(params: Readonly<Record<Name, number>>): number
  /** Parameters of the indicator. */
  with(params: Readonly<Record<Name, number>>): Record<string, number>
  /** A fresh column without a unit. */
  value(outputs: Outputs, run: Run): Float64Array
}

export function defineTechnical<Name extends string>(spec: TechnicalSpec<Name>): BarsKind {
  return defineFeature<Name>({
    kind: spec.kind,
    group: 'technical',
    title: `${spec.title} (indicator ${spec.indicator})`,
    reads: spec.reads,
    usesIndicator: true,
    params: spec.params,
    settings: spec.settings,
    warmup: (params) => spec.warmup(params),
    compute: (run, params) => spec.value(run.indicator(spec.indicator, spec.with(params)), run),
  })
}

/** An output that has no unit already, as it is. */
export function output(name: string): (outputs: Outputs) => Float64Array {
  return (outputs) => named(outputs, name).slice()
}

/** One output less another. */
export function spread(a: string, b: string): (outputs: Outputs) => Float64Array {
  return (outputs) => differences(named(outputs, a), named(outputs, b))
}

/** ln(close / an output). */
export function closeOver(name: string): (outputs: Outputs, run: Run) => Float64Array {
  return (outputs, run) => logRatios(run.bars.close, named(outputs, name))
}

/** An output of an indicator, shared: not to be written to. */
export function named(outputs: Outputs, name: string): Float64Array {
  const column = outputs[name]
  if (column === undefined) throw new TypeError(`an indicator has no output ${name}: it has ${Object.keys(outputs).join(', ')}`)
  return column
}
