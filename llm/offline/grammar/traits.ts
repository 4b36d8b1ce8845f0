import type { CatalogueEntry } from './catalogue.ts'

/**
 * What can be said about an indicator's outputs without knowing the market's price:
 * oscillator (moves between bounds), line (a price), bands (prices around the price), pair (two that cross), zero (signed),
 * strength (how much of a trend), dispersion (how wide bars are), flow (a running sum), surge (how unusual a bar is),
 * flag (+1 or -1), drift (nothing is known: it may rise or fall).
 */
export type TraitKind = 'oscillator' | 'line' | 'bands' | 'pair' | 'zero' | 'strength' | 'dispersion' | 'flow' | 'surge' | 'flag' | 'drift'

export interface Trait {
  readonly kind: TraitKind
  /** Role → output. */
  readonly outputs: Readonly<Record<string, string>>
  /** Oscillators: the middle of the range. */
  readonly middle: number
  /** Distance from the middle, or from zero, that about one bar in twenty exceeds; NaN where it depends on the price. */
  readonly typical: number
}

/** Tails on hourly bars of liquid markets, in the output's own unit; a rough start that refinement tunes. */
const TYPICAL: Readonly<Record<string, number>> = {
  rsi: 21,
  stochastic: 32,
  stoch_rsi: 34,
  williams_r: 36,
  mfi: 25,
  cmf: 0.2,
  aroon: 75,
  cmo: 45,
  ultimate_oscillator: 17,
  zscore: 2,
  roc: 2,
  cci: 130,
  trix: 0.08,
}

const DISPERSION = /atr|true_range|volatility|stddev|deviation|bandwidth|ulcer|dispersion/
const STRENGTH = /^adx$|filter|efficiency|strength_of_trend/
const SURGE = /volume_z_?score|relative_volume/
const PAIRS: readonly (readonly [string, string])[] = [
  ['plus_di', 'minus_di'],
  ['plus', 'minus'],
  ['up', 'down'],
  ['macd', 'signal'],
  ['tenkan', 'kijun'],
  ['conversion', 'base'],
]
const SIGNED = new Set(['roc', 'cci', 'trix', 'ppo', 'momentum', 'macd', 'zscore', 'adosc'])

const PRICE_OUTPUT = /upper|lower|middle|tenkan|kijun|senkou|conversion|base|span/

/**
 * The scale of one output. Where only the distinct scales of all outputs are told (`price, -1..1`), they are matched in
 * order if there are as many, else by what the output is called; '' where that leaves a doubt.
 */
function scaleOf({ scale, scales, outputs }: CatalogueEntry, output: string): string {
  const given = scales[output]
  if (given !== undefined) return given
  const distinct = scale.split(', ')
  if (distinct.length === 1) return scale
  if (distinct.length === outputs.length) return distinct[outputs.indexOf(output)] ?? ''
  if (PRICE_OUTPUT.test(output) && distinct.includes('price')) return 'price'
  if (/oscillator/.test(output)) return distinct.find((one) => rangeOf(one)?.symmetric === true) ?? ''
  return ''
}

function rangeOf(scale: string): { middle: number; reach: number; symmetric: boolean } | undefined {
  const [low, high] = scale.split('..').map(Number)
  if (low === undefined || high === undefined || !(high > low) || high - low > 1000) return undefined
  return { middle: (low + high) / 2, reach: (high - low) / 2, symmetric: low === -high }
}

function trait(kind: TraitKind, outputs: Record<string, string>, middle = 0, typical = Number.NaN): Trait {
  return { kind, outputs, middle, typical }
}

function oneOutput(entry: CatalogueEntry, output: string): Trait {
  const { name, group } = entry
  const label = output === 'value' ? name : output
  const scale = scaleOf(entry, output)
  const range = rangeOf(scale)
  const roles = { value: output }
  if (output === 'percent_b') return trait('oscillator', roles, 0.5, 0.45)
  if (SURGE.test(name)) return trait('surge', roles)
  if (/direction/.test(output)) return trait('flag', roles)
  if (DISPERSION.test(label) || DISPERSION.test(name)) return trait('dispersion', roles)
  if (STRENGTH.test(label) || STRENGTH.test(name)) return trait('strength', roles)
  if (SIGNED.has(name) || output === 'close_change') return trait('zero', roles, 0, TYPICAL[name] ?? Number.NaN)
  if (range !== undefined) return trait('oscillator', roles, range.middle, TYPICAL[name] ?? 0.6 * range.reach)
  if (scale === 'price') return trait('line', roles)
  if (scale === 'volume') return trait('flow', roles)
  if (scale === 'price difference') return trait(group === 'volatility' ? 'dispersion' : 'zero', roles)
  return trait(group === 'volatility' ? 'dispersion' : 'drift', roles)
}

function combined(outputs: readonly string[]): Trait[] {
  const has = (output: string): boolean => outputs.includes(output)
  const bands = has('upper') && has('lower') ? [trait('bands', { upper: 'upper', lower: 'lower' })] : []
  const pairs = PAIRS.filter(([plus, minus]) => has(plus) && has(minus)).map(([plus, minus]) => trait('pair', { plus, minus }))
  return [...bands, ...pairs]
}

/** An indicator's traits, the most telling first; never empty. */
export function traitsOf(entry: CatalogueEntry): Trait[] {
  const several = combined(entry.outputs)
  const taken = new Set(several.flatMap((one) => Object.values(one.outputs)))
  const singles = entry.outputs.filter((output) => !taken.has(output)).map((output) => oneOutput(entry, output))
  const flagged = singles.some(({ kind }) => kind === 'flag')
  // A stop-and-reverse line says what its flag says already; what drifts beside better-known outputs says little.
  const telling = singles.filter(({ kind }) => !(flagged && kind === 'line') && !(kind === 'drift' && several.length > 0))
  const all = [...several, ...telling]
  return all.length > 0 ? all : [trait('drift', { value: entry.outputs[0] ?? 'value' })]
}
