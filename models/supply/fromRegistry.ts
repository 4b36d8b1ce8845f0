import type { ModelOutcome, ModelRequest, ModelScope } from '../../domain/model.ts'
import type { ModelVersion } from '../../domain/ml.ts'
import { parseModelId } from '../registry/modelId.ts'
import { failed } from './outcome.ts'
import type { SupplyPorts } from './ports.ts'

/** A version whose first prediction lies behind this share of the window leaves most of it without any. */
const LATEST_START = 0.6

/** The version that a request names, where there is one that can be used on these bars. */
export async function fromRegistry(ports: SupplyPorts, request: ModelRequest, scope: ModelScope): Promise<ModelOutcome | undefined> {
  const wanted = parseModelId(request.model_id)
  const availability = ports.findFamily(wanted.family).availability()
  if (!availability.ok) return failed('family_unavailable', availability.reason)
  if (wanted.version === 'latest') {
    const latest = newestFor(ports, wanted.modelName, scope)
    return latest === undefined ? undefined : found(ports, latest, `${latest.model_id} is the latest version for these bars`)
  }
  const resolved = ports.registry.resolve(request.model_id)
  if (resolved.status === 'missing') return undefined
  const { timeframe } = await ports.dataset(scope.dataset_id)
  const { version } = resolved
  if (version.timeframe !== timeframe)
    return failed('model_unfit', `${version.model_id} was trained on ${version.timeframe} bars and cannot predict ${timeframe} bars.`)
  return found(ports, version, `${version.model_id} exists`)
}

/** Checked file by file before anybody relies on it. */
function found(ports: SupplyPorts, { model_id }: ModelVersion, note: string): ModelOutcome {
  ports.registry.getVersion(model_id)
  return { ok: true, model_id, trained: false, note }
}

/** The newest version of a name that was trained on this dataset and predicts enough of the window. */
function newestFor(ports: SupplyPorts, modelName: string, scope: ModelScope): ModelVersion | undefined {
  const [from, to] = [Date.parse(scope.window_from), Date.parse(scope.window_to)]
  const limit = from + LATEST_START * (to - from)
  return versionsOf(ports, modelName, scope).find(({ folds }) => Date.parse(folds[0]?.predict_from ?? scope.window_to) <= limit)
}

/** Versions of a name that were trained on the dataset, newest first. */
export function versionsOf(ports: SupplyPorts, modelName: string, scope: ModelScope): ModelVersion[] {
  const all = ports.registry.listAllModels()
  return all.filter((version) => version.model_name === modelName && version.dataset_ids[0] === scope.dataset_id).reverse()
}
