import { UsageError } from '../../domain/errors.ts'
import type { FeaturePlan } from '../../domain/ml.ts'
import type { ModelPlan } from '../../domain/modelPlan.ts'
import type { Timeframe } from '../../domain/timeframe.ts'
import { expandPlan } from '../../features/catalogue.ts'
import { comparesSymbols } from './modelInputs.ts'
import type { TrainingInputs } from './trainingInputs.ts'

/** What a plan comes to: its explicit features, and the bars that they are learnt on. */
export interface Planned {
  readonly features: FeaturePlan
  readonly inputs: TrainingInputs
}

/**
 * A plan on the bars of `alone`, or on those that the symbols have in `common` where it compares them: checked and trained by the same.
 * @throws UsageError on words that no feature has, and on nothing left.
 */
export function plannedOn(plan: ModelPlan, alone: TrainingInputs, common: TrainingInputs): Planned {
  const features = featuresOf(plan, alone.dataset.timeframe, common.peers.length)
  return { features, inputs: comparesSymbols(features) ? common : alone }
}

function featuresOf({ features }: ModelPlan, timeframe: Timeframe, peers: number): FeaturePlan {
  const { groups, include, exclude, limit } = features
  if (groups.length + include.length === 0) throw new UsageError('The plan names no feature: give it groups or include.')
  const words = { ...(groups.length > 0 ? { groups } : {}), ...(include.length > 0 ? { include } : {}) }
  return expandPlan({ ...words, exclude, limit, timeframe, universe: peers > 0 })
}
