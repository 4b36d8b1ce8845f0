import { barCount } from '../../domain/bars.ts'
import { QuantopiaError } from '../../domain/errors.ts'
import type { PlanBrief } from '../../domain/model.ts'
import { taskOf, type TargetName } from '../../domain/ml.ts'
import type { ModelPlan } from '../../domain/modelPlan.ts'
import { FEATURE_GROUPS, FEATURE_PRESETS, findFeature } from '../../features/catalogue.ts'
import type { ModelFamily } from '../family.ts'
import { settle } from '../hyperparameters.ts'
import { chooseSplit } from './chooseSplit.ts'
import { featuresOf, splitFor } from './carryOut.ts'
import type { TrainingInputs } from './trainingInputs.ts'

/** A horizon may take at most this share of a training range; beyond it purging leaves too little. */
const LONGEST_SHARE = 0.1

/** What a planner is told, with the check that its plan has to pass. */
export function planBrief(
  about: Pick<PlanBrief, 'model_name' | 'features' | 'previous'>,
  family: ModelFamily,
  target: TargetName,
  { dataset, bars, peers, before }: TrainingInputs,
): PlanBrief {
  const count = barCount(bars)
  const check = (plan: ModelPlan): string | undefined => {
    const train = chooseSplit(count, before, dataset.timeframe, plan.horizon_bars).train_bars
    if (plan.horizon_bars > LONGEST_SHARE * train) {
      return `A horizon of ${plan.horizon_bars} bars is too long for ${train} bars to learn from: take at most ${Math.floor(LONGEST_SHARE * train)}.`
    }
    if (plan.barrier !== null && target !== 'direction')
      return `A barrier goes with the target direction, not with ${target}: leave it out.`
    return problemOf(() => {
      const { features } = featuresOf(plan, dataset.timeframe, peers.length)
      const warm = Math.max(...features.map(({ name }) => findFeature(name).warmup))
      splitFor(dataset.timeframe, { bars: count, before, warm, horizonBars: plan.horizon_bars })
      settle(family.name, family.hyperparameters, plan.hyperparameters)
    })
  }
  return {
    ...about,
    family: { name: family.name, title: family.title, hyperparameters: family.hyperparameters },
    target,
    task: taskOf(target),
    dataset_id: dataset.dataset_id,
    timeframe: dataset.timeframe,
    bars: count,
    universe: peers.length,
    presets: Object.keys(FEATURE_PRESETS),
    groups: FEATURE_GROUPS,
    check,
  }
}

/** The sentence of an expected error. */
export function problemOf(work: () => void): string | undefined {
  try {
    work()
    return undefined
  } catch (error) {
    if (error instanceof QuantopiaError) return error.message
    throw error
  }
}
