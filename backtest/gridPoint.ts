import { UsageError } from '../domain/errors.ts'
import type { GridPoint, ParamPoint, StrategyDeclaration } from '../domain/strategy.ts'
import { didYouMean } from '../domain/suggest.ts'

/** Every point that may be run; a strategy without parameters has one. */
export function gridOf({ params, needs, exits }: StrategyDeclaration): readonly [GridPoint, ...GridPoint[]] {
  return params?.grid ?? [{ params: {}, needs, exits }]
}

/** The point with these values, defaults where none is given. @throws UsageError for a name that is not declared or a value that is not among its own. */
export function gridPointAt(declaration: StrategyDeclaration, chosen: ParamPoint = {}): GridPoint {
  const [standard, ...others] = gridOf(declaration)
  const declared = declaration.params?.values ?? {}
  for (const [name, value] of Object.entries(chosen)) assertDeclared(declared, name, value)
  const wanted = { ...standard.params, ...chosen }
  return others.find(({ params }) => Object.entries(wanted).every(([name, value]) => params[name] === value)) ?? standard
}

function assertDeclared(declared: Readonly<Record<string, readonly number[]>>, name: string, value: number): void {
  const names = Object.keys(declared)
  const values = Object.hasOwn(declared, name) ? declared[name] : undefined
  if (values === undefined) {
    const has = names.length === 0 ? 'it declares none' : `it declares ${names.join(', ')}`
    throw new UsageError(`The strategy has no parameter "${name}"${didYouMean(name, names)}: ${has}.`, { parameter: name })
  }
  if (!values.includes(value)) {
    throw new UsageError(`The strategy's parameter "${name}" is ${value}: give one of ${values.join(', ')}.`, { parameter: name, value })
  }
}
