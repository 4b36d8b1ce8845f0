import { BadDataError } from '../../domain/errors.ts'
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
  const instead = `ask for ${wanted.modelName}_latest`
  if (version.timeframe !== timeframe) {
    const message = `${version.model_id} was trained on ${version.timeframe} bars and cannot predict ${timeframe} bars; ${instead}.`
    return failed('model_unfit', message)
  }
  if (version.dataset_ids[0] !== scope.dataset_id) {
    const message = `${version.model_id} was trained on ${version.dataset_ids[0] ?? 'no dataset'}, not on ${scope.dataset_id}; ${instead}.`
    return failed('model_unfit', message)
  }
  if (!isOfItsTime(version, scope.window_to)) {
    const message = `${version.model_id} was made with bars up to ${version.window_to}, and the window ends ${scope.window_to}: it was chosen by what came after; ${instead}.`
    return failed('model_unfit', message)
  }
  return found(ports, version, `${version.model_id} exists`)
}

/** Whether nothing from the end of a window on went into the version: neither its snapshots nor the figures that it was released for. */
export function isOfItsTime({ window_to }: Pick<ModelVersion, 'window_to'>, windowEnd: string): boolean {
  return Date.parse(window_to) < Date.parse(windowEnd)
}

/** Checked file by file before anybody relies on it. */
function found(ports: SupplyPorts, { model_id }: ModelVersion, note: string): ModelOutcome {
  try {
    ports.registry.getVersion(model_id)
  } catch (error) {
    if (error instanceof BadDataError) return failed('model_damaged', error.message)
    throw error
  }
  return { ok: true, model_id, trained: false, note }
}

/** The newest version of a name that was trained on this dataset and predicts enough of the window. */
function newestFor(ports: SupplyPorts, modelName: string, scope: ModelScope): ModelVersion | undefined {
  const [from, to] = [Date.parse(scope.window_from), Date.parse(scope.window_to)]
  const limit = from + LATEST_START * (to - from)
  return versionsOf(ports, modelName, scope).find(({ folds }) => Date.parse(folds[0]?.predict_from ?? scope.window_to) <= limit)
}

/** Versions of a name that were trained on the dataset and on nothing behind the window, newest first. */
export function versionsOf(ports: SupplyPorts, modelName: string, scope: ModelScope): ModelVersion[] {
  const all = ports.registry.listAllModels()
  const fits = (version: ModelVersion): boolean => version.dataset_ids[0] === scope.dataset_id && isOfItsTime(version, scope.window_to)
  return all.filter((version) => version.model_name === modelName && fits(version)).reverse()
}
