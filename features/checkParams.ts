import { UsageError } from '../domain/errors.ts'
import { didYouMean } from '../domain/suggest.ts'
import type { FeatureKind, FeatureParams } from './feature.ts'

/**
 * The parameters in the order of the kind's names.
 * @throws UsageError on an unknown or missing one, a number out of range, and a longer time that is not longer than the shorter.
 */
export function checkParams(kind: FeatureKind, given: FeatureParams): FeatureParams {
  const names = Object.keys(kind.params)
  const takes = names.length === 0 ? 'it takes none' : `it takes ${names.join(', ')}`
  for (const name of Object.keys(given)) {
    if (Object.hasOwn(kind.params, name)) continue
    const message = `The feature "${kind.kind}" has no parameter "${name}"${didYouMean(name, names)}: ${takes}.`
    throw new UsageError(message, { kind: kind.kind, parameter: name })
  }
  const checked = names.map((name) => [name, checkedValue(kind, name, given[name])] as const)
  checkAscending(kind, checked)
  return Object.fromEntries(checked)
}

function checkedValue(kind: FeatureKind, name: string, value: number | string | undefined): number | string {
  const param = kind.params[name]
  if (param?.of === 'feature') {
    if (typeof value === 'string') return value
    throw new UsageError(`The parameter "${name}" of the feature "${kind.kind}" is ${String(value)}: give the name of a feature.`, {
      kind: kind.kind,
      parameter: name,
      value,
    })
  }
  if (param !== undefined && typeof value === 'number' && Number.isInteger(value) && value >= param.min && value <= param.max) return value
  const range = param === undefined ? '' : ` from ${param.min} to ${param.max}`
  const message = `The parameter "${name}" of the feature "${kind.kind}" is ${String(value)}: give a whole number${range}.`
  throw new UsageError(message, { kind: kind.kind, parameter: name, value })
}

function checkAscending(kind: FeatureKind, params: readonly (readonly [string, number | string])[]): void {
  for (let k = 1; k < params.length; k++) {
    const [lesser, less] = params[k - 1] as readonly [string, number | string]
    const [greater, more] = params[k] as readonly [string, number | string]
    if (less < more) continue
    const message = `The feature "${kind.kind}" needs ${lesser} < ${greater}, but they are ${less} and ${more}.`
    throw new UsageError(message, { kind: kind.kind, [lesser]: less, [greater]: more })
  }
}
