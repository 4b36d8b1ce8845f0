import type { Side } from '../../../domain/order.ts'
import type { Catalogue, CatalogueEntry } from './catalogue.ts'
import { bareEntry } from './catalogue.ts'
import type { Condition } from './genome.ts'
import type { Motif, Scope } from './motif.ts'
import { findFit, type Fit } from './motifs.ts'

/** A condition with all that is needed to put it into words. */
export interface Placed {
  readonly condition: Condition
  readonly entry: CatalogueEntry
  readonly fit: Fit
  /** Its indicator's name in the strategy. */
  readonly key: string
}

function identifier(name: string): string {
  const plain = name.toLowerCase().replace(/[^a-z0-9_]/g, '_')
  return /^[a-z]/.test(plain) ? plain : `i_${plain}`
}

/** Names for the conditions' indicators: one name for each set of parameters; conditions that the catalogue no longer carries are dropped. */
export function placeConditions(conditions: readonly Condition[], catalogue: Catalogue): Placed[] {
  const keys = new Map<string, string>()
  const taken = new Set<string>()
  return conditions.flatMap((condition) => {
    const entry = catalogue.find(condition.indicator) ?? bareEntry(condition.indicator)
    const fit = findFit(entry, condition.motif, condition.outputs)
    if (fit === undefined) return []
    const about = JSON.stringify([entry.name, condition.params])
    const base = identifier(entry.name)
    let key = keys.get(about) ?? base
    for (let n = 2; !keys.has(about) && taken.has(key); n++) key = `${base}_${n}`
    keys.set(about, key)
    taken.add(key)
    return [{ condition, entry, fit, key }]
  })
}

/** An output as TypeScript; `ago` bars earlier it is read off a view that the strategy names `ago<n>`. */
function codeScope({ condition, entry, fit, key }: Placed): Scope {
  const view = (ago: number): string => (ago === 0 ? 'bar' : `ago${ago}`)
  return {
    n: condition.numbers,
    middle: fit.trait.middle,
    typical: fit.trait.typical,
    price: (field, ago = 0) => `${view(ago)}.${field}`,
    value: (role, ago = 0) => {
      const whole = `${view(ago)}.${key}`
      return entry.outputs.length === 1 ? whole : `${whole}.${fit.trait.outputs[role] ?? 'value'}`
    },
  }
}

const ACRONYM = /^(?:rsi|sma|ema|wma|macd|atr|adx|cci|mfi|obv|vwap|psar|trix|roc|cmf|dema|tema|hma|kama|rma|natr|ad|ppo|cmo|trima)$/

/** `volume_zscore` is VolumeZscore, `rsi` is RSI. */
export function spokenName(name: string): string {
  if (ACRONYM.test(name)) return name.toUpperCase()
  return name
    .split(/[^a-zA-Z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')
}

function wordScope({ condition, entry, fit }: Placed): Scope {
  const earlier = (ago: number): string => (ago === 0 ? '' : ago === 1 ? ' one bar ago' : ` ${ago} bars ago`)
  const settings = Object.values(condition.params).join(', ')
  const name = `${spokenName(entry.name)}${settings === '' ? '' : `(${settings})`}`
  return {
    n: condition.numbers,
    middle: fit.trait.middle,
    typical: fit.trait.typical,
    price: (field, ago = 0) => `${field}${earlier(ago)}`,
    value: (role, ago = 0) => `${name}${entry.outputs.length === 1 ? '' : ` ${fit.trait.outputs[role] ?? ''}`}${earlier(ago)}`,
  }
}

type Part = keyof Pick<Motif, 'when' | 'over'>

/** The condition as a TypeScript expression over `bar` and `ago<n>`. */
export function codeOf(placed: Placed, part: Part, side: Side): string {
  return placed.fit.motif[part](side, codeScope(placed))
}

/** The condition as words. */
export function wordsOf(placed: Placed, part: Part, side: Side): string {
  return placed.fit.motif[part](side, wordScope(placed)).replaceAll('&&', 'AND')
}
