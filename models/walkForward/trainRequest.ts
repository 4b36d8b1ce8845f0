import type { FeaturePlan, ModelConfig, SplitDefinition, TargetSpec } from '../../domain/ml.ts'
import type { Timeframe } from '../../domain/timeframe.ts'
import type { ModelFamily } from '../family.ts'

/** One fit, told when it has ended: each is a trial, whatever came of it. */
export interface TrainingTrial {
  /** From 0. */
  readonly fit: number
  readonly outcome: 'completed' | 'failed'
}

export interface TrainRequest {
  readonly family: ModelFamily
  readonly config: ModelConfig
  readonly plan: FeaturePlan
  /** Columns of the plan, one value per bar; `warmup`: leading bars of each without a full value. */
  readonly table: { readonly names: readonly string[]; readonly columns: readonly Float64Array[]; readonly warmup: readonly number[] }
  readonly target: TargetSpec
  /** As features/targets gives them. */
  readonly labels: Float64Array
  readonly labelEnd: Int32Array
  /** Bar opens, ms UTC. */
  readonly time: Float64Array
  readonly timeframe: Timeframe
  readonly split: SplitDefinition
  readonly onTrial: (trial: TrainingTrial) => void | Promise<void>
}
