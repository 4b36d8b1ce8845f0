import { isPlanted, MARKET_KINDS, type MarketKind } from '../../../data/markets/kinds.ts'
import { standardDeviation } from '../../../math/moments.ts'
import type { Outcome } from '../outcome.ts'
import type { Settings } from '../settings.ts'
import { average } from './average.ts'
import { gateShares, type GateShare } from './gateShares.ts'
import { approvalRate, shareOf, type Rate } from './rate.ts'
import { compareSearches, type Comparison } from './searches.ts'

export interface KindFigures extends Rate {
  readonly kind: MarketKind
  /** Mean over the sessions of the standard deviation of their strategies' Sharpe ratios. */
  readonly sharpe_spread: number | null
  /** Means over the sessions: trials, and the best strategy's Sharpe ratio, where it was searched for and on a fresh market of the kind. */
  readonly trials: number | null
  readonly best_sharpe: number | null
  readonly best_fresh_sharpe: number | null
}

/** Approved strategies of planted markets, run again on fresh ones. */
export interface HeldUp {
  readonly approved: number
  readonly measured: number
  /** Sharpe ratio above 0 there. */
  readonly held_up: number
  readonly rate: number | null
  readonly mean_fresh_sharpe: number | null
}

export interface Report {
  readonly settings: Settings
  readonly code_version: string
  readonly sessions_planned: number
  readonly sessions_done: number
  /** Mean over all sessions. */
  readonly seconds_per_session: number | null
  /** False discoveries: sessions without an edge that approved anything. */
  readonly false_discovery: Rate
  /** Sessions with an edge that approved anything. */
  readonly power: Rate
  readonly kinds: readonly KindFigures[]
  readonly held_up: HeldUp
  readonly gates: { readonly null: readonly GateShare[]; readonly planted: readonly GateShare[] }
  readonly comparison: Comparison | null
}

function kindFigures(kind: MarketKind, outcomes: readonly Outcome[]): KindFigures {
  return {
    kind,
    ...approvalRate(outcomes),
    sharpe_spread: average(
      outcomes.map(({ sharpe_ratios }) => standardDeviation(Float64Array.from(sharpe_ratios.filter((one) => one !== null)))),
    ),
    trials: average(outcomes.map(({ trials_counted }) => trials_counted)),
    best_sharpe: average(outcomes.map(({ best }) => best?.sharpe_ratio)),
    best_fresh_sharpe: average(outcomes.map(({ best }) => best?.fresh_sharpe_ratio)),
  }
}

function heldUp(outcomes: readonly Outcome[]): HeldUp {
  const approved = outcomes.flatMap((outcome) => outcome.approved)
  const fresh = approved.flatMap(({ fresh_sharpe_ratio }) => fresh_sharpe_ratio ?? [])
  const held_up = fresh.filter((sharpe) => sharpe > 0).length
  const { rate } = shareOf(held_up, fresh.length)
  return { approved: approved.length, measured: fresh.length, held_up, rate, mean_fresh_sharpe: average(fresh) }
}

/** Everything that is reported, from the facts alone. */
export function summarise(settings: Settings, codeVersion: string, planned: number, outcomes: readonly Outcome[]): Report {
  const ofPolicy = outcomes.filter(({ task }) => task.search === 'policy')
  const planted = ofPolicy.filter(({ task }) => isPlanted(task.kind))
  const without = ofPolicy.filter(({ task }) => !isPlanted(task.kind))
  const kinds = MARKET_KINDS.map((kind) =>
    kindFigures(
      kind,
      ofPolicy.filter(({ task }) => task.kind === kind),
    ),
  )
  return {
    settings,
    code_version: codeVersion,
    sessions_planned: planned,
    sessions_done: outcomes.length,
    seconds_per_session: average(outcomes.map(({ seconds }) => seconds)),
    false_discovery: approvalRate(without),
    power: approvalRate(planted),
    kinds: kinds.filter(({ sessions }) => sessions > 0),
    held_up: heldUp(planted),
    gates: { null: gateShares(without), planted: gateShares(planted) },
    comparison: compareSearches(outcomes) ?? null,
  }
}
