import { barCount } from '../../domain/bars.ts'
import { QuantopiaError, UsageError } from '../../domain/errors.ts'
import type { PlanBrief } from '../../domain/model.ts'
import { taskOf, type TargetName } from '../../domain/ml.ts'
import type { ModelPlan } from '../../domain/modelPlan.ts'
import { FEATURE_GROUPS, FEATURE_PRESETS, findFeature } from '../../features/catalogue.ts'
import type { ModelFamily } from '../family.ts'
import { settle } from '../hyperparameters.ts'
import { chooseSplit } from './chooseSplit.ts'
import { splitFor } from './carryOut.ts'
import { plannedOn, type Planned } from './plannedOn.ts'
import type { TrainingInputs } from './trainingInputs.ts'

/** A horizon may take at most this share of a training range; beyond it purging leaves too little. */
const LONGEST_SHARE = 0.1

/**
 * What a planner is told, with the check that its plan has to pass. `common`: what is learnt from where the plan compares symbols, if it
 * is less than `inputs`.
 */
export function planBrief(
  about: Pick<PlanBrief, 'model_name' | 'features' | 'previous'>,
  family: ModelFamily,
  target: TargetName,
  inputs: TrainingInputs,
  common = inputs,
): PlanBrief {
  const { dataset } = inputs
  const check = (plan: ModelPlan): string | undefined => {
    if (plan.barrier !== null && target !== 'direction')
      return `A barrier goes with the target direction, not with ${target}: leave it out.`
    return problemOf(() => {
      checkBars(plan, plannedOn(plan, inputs, common))
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
    bars: barCount(inputs.bars),
    universe: common.peers.length,
    presets: Object.keys(FEATURE_PRESETS),
    groups: FEATURE_GROUPS,
    check,
  }
}

/** @throws UsageError for a horizon that leaves too little of these bars, and for too few of them. */
function checkBars({ horizon_bars: horizonBars }: ModelPlan, { features, inputs }: Planned): void {
  const { timeframe } = inputs.dataset
  const [bars, { before }] = [barCount(inputs.bars), inputs]
  const train = chooseSplit(bars, before, timeframe, horizonBars).train_bars
  const longest = Math.floor(LONGEST_SHARE * train)
  if (horizonBars > longest)
    throw new UsageError(`A horizon of ${horizonBars} bars is too long for ${train} bars to learn from: take at most ${longest}.`)
  const warm = Math.max(...features.features.map(({ name }) => findFeature(name).warmup))
  splitFor(timeframe, { bars, before, warm, horizonBars })
}

/** The sentence of an expected error. */
function problemOf(work: () => void): string | undefined {
  try {
    work()
    return undefined
  } catch (error) {
    if (error instanceof QuantopiaError) return error.message
    throw error
  }
}
