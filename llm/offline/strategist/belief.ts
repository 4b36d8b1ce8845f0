import { normal, type Random } from '../../../math/random.ts'
import type { Area, Row } from './tables.ts'

/** What is believed of an area's reward: a normal distribution. */
export interface Belief {
  readonly mean: number
  readonly deviation: number
}

/** A Sharpe ratio as a reward in (-1, 1): the difference between 0 and 1 counts, that between 4 and 5 hardly does. */
export function reward(sharpe: number): number {
  return Math.tanh(sharpe / 1.5)
}

/** A strategy that failed taught little and cost a trial. */
const FAILURE_REWARD = -0.6

/** A little hope for what was never tried, worth one try. */
const PRIOR_MEAN = 0.1
const PRIOR_TRIES = 1

/** Spread of the reward of single strategies in one area; rough, it only sets how long the bandit keeps looking. */
const REWARD_DEVIATION = 0.45

/** How much the best strategy of an area says beside its average: one good find is worth refining. */
const BEST_SHARE = 0.5

function areaReward({ avg_sharpe: average, best_sharpe: best }: Area): number {
  if (average === null) return FAILURE_REWARD
  return (1 - BEST_SHARE) * reward(average) + BEST_SHARE * reward(best ?? average)
}

function rewards(rows: readonly Row[]): number {
  return rows.reduce((total, { worth }) => total + (worth === null ? FAILURE_REWARD : reward(worth)), 0)
}

/** Posterior of an area's mean reward after its tries (normal, known variance). */
function areaBelief(area: Area | undefined): Belief {
  if (area === undefined) return { mean: PRIOR_MEAN, deviation: REWARD_DEVIATION / Math.sqrt(PRIOR_TRIES) }
  const tries = area.completed + area.failed
  const sum = area.completed * areaReward(area) + area.failed * FAILURE_REWARD
  return {
    mean: (PRIOR_TRIES * PRIOR_MEAN + sum) / (PRIOR_TRIES + tries),
    deviation: REWARD_DEVIATION / Math.sqrt(PRIOR_TRIES + tries),
  }
}

/** How much the two margins together say about one cell, in tries. */
const MARGIN_TRIES = 2

/** What a strategy is worth depends more on its idea than on whether a model has a say in it. */
const LOGIC_SHARE = 0.75

/**
 * Belief in one arm (type × logic): the mean of its margins, corrected by what recent strategies in just that cell did.
 * Only recent rows correct it: the top rows are there for being good and would flatter every arm.
 */
export function armBelief(type: Area | undefined, logic: Area | undefined, cell: readonly Row[]): Belief {
  const [ofType, ofLogic] = [areaBelief(type), areaBelief(logic)]
  const prior = LOGIC_SHARE * ofLogic.mean + (1 - LOGIC_SHARE) * ofType.mean
  const deviation = Math.max(ofType.deviation, ofLogic.deviation)
  return { mean: (MARGIN_TRIES * prior + rewards(cell)) / (MARGIN_TRIES + cell.length), deviation }
}

/** What an indicator's record in other logics says about this one, in tries: what trends by it may be worthless for fading by it. */
const MARGINAL_TRIES = 0.5

/** Belief in one indicator for one logic: `cell` are the rows of that logic which use it. */
export function indicatorBelief(marginal: Area | undefined, cell: readonly Row[]): Belief {
  const sum = rewards(cell)
  const elsewhere = marginal === undefined ? 0 : MARGINAL_TRIES
  const tries = PRIOR_TRIES + elsewhere + cell.length
  const mean = (PRIOR_TRIES * PRIOR_MEAN + (marginal === undefined ? 0 : elsewhere * areaReward(marginal)) + sum) / tries
  return { mean, deviation: REWARD_DEVIATION / Math.sqrt(tries) }
}

/** A draw from the belief: choosing the highest draw is Thompson sampling (Thompson 1933; Agrawal & Goyal 2013 for the normal case). */
export function sample(random: Random, { mean, deviation }: Belief): number {
  return mean + deviation * normal(random)
}
