import { UsageError } from '../../domain/errors.ts'
import type { StrategyNeeds } from '../../domain/strategy.ts'
import { findIndicator } from '../../indicators/catalogue.ts'
import { resolveParams } from '../../indicators/resolve.ts'
import { DeclarationFault, onlyKeys, optionalNumber, record, shown } from './reader.ts'

export const MAX_INDICATORS = 12
export const MAX_MODELS = 4
export const MAX_WARMUP_BARS = 5_000

/** What `bar` has anyway. */
const BAR_FIELDS = ['open', 'high', 'low', 'close', 'volume', 'hour', 'dayOfWeek', 'ago', 'mlSignal', 'prediction', 'toJSON', 'then']
const MODEL_ID = /^[A-Z][A-Za-z0-9]*_[a-z][a-z0-9]*(?:_[a-z0-9]+)*_(?:v[1-9]\d{0,5}|latest)$/

/** @throws DeclarationFault naming the first thing wrong. */
export function readNeeds(value: unknown): StrategyNeeds {
  const needs = record('needs', value)
  onlyKeys('needs', needs, ['warmupBars', 'indicators', 'models'])
  const say = `a whole number from 0 to ${MAX_WARMUP_BARS}`
  return {
    warmupBars: optionalNumber('needs.warmupBars', needs['warmupBars'], { min: 0, max: MAX_WARMUP_BARS, integer: true, say }) ?? 0,
    indicators: readNamed('needs.indicators', needs['indicators'], MAX_INDICATORS, 'too_many_indicators', readIndicator),
    models: readNamed('needs.models', needs['models'], MAX_MODELS, 'too_many_models', readModel),
  }
}

function readNamed<T>(
  path: string,
  value: unknown,
  limit: number,
  tooMany: string,
  read: (path: string, value: unknown) => T,
): Record<string, T> {
  const entries = Object.entries(record(path, value))
  if (entries.length > limit) throw new DeclarationFault(tooMany, `${path} names ${entries.length}; at most ${limit} are allowed.`)
  for (const [name] of entries) {
    if (!/^[A-Za-z_][A-Za-z0-9_]{0,39}$/.test(name) || name.startsWith('__')) {
      throw new DeclarationFault('bad_name', `${path} has the name ${shown(name)}; use letters, digits and _, beginning with a letter.`)
    }
    if (BAR_FIELDS.includes(name))
      throw new DeclarationFault('name_clash', `${path}.${name}: bar.${name} has a meaning already; choose another name.`)
  }
  return Object.fromEntries(entries.map(([name, entry]) => [name, read(`${path}.${name}`, entry)]))
}

function readIndicator(path: string, value: unknown): readonly [string, Readonly<Record<string, number>>] {
  const [name, given, ...rest] = Array.isArray(value) ? (value as unknown[]) : []
  if (typeof name !== 'string' || rest.length > 0) {
    throw new DeclarationFault('wrong_type', `${path} is ${shown(value)}; write [name, parameters], such as ['rsi', { period: 14 }].`)
  }
  const params = record(`${path}[1]`, given)
  for (const [key, number] of Object.entries(params)) {
    if (typeof number !== 'number')
      throw new DeclarationFault('bad_parameter', `${path}: the parameter "${key}" is ${shown(number)}; give a number.`)
  }
  const indicator = usable('unknown_indicator', path, () => findIndicator(name))
  return [indicator.name, usable('bad_parameter', path, () => resolveParams(indicator, params as Record<string, number>))]
}

function usable<T>(code: string, path: string, find: () => T): T {
  try {
    return find()
  } catch (error) {
    if (error instanceof UsageError) throw new DeclarationFault(code, `${path}: ${error.message}`)
    throw error
  }
}

function readModel(path: string, value: unknown): string {
  if (typeof value === 'string' && MODEL_ID.test(value)) return value
  throw new DeclarationFault('bad_model_id', `${path} is ${shown(value)}; write <Family>_<target>_v<N>, such as 'XGBoost_direction_v3'.`)
}
