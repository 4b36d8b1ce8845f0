import { STRATEGY_LOGICS, type StrategyLogic, type StrategyType } from '../../../domain/strategy.ts'
import type { Random } from '../../../math/random.ts'
import type { GoalHints } from '../goal.ts'
import { triggersOf } from '../grammar/motifs.ts'
import { armBelief, sample } from './belief.ts'
import type { Tables } from './tables.ts'

/** One arm of the bandit. */
export interface Arm {
  readonly type: StrategyType
  readonly logic: StrategyLogic
  readonly draw: number
}

/** Added to the draw of a logic that the goal names: more than luck gives, less than a good record can. */
const GOAL_BONUS = 0.8

/** Added to the draws of a type that has had less than this share of the tries: of what is seldom tried nobody knows what it is worth. */
const NEGLECTED_SHARE = 1 / 8
const NEGLECT_BONUS = 0.8

/** Whether a type has had less than its share of the tries. */
export function isNeglected(type: StrategyType, { byType, total }: Tables): boolean {
  return (byType.get(type)?.attempts ?? 0) < Math.round(NEGLECTED_SHARE * total)
}

/** Machine learning is only an option where there are models or families that can be trained. */
export function typesOffered({ models, families }: Tables, goal: GoalHints): readonly StrategyType[] {
  const possible: readonly StrategyType[] =
    models.length + families.length > 0 ? ['pure_technical', 'hybrid_ml', 'pure_ml'] : ['pure_technical']
  const wanted = goal.types?.filter((type) => possible.includes(type)) ?? []
  return wanted.length > 0 ? wanted : possible
}

function logicsFor(type: StrategyType, { catalogue }: Tables): readonly StrategyLogic[] {
  if (type === 'pure_ml') return ['ml_signal']
  const technical = STRATEGY_LOGICS.filter((logic) => logic !== 'ml_signal')
  const carried = technical.filter((logic) => catalogue.entries.some((entry) => triggersOf(entry, logic).length > 0))
  const usable = carried.length > 0 ? carried : technical
  return type === 'hybrid_ml' ? [...usable, 'ml_signal'] : usable
}

/** Every arm with its draw, the highest first. */
export function drawArms(random: Random, tables: Tables, goal: GoalHints): Arm[] {
  const arms = typesOffered(tables, goal).flatMap((type) =>
    logicsFor(type, tables).map((logic): Arm => {
      const cell = tables.recent.filter((row) => row.strategy_type === type && row.strategy_logic === logic)
      const belief = armBelief(tables.byType.get(type), tables.byLogic.get(logic), cell)
      const bonus = (goal.logics.includes(logic) ? GOAL_BONUS : 0) + (isNeglected(type, tables) ? NEGLECT_BONUS : 0)
      return { type, logic, draw: sample(random, belief) + bonus }
    }),
  )
  return arms.sort((a, b) => b.draw - a.draw)
}
