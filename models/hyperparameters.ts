import { UsageError } from '../domain/errors.ts'
import { didYouMean } from '../domain/suggest.ts'
import type { Hyperparameter } from '../domain/model.ts'

export type Hyperparameters<Name extends string> = Readonly<Record<Name, Hyperparameter>>

/** A value for each: what was given, or the default. @throws UsageError for a name that is not known or a value out of range. */
export function settle<Name extends string>(
  family: string,
  known: Hyperparameters<Name>,
  given: Readonly<Record<string, number>>,
): Record<Name, number> {
  const names = Object.keys(known) as Name[]
  for (const [name, value] of Object.entries(given)) {
    const entry = Object.hasOwn(known, name) ? known[name as Name] : undefined
    if (entry === undefined) {
      throw new UsageError(`${family} has no hyperparameter "${name}"${didYouMean(name, names)}: ${names.join(', ')}.`, { name, names })
    }
    const { min, max, integer } = entry
    if (value >= min && value <= max && (!integer || Number.isInteger(value))) continue
    throw new UsageError(`${family}: ${name} must be ${integer ? 'a whole number' : 'a number'} from ${min} to ${max}, not ${value}.`, {
      name,
      value,
    })
  }
  return Object.fromEntries(names.map((name) => [name, given[name] ?? known[name].default])) as Record<Name, number>
}
