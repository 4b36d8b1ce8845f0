import type { ParamPoint } from '../../domain/strategy.ts'
import { DeclarationFault, onlyKeys, record, shown } from './reader.ts'

export const MAX_PARAMS = 6
/** Of what agents write; a person may ask for more (SandboxOptions). */
export const MAX_GRID_POINTS = 64

const SAY = 'write its values, such as [10, 14, 20], or their range, such as { min: 20, max: 40, step: 10 }'
/** What objects have anyway. */
const TAKEN = ['constructor', 'toJSON', 'then', 'valueOf', 'toString']

export interface ParamGrid {
  readonly values: Readonly<Record<string, readonly number[]>>
  /** Every combination, the defaults first. */
  readonly points: readonly ParamPoint[]
}

/** The values of every parameter and their combinations; one empty point where none is declared. @throws DeclarationFault */
export function readParams(value: unknown, maxPoints = MAX_GRID_POINTS): ParamGrid {
  const entries = Object.entries(record('params', value))
  if (entries.length > MAX_PARAMS) {
    throw new DeclarationFault('too_many_params', `params names ${entries.length}; at most ${MAX_PARAMS} are allowed.`)
  }
  const choices = entries.map(([name, given]) => readChoice(name, given, maxPoints))
  const count = choices.reduce((product, { values }) => product * values.length, 1)
  if (count > maxPoints) {
    const sizes = choices.map(({ name, values }) => `${name} ${values.length}`).join(' × ')
    const message = `params has ${count} combinations (${sizes}); at most ${maxPoints} are allowed, so give fewer values.`
    throw new DeclarationFault('too_many_points', message)
  }
  const combinations = choices.reduce<ParamPoint[]>(
    (points, { name, values }) => points.flatMap((point) => values.map((one) => ({ ...point, [name]: one }))),
    [{}],
  )
  const isDefault = (point: ParamPoint): boolean => choices.every(({ name, byDefault }) => point[name] === byDefault)
  return {
    values: Object.fromEntries(choices.map(({ name, values }) => [name, values])),
    points: [...combinations.filter(isDefault), ...combinations.filter((point) => !isDefault(point))],
  }
}

interface Choice {
  readonly name: string
  readonly values: readonly number[]
  readonly byDefault: number
}

function readChoice(name: string, given: unknown, maxPoints: number): Choice {
  if (!/^[A-Za-z][A-Za-z0-9_]{0,39}$/.test(name) || TAKEN.includes(name)) {
    throw new DeclarationFault('bad_name', `params has the name ${shown(name)}; use letters, digits and _, beginning with a letter.`)
  }
  const path = `params.${name}`
  if (Array.isArray(given)) return choice(name, given, undefined)
  if (typeof given !== 'object' || given === null) throw new DeclarationFault('wrong_type', `${path} is ${shown(given)}; ${SAY}.`)
  const fields = record(path, given)
  const keys = 'values' in fields ? ['values', 'default'] : ['min', 'max', 'step', 'default']
  onlyKeys(path, fields, keys)
  if ('values' in fields && !Array.isArray(fields['values'])) {
    throw new DeclarationFault('wrong_type', `${path}.values is ${shown(fields['values'])}; write [10, 14, 20].`)
  }
  return choice(name, (fields['values'] as unknown[] | undefined) ?? range(path, fields, maxPoints), fields['default'])
}

function range(path: string, { min, max, step }: Readonly<Record<string, unknown>>, maxPoints: number): number[] {
  const [low, high, by] = [min, max, step].map((part) => (typeof part === 'number' ? part : NaN)) as [number, number, number]
  const count = Math.floor((high - low) / by + 1e-9) + 1
  if (!(by > 0 && high >= low)) {
    throw new DeclarationFault('out_of_range', `${path} has min ${shown(min)}, max ${shown(max)} and step ${shown(step)}; ${SAY}.`)
  }
  if (count > maxPoints) {
    throw new DeclarationFault('too_many_points', `${path} has ${count} values; at most ${maxPoints} are allowed: give a larger step.`)
  }
  // 0.1 + 2 × 0.1 is to be 0.3.
  return Array.from({ length: count }, (_, i) => Number((low + i * by).toPrecision(12)))
}

function choice(name: string, given: readonly unknown[], byDefault: unknown): Choice {
  const values = given.filter((one): one is number => typeof one === 'number')
  const [first] = values
  if (first === undefined || values.length < given.length) {
    throw new DeclarationFault('wrong_type', `params.${name} is ${shown(given)}; ${SAY}.`)
  }
  if (new Set(values).size < values.length) {
    throw new DeclarationFault('repeated_value', `params.${name} is ${shown(given)}; give each value once.`)
  }
  const chosen = values.find((one) => one === (byDefault ?? first))
  if (chosen === undefined) {
    throw new DeclarationFault('out_of_range', `params.${name}.default is ${shown(byDefault)}; give one of ${values.join(', ')}.`)
  }
  return { name, values, byDefault: chosen }
}
