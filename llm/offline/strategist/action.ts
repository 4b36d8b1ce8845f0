import type { Random } from '../../../math/random.ts'
import type { Brief } from '../brief.ts'
import { clamp } from '../draw.ts'
import { reward } from './belief.ts'
import type { Upgrade } from './modelChoice.ts'
import type { Row, Tables } from './tables.ts'

export type Action = 'explore' | 'exploit' | 'upgrade'

/** A newer model for something that worked is the cheapest good idea there is. */
const UPGRADE_SHARE = 0.4

/** Share of the session that is over, 0 where its length is not known. */
function progress({ iteration, iterations }: Brief): number {
  return iterations === undefined || iterations <= 1 ? 0 : clamp((iteration - 1) / (iterations - 1), 0, 1)
}

/** How far the best strategy stands above what is usual, 0..1. */
function lead(candidates: readonly Row[], tables: Tables): number {
  const best = candidates[0]?.worth ?? 0
  const recent = tables.recent.map(({ worth }) => reward(worth ?? 0)).sort((a, b) => a - b)
  const usual = recent[Math.floor(recent.length / 2)] ?? 0
  return clamp(reward(best) - Math.max(0, usual), 0, 1)
}

/** A Sharpe ratio so many standard errors above 0 is hardly luck; it is worth most of what is left to spend. */
const FEWEST_ERRORS = 2
const SURE_ERRORS = 4
const MOST_EXPLOITING = 0.75
/** What is left of the wish to refine after each refinement in a row that was not better than the best. */
const PATIENCE = 0.92
/** Attempts back that a refinement counts as lately. */
const LATELY = 20

/** 1 as long as refining helps, less with every refinement seen lately that did not. */
function patience(candidates: readonly Row[], { recent }: Tables): number {
  const best = candidates[0]
  const refined = recent.slice(0, LATELY).filter(({ action }) => action === 'exploit')
  const helped = refined.some(({ strategy_id }) => strategy_id === best?.strategy_id)
  return helped ? 1 : PATIENCE ** refined.length
}

/** How sure it is that the best one has an edge: the standard error of an annual Sharpe ratio is about 1 / √years. */
function conviction({ years }: Brief, [best]: readonly Row[]): number {
  if (years === undefined) return 0
  const errors = (best?.worth ?? 0) * Math.sqrt(years)
  return MOST_EXPLOITING * clamp((errors - FEWEST_ERRORS) / (SURE_ERRORS - FEWEST_ERRORS), 0, 1)
}

/** Probability of refining what is there: little at the start, more as the budget goes and as the best stands out; less where even the best loses. */
export function exploitShare(brief: Brief, candidates: readonly Row[], tables: Tables): number {
  if (candidates.length === 0) return 0
  const share = (0.15 + 0.45 * progress(brief)) * (0.5 + lead(candidates, tables))
  if ((candidates[0]?.worth ?? 0) <= 0) return share / 2
  return patience(candidates, tables) * Math.max(clamp(share, 0.05, MOST_EXPLOITING), conviction(brief, candidates))
}

export function drawAction(random: Random, brief: Brief, candidates: readonly Row[], newer: readonly Upgrade[], tables: Tables): Action {
  const roll = random()
  const upgrade = newer.length > 0 ? UPGRADE_SHARE : 0
  if (roll < upgrade) return 'upgrade'
  return roll < upgrade + (1 - upgrade) * exploitShare(brief, candidates, tables) ? 'exploit' : 'explore'
}
