import { canonicalJson } from '../../domain/hash.ts'
import { taskOf, type ModelVersion, type TargetName } from '../../domain/ml.ts'
import { computeTarget } from '../../features/targets/computeTarget.ts'
import { measurePredictions } from '../walkForward/measurePredictions.ts'
import type { TrainedVersion } from '../walkForward/trainVersion.ts'
import { predictionsOf } from './scores.ts'
import type { ModelInputs } from './modelInputs.ts'
import type { SupplyPorts } from './ports.ts'

/** How a newly trained model does against a released one, where neither was fitted. */
export interface Comparison {
  readonly better: boolean
  /** One sentence with both figures. */
  readonly words: string
}

/** By what two models of a target are compared. */
function figureOf(target: TargetName): 'test_auc' | 'test_rank_correlation' {
  return taskOf(target) === 'classification' ? 'test_auc' : 'test_rank_correlation'
}

/** Whether both foretell the same thing; otherwise neither supersedes the other's figures. */
export function isComparable({ target }: TrainedVersion, version: ModelVersion): boolean {
  return canonicalJson(target) === canonicalJson(version.target_spec)
}

/**
 * Compares on the bars that both predict out of sample; undefined where there are none to tell by. `inputs` are the bars that the
 * candidate was trained on.
 */
export async function compareWith(
  ports: SupplyPorts,
  trained: TrainedVersion,
  incumbent: ModelVersion,
  inputs: ModelInputs,
): Promise<Comparison | undefined> {
  const { name, horizonBars } = trained.target
  const peers = await Promise.all(incumbent.dataset_ids.slice(1).map((id) => ports.dataset(id)))
  const theirs = await predictionsOf(ports, incumbent, { ...inputs, peers })
  const { labels } = computeTarget(inputs.bars, trained.target)
  const common = labels.map((label, bar) => (Number.isNaN(theirs[bar]) || Number.isNaN(trained.predictions[bar]) ? NaN : label))
  const figure = figureOf(name)
  const measure = (predictions: Float64Array): Record<string, number> => measurePredictions(name, predictions, common, horizonBars)
  const [mine, before] = [measure(trained.predictions), measure(theirs)]
  const [score, past] = [mine[figure], before[figure]]
  if (score === undefined || past === undefined) return undefined
  const words = `${figure} ${score.toFixed(4)} against ${past.toFixed(4)} of ${incumbent.model_id} on ${mine['test_rows'] ?? 0} bars that neither was fitted on`
  return { better: score > past, words }
}
