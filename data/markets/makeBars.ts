import type { Bars } from '../../domain/bars.ts'
import { UsageError } from '../../domain/errors.ts'
import { generateMarket } from './generateMarket.ts'
import { EDGES, isPlanted, type MarketKind } from './kinds.ts'
import { reversionEdge } from './reversionEdge.ts'
import { shuffledBars } from './shuffledBars.ts'

/**
 * The bars of one market of a kind, without what its maker knows. `source` is what `null_shuffled` shuffles.
 * @throws UsageError where that is not given.
 */
export function makeBars(kind: MarketKind, seed: number | string, count: number, source?: Bars): Bars {
  if (isPlanted(kind)) return generateMarket({ seed, bars: count, edge: EDGES[kind] }).bars
  // Of strength 0, any edge is none.
  if (kind === 'null_walk') return generateMarket({ seed, bars: count, edge: reversionEdge, strength: 0 }).bars
  if (source === undefined) throw new UsageError('null_shuffled markets are made of real bars: name a dataset with --dataset.')
  return shuffledBars(source, seed, count)
}
