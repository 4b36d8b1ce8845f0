import type { StrategyLogic } from '../../../domain/strategy.ts'
import type { Random } from '../../../math/random.ts'
import type { Brief } from '../brief.ts'
import type { GoalHints } from '../goal.ts'
import { triggersOf } from '../grammar/motifs.ts'
import { typesOffered } from './arms.ts'
import { seenRows, type Row, type Tables } from './tables.ts'

/** One indicator alone, as the textbooks use it: nothing beside it can take the credit or the blame. */
export interface Idea {
  readonly logic: StrategyLogic
  readonly indicator: string
}

/** What textbooks name for each logic, the best known first (Murphy 1999; Kaufman 2013). */
const TEXTBOOK: Readonly<Partial<Record<StrategyLogic, readonly string[]>>> = {
  mean_reversion: ['rsi', 'zscore', 'bollinger', 'stochastic', 'cci'],
  breakout: ['donchian', 'bollinger', 'keltner', 'atr'],
  trend_following: ['ema', 'sma', 'macd', 'supertrend'],
  momentum: ['roc', 'macd', 'rsi', 'aroon'],
  volume: ['obv', 'mfi', 'volume_zscore'],
  volatility: ['atr', 'bollinger', 'natr'],
}

/** A market that has seen so many attempts is known well enough to go by the records alone. */
const ENOUGH_ATTEMPTS = 60
/** The first part of a session, where the market is new. */
const SURVEY_SHARE = 0.4

/** Whether the textbooks name this indicator for this logic. */
export function isTextbook(logic: StrategyLogic, indicator: string): boolean {
  return TEXTBOOK[logic]?.includes(indicator) === true
}

function isOf({ logic, indicator }: Idea, row: Row): boolean {
  const [only] = row.indicators_used
  return row.strategy_logic === logic && row.indicators_used.length === 1 && only === indicator && row.strategy_type === 'pure_technical'
}

/** Over, or of no use: without the records it would name the same ideas again and again. */
function isOver({ iteration, iterations }: Brief, { total, missing }: Tables): boolean {
  return (
    missing.includes('get_recent') ||
    total >= ENOUGH_ATTEMPTS ||
    (iterations !== undefined && iteration > Math.ceil(SURVEY_SHARE * iterations))
  )
}

/**
 * The next textbook idea that nobody tried on this market: the best known of every logic before the second best known of any, in an order
 * of logics that the seed draws. A market is surveyed before it is searched, so that no logic is given up for the bad luck of one odd
 * combination. Undefined where the survey is over or the goal asks for models.
 */
export function nextIdea(random: Random, brief: Brief, tables: Tables, goal: GoalHints): Idea | undefined {
  if (isOver(brief, tables) || !typesOffered(tables, goal).includes('pure_technical')) return undefined
  const logics = Object.keys(TEXTBOOK) as StrategyLogic[]
  const wanted = goal.logics.length > 0 ? logics.filter((logic) => goal.logics.includes(logic)) : logics
  const seen = seenRows(tables)
  const open = wanted.flatMap((logic) =>
    (TEXTBOOK[logic] ?? []).flatMap((indicator, place) => {
      const entry = tables.catalogue.find(indicator)
      const able = entry !== undefined && triggersOf(entry, logic).length > 0
      return able && !seen.some((row) => isOf({ logic, indicator }, row)) ? [{ idea: { logic, indicator }, place, lot: random() }] : []
    }),
  )
  return open.sort((a, b) => a.place - b.place || a.lot - b.lot)[0]?.idea
}
