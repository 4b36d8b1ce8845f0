import type { Decision } from '../../domain/decision.ts'
import { QuantopiaError } from '../../domain/errors.ts'
import type { ModelSummary } from '../../domain/model.ts'
import { didYouMean } from '../../domain/suggest.ts'
import { findIndicator } from '../../indicators/catalogue.ts'

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
  const family = requested.split('_')[0] ?? ''
  const released = known.models.some((model) => model.model_id === requested)
  if (released || known.families.includes(family)) return undefined
  return `Unknown model "${requested}"${didYouMean(family, known.families)}; families: ${known.families.join(', ')}.`
}
