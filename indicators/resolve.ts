import { UsageError } from '../domain/errors.ts'
import { didYouMean } from '../domain/suggest.ts'
import type { IndicatorParam } from './indicator.ts'

/**
 * Every parameter of an indicator, with defaults where none is given.
 * @throws UsageError on an unknown name, a number out of range, or a fraction where a whole number belongs.
 */
export function resolveParams<Name extends string>(
  indicator: { readonly name: string; readonly params: Readonly<Record<Name, IndicatorParam>> },
  given: Readonly<Record<string, number>>,
): Record<Name, number> {
  const known = Object.entries<IndicatorParam>(indicator.params)
  const names = known.map(([name]) => name)
  for (const name of Object.keys(given)) {
    if (names.includes(name)) continue
    const has = names.length === 0 ? 'it takes none' : `it takes ${names.join(', ')}`
    const message = `The indicator "${indicator.name}" has no parameter "${name}"${didYouMean(name, names)}: ${has}.`
    throw new UsageError(message, { indicator: indicator.name, parameter: name })
  }
  const resolved = known.map(([name, param]) => {
    const value = Object.hasOwn(given, name) ? given[name] : undefined
    return [name, value === undefined ? param.default : checked(indicator.name, name, param, value)] as const
  })
  return Object.fromEntries(resolved) as Record<Name, number>
}

function checked(indicator: string, name: string, param: IndicatorParam, value: number): number {
  const inside = typeof value === 'number' && value >= param.min && value <= param.max
  if (inside && (!param.integer || Number.isInteger(value))) return value
  const kind = param.integer ? 'a whole number' : 'a number'
  const message = `The parameter "${name}" of the indicator "${indicator}" is ${String(value)}: give ${kind} from ${param.min} to ${param.max}.`
  throw new UsageError(message, { indicator, parameter: name, value })
}
