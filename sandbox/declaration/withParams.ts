import type { ParamPoint } from '../../domain/strategy.ts'
import { DeclarationFault } from './reader.ts'

type Fields = Readonly<Record<string, unknown>>

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value)

/** The record with the values of this point where a text names a parameter; other texts stay, for whoever reads them to refuse. */
function named(value: unknown, point: ParamPoint): unknown {
  if (!isFields(value)) return value
  const numbers = Object.entries(value).map(([key, given]) => {
    const isName = typeof given === 'string' && Object.hasOwn(point, given)
    return [key, isName ? point[given] : given] as const
  })
  return Object.fromEntries(numbers)
}

/** `static exits` at one point. */
export function exitsAt(exits: unknown, point: ParamPoint): unknown {
  return named(exits, point)
}

/** `static needs` at one point: parameters may be named where an indicator takes a number. */
export function needsAt(needs: unknown, point: ParamPoint): unknown {
  if (!isFields(needs) || !isFields(needs['indicators'])) return needs
  const indicators = Object.entries(needs['indicators']).map(([own, given]) => {
    const [name, params, ...rest] = Array.isArray(given) ? (given as unknown[]) : []
    return [own, Array.isArray(given) && given.length > 1 ? [name, named(params, point), ...rest] : given] as const
  })
  return { ...needs, indicators: Object.fromEntries(indicators) }
}

/** What `read` gives; what is wrong away from the defaults is said with the point at which it is. */
export function readAt<T>(point: ParamPoint, isDefault: boolean, read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof DeclarationFault) || isDefault) throw error
    const where = Object.entries(point).map(([name, value]) => `${name} = ${value}`)
    throw new DeclarationFault(error.failure.code, `With ${where.join(', ')}: ${error.failure.message}`)
  }
}
