import type { StrategyLogic, StrategyType } from '../../domain/strategy.ts'
import type { Sides } from './grammar/genome.ts'

/** The few things the policy makes out in a goal: it matches words, it understands nothing. */
export interface GoalHints {
  readonly logics: readonly StrategyLogic[]
  readonly sides: Sides
  /** Undefined where the goal does not restrict the type. */
  readonly types: readonly StrategyType[] | undefined
  /** The hints in words, for the rationale. */
  readonly heard: readonly string[]
}

const LOGIC_WORDS: readonly (readonly [RegExp, StrategyLogic])[] = [
  [/mean[\s_-]?rever/i, 'mean_reversion'],
  [/\btrend/i, 'trend_following'],
  [/\bmomentum\b/i, 'momentum'],
  [/\bbreak[\s-]?outs?\b/i, 'breakout'],
  [/\bvolatility\b/i, 'volatility'],
  [/\bvolumes?\b/i, 'volume'],
]

const NO_MODELS =
  /\b(?:pure(?:ly)? technical|technical only|only technical|no (?:ml|machine learning|models?)|without (?:ml|machine learning|models?))\b/i
const ONLY_MODELS = /\b(?:pure ml|ml only|only (?:ml|machine learning))\b/i
const LONG_ONLY = /\b(?:long[\s-]only|only long|no short(?:s|ing)?|long side only)\b/i
const SHORT_ONLY = /\b(?:short[\s-]only|only short|no longs?|short side only)\b/i

function sidesIn(goal: string): Sides {
  if (LONG_ONLY.test(goal)) return 'long'
  return SHORT_ONLY.test(goal) ? 'short' : 'both'
}

export function readGoal(goal: string): GoalHints {
  const logics = LOGIC_WORDS.filter(([word]) => word.test(goal)).map(([, logic]) => logic)
  const sides = sidesIn(goal)
  const types: readonly StrategyType[] | undefined = NO_MODELS.test(goal)
    ? ['pure_technical']
    : ONLY_MODELS.test(goal)
      ? ['pure_ml']
      : undefined
  const heard = [...logics, ...(sides === 'both' ? [] : [`${sides} side only`]), ...(types ?? [])]
  return { logics, sides, types, heard }
}
