import { barCount } from '../../domain/bars.ts'
import type { ModelVersion } from '../../domain/ml.ts'
import { rollingRank } from '../../features/kernels/rollingRank.ts'
import type { FeatureSource } from '../walkForward/predictPointInTime.ts'
import { barsBetween, featureTable, inputsHash, type ModelInputs } from './modelInputs.ts'
import type { SupplyPorts } from './ports.ts'

/** A month of hours: what a value is high or low against. */
const RANK_BARS = 720

/** The bars of a dataset before `until`, and the symbols that the version compares with. */
async function inputsFor(ports: SupplyPorts, version: ModelVersion, datasetId: string, until: number): Promise<ModelInputs> {
  const dataset = await ports.dataset(datasetId)
  const others = version.dataset_ids.filter((id) => id !== dataset.dataset_id)
  const peers = await Promise.all(others.map((id) => ports.dataset(id)))
  return { dataset, bars: barsBetween(await ports.bars(datasetId), -Infinity, until), peers }
}

/** A version's features of these bars, computed only where the predictions aren't cached. */
function featureSource(ports: SupplyPorts, version: ModelVersion, inputs: ModelInputs): FeatureSource {
  return {
    hash: inputsHash(version.feature_plan, inputs),
    matrix: async () => {
      const { names, columns } = await featureTable(ports, version.feature_plan, inputs)
      return { rows: barCount(inputs.bars), names, columns }
    },
  }
}

/** Out-of-sample predictions of a version for these bars, in the model's own unit. */
export async function predictionsOf(ports: SupplyPorts, version: ModelVersion, inputs: ModelInputs): Promise<Float64Array> {
  const request = { time: inputs.bars.time, timeframe: inputs.dataset.timeframe, features: featureSource(ports, version, inputs) }
  return ports.registry.predict(version.model_id, request)
}

/**
 * One score in [0, 1] per bar of the whole dataset, NaN from `until` on. A probability is one already; a predicted return or volatility
 * is told as its rank among the last RANK_BARS predictions, so that a threshold means the same whatever the model foretells.
 */
export async function scoresOf(ports: SupplyPorts, version: ModelVersion, datasetId: string, until: number): Promise<Float64Array> {
  const inputs = await inputsFor(ports, version, datasetId, until)
  const predictions = await predictionsOf(ports, version, inputs)
  const scores = new Float64Array(barCount(await ports.bars(datasetId))).fill(NaN)
  scores.set(version.model_type === 'classification' ? predictions : rollingRank(predictions, RANK_BARS))
  return scores
}
