import type { Decision } from '../../domain/decision.ts'
import { QuantopiaError } from '../../domain/errors.ts'
import type { ModelSummary } from '../../domain/model.ts'
import { findIndicator } from '../../indicators/catalogue.ts'
import { parseModelId } from '../../models/registry/modelId.ts'

/** What a decision refers to must exist: a sentence to give back to the agent, or undefined. */
export function checkDecision(
  decision: Decision,
  known: { families: readonly string[]; models: readonly ModelSummary[]; hasStrategy: (id: string) => boolean },
): string | undefined {
  for (const name of decision.indicators) {
    try {
      findIndicator(name)
    } catch (error) {
      if (error instanceof QuantopiaError) return error.message
      throw error
    }
  }
  if (decision.parent_id !== null && !known.hasStrategy(decision.parent_id)) {
    return `There is no strategy "${decision.parent_id}"; take a strategy_id from get_top or get_recent, or null.`
  }
  const requested = decision.ml_requirements?.model_id
  if (requested === undefined) return undefined
  if (known.families.length === 0 && known.models.length === 0) {
    return `No model family is installed and no model is released, so ${decision.strategy_type} cannot run; choose pure_technical.`
  }
  if (known.models.some((model) => model.model_id === requested)) return undefined
  return problemOfModel(requested, known.families)
}

/** What is wrong with a request for a model that has to be trained. */
function problemOfModel(requested: string, families: readonly string[]): string | undefined {
  try {
    const { family } = parseModelId(requested)
    return families.includes(family) ? undefined : `${family} cannot be trained on this machine; families: ${families.join(', ')}.`
  } catch (error) {
    if (error instanceof QuantopiaError) return error.message
    throw error
  }
}
