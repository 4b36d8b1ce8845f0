import { BadDataError, NoSuchIdError, UsageError } from '../../domain/errors.ts'
import type { ModelOutcome, ModelSummary, ModelSupplier } from '../../domain/model.ts'
import { parseModelId } from '../registry/modelId.ts'
import { fromRegistry, isOfItsTime } from './fromRegistry.ts'
import { fromTraining } from './fromTraining.ts'
import { failed, NotReleased } from './outcome.ts'
import type { SupplyPorts } from './ports.ts'
import { scoresOf } from './scores.ts'

/** Models by request: what the registry has, and what is planned, trained and released where it has none. */
export function openSupplier(ports: SupplyPorts): ModelSupplier {
  const { registry } = ports
  return {
    families: () => ports.families().map(({ name }) => name),
    models: async (datasetId, windowEnd) => {
      const trainable = new Set<string>(ports.families().map(({ name }) => name))
      const isUsable = (model: ModelSummary): boolean => trainable.has(parseModelId(model.model_id).family) && isOfItsTime(model, windowEnd)
      return (await ports.summaries()).filter((model) => model.dataset_ids[0] === datasetId && isUsable(model))
    },
    getOrCreate: async (request, scope, plan) => {
      try {
        const known = await fromRegistry(ports, request, scope)
        return known ?? (await fromTraining(ports, request, scope, plan))
      } catch (error) {
        return answerFor(error)
      }
    },
    scores: async (modelId, datasetId, until, bars) =>
      scoresOf(bars === undefined ? ports : { ...ports, bars }, registry.findVersion(modelId), datasetId, until),
  }
}

/** What was asked for and cannot be had is an answer; a disk, a lock or a bug is not. */
function answerFor(error: unknown): ModelOutcome {
  if (error instanceof NotReleased) return error.outcome
  if (error instanceof UsageError) return failed('model_refused', error.message)
  if (error instanceof BadDataError) return failed('nothing_to_learn', error.message)
  if (error instanceof NoSuchIdError) return failed('model_unavailable', error.message)
  throw error
}
