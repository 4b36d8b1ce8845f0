import { rounded } from '../draw.ts'
import type { CatalogueEntry } from './catalogue.ts'
import type { Placed } from './express.ts'
import type { Genome } from './genome.ts'
import { isWhole } from './params.ts'

/** A number of the strategy that is left to the walk-forward: its values, the genome's own first. */
export interface Choice {
  /** As the strategy calls it in `static params`. */
  readonly name: string
  readonly values: readonly number[]
}

export interface Grid {
  /** Of the indicator with this key in the strategy, its parameter of the same name. */
  readonly indicator?: Choice & { readonly key: string }
  /** Exits by their own names. */
  readonly exits: readonly Choice[]
}

/** Shorter and longer by about as much as tells two memories apart. */
const SHORTER = 0.7
const LONGER = 1.4
const WIDER = 1.5

/**
 * One number and at most three values of it: every point is one more look at the data, for which all that are approved later have to be
 * better. Where no indicator remembers, how long a position is held is chosen, or where it is stopped.
 */
export function gridOf(genome: Genome, placed: readonly Placed[]): Grid {
  const { stopLoss, maxBarsHeld } = genome.exits
  const [first] = placed
  const indicator = first && memoryOf(first)
  if (indicator !== undefined) return { indicator, exits: [] }
  if (maxBarsHeld !== undefined) return { exits: [{ name: 'maxBarsHeld', values: spread(maxBarsHeld, 2, Infinity) }] }
  if (stopLoss === undefined) return { exits: [] }
  return { exits: [{ name: 'stopLoss', values: distinct([stopLoss, Math.min(0.5, rounded(WIDER * stopLoss))]) }] }
}

/** The longest of an indicator's counts of bars, which stays the longest: a slow average must not become the fast one. */
function memoryOf({ key, entry, condition }: Placed): (Choice & { key: string }) | undefined {
  const counts = wholeParams(entry, condition.params).sort((a, b) => b.value - a.value)
  const [longest, next] = counts
  if (longest === undefined) return undefined
  const { min, max } = entry.params[longest.name] as CatalogueEntry['params'][string]
  const values = spread(longest.value, Math.max(2, min, (next?.value ?? 0) + 1), max)
  return values.length < 2 ? undefined : { key, name: longest.name, values }
}

function wholeParams(entry: CatalogueEntry, params: Readonly<Record<string, number>>): { name: string; value: number }[] {
  return Object.entries(params).flatMap(([name, value]) => (isWhole(entry, name) ? [{ name, value }] : []))
}

/** A count, a shorter and a longer one, as far as they lie within the bounds. */
function spread(value: number, least: number, most: number): number[] {
  const others = [Math.round(SHORTER * value), Math.round(LONGER * value)]
  return distinct([value, ...others.filter((one) => one >= least && one <= most)])
}

const distinct = (values: readonly number[]): number[] => [...new Set(values)]
