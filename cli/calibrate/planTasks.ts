import { NULL_KINDS, PLANTED_KINDS, type MarketKind } from '../../data/markets/kinds.ts'
import { SEARCHES, type Search } from '../../llm/offline/search.ts'
import type { Settings } from './settings.ts'
import type { Task } from './task.ts'

/** Kinds take turns, so that any number of sessions is spread over them, and more sessions go on where fewer ended. */
function turns(kinds: readonly MarketKind[], count: number): MarketKind[] {
  return Array.from({ length: count }, (_, index) => kinds[index % kinds.length] as MarketKind)
}

const SEEDS_PER_CALIBRATION = 1_000_000
/** Planted markets have other shocks than null ones. */
const PLANTED_SEEDS = 500_000

/** Every session of a calibration, null and planted ones in turn: what is there after a kill says something about both. */
export function planTasks(settings: Settings, codeVersion: string): Task[] {
  const { seed, strategies, goal, source } = settings
  const task = (kind: MarketKind, ordinal: number, bars: number, search: Search): Task => ({
    kind,
    seed: seed * SEEDS_PER_CALIBRATION + ordinal,
    bars,
    strategies,
    goal,
    search,
    source: kind === 'null_shuffled' ? source : null,
    code_version: codeVersion,
  })
  const nullKinds = NULL_KINDS.filter((kind) => kind !== 'null_shuffled' || source !== null)
  const nullBars = (kind: MarketKind): number => (kind === 'null_shuffled' ? settings.shuffled_bars : settings.null_bars)
  const nulls = turns(nullKinds, settings.null_markets).map((kind, index) => task(kind, index, nullBars(kind), 'policy'))
  const planted = turns(PLANTED_KINDS, settings.planted_markets).flatMap((kind, index) => {
    const searches = index < settings.compared_markets ? SEARCHES : (['policy'] as const)
    return searches.map((search) => task(kind, PLANTED_SEEDS + index, settings.planted_bars, search))
  })
  return alternately(nulls, planted)
}

/** Both lists to their ends, each in its order, evenly mixed. */
function alternately<T>(a: readonly T[], b: readonly T[]): T[] {
  const placed = [a, b].flatMap((list) => list.map((item, index) => ({ item, at: (index + 0.5) / list.length })))
  return placed.sort((one, other) => one.at - other.at).map(({ item }) => item)
}
