import { breakoutEdge } from './breakoutEdge.ts'
import type { Edge } from './market.ts'
import { reversionEdge } from './reversionEdge.ts'
import { trendEdge } from './trendEdge.ts'

export const NULL_KINDS = ['null_walk', 'null_shuffled'] as const
export const PLANTED_KINDS = ['planted_reversion', 'planted_breakout', 'planted_trend'] as const
export const MARKET_KINDS = [...NULL_KINDS, ...PLANTED_KINDS] as const

export type NullKind = (typeof NULL_KINDS)[number]
export type PlantedKind = (typeof PLANTED_KINDS)[number]
export type MarketKind = NullKind | PlantedKind

export const EDGES: Readonly<Record<PlantedKind, Edge>> = {
  planted_reversion: reversionEdge,
  planted_breakout: breakoutEdge,
  planted_trend: trendEdge,
}

export function isPlanted(kind: MarketKind): kind is PlantedKind {
  return kind in EDGES
}
