import type { Random } from '../../../math/random.ts'
import type { Brief } from '../brief.ts'
import { clamp } from '../draw.ts'
import { reward } from './belief.ts'
import type { Upgrade } from './modelChoice.ts'
import type { Row, Tables } from './tables.ts'

export type Action = 'explore' | 'exploit' | 'upgrade'

/** A newer model for something that worked is the cheapest good idea there is. */
const UPGRADE_SHARE = 0.6

/** Share of the session that is over, 0 where its length is not known. */
function progress({ iteration, iterations }: Brief): number {
  return iterations === undefined || iterations <= 1 ? 0 : clamp((iteration - 1) / (iterations - 1), 0, 1)
}

/** How far the best strategy stands above what is usual, 0..1. */
function lead(candidates: readonly Row[], tables: Tables): number {
  const best = candidates[0]?.sharpe_ratio ?? 0
  const recent = tables.recent.map(({ sharpe_ratio }) => reward(sharpe_ratio ?? 0)).sort((a, b) => a - b)
  const usual = recent[Math.floor(recent.length / 2)] ?? 0
  return clamp(reward(best) - Math.max(0, usual), 0, 1)
}

/** Probability of refining what is there: little at the start, more as the budget goes and as the best stands out; less where even the best loses. */
export function exploitShare(brief: Brief, candidates: readonly Row[], tables: Tables): number {
  if (candidates.length === 0) return 0
  const share = (0.15 + 0.45 * progress(brief)) * (0.5 + lead(candidates, tables))
  return (candidates[0]?.sharpe_ratio ?? 0) > 0 ? clamp(share, 0.05, 0.75) : share / 2
}

export function drawAction(random: Random, brief: Brief, candidates: readonly Row[], newer: readonly Upgrade[], tables: Tables): Action {
  const roll = random()
  const upgrade = newer.length > 0 ? UPGRADE_SHARE : 0
  if (roll < upgrade) return 'upgrade'
  return roll < upgrade + (1 - upgrade) * exploitShare(brief, candidates, tables) ? 'exploit' : 'explore'
}
