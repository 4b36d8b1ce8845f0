import { z } from 'zod'
import { STRATEGY_LOGICS, STRATEGY_TYPES } from './strategy.ts'

export const EXPLORATION_ACTIONS = ['exploit', 'explore', 'upgrade'] as const

/** What changed against the parent strategy, in words and as one of the known modifications. */
export const ExplorationVector = z.object({
  modification: z
    .string()
    .min(1)
    .max(60)
    .describe('short name of the change, e.g. new_idea, tuned_parameters, swapped_indicator, added_filter, changed_exits, upgraded_model'),
  details: z.string().min(1).max(600),
})

export const MlRequirements = z.object({
  model_id: z.string().min(1).max(120).describe('<Family>_<target>_v<N>, or <Family>_<target>_latest'),
  features: z.string().max(200).optional().describe('what the features should focus on, e.g. volume_focused'),
})

/** What to try next and why: the strategy agent's structured output. */
export const Decision = z
  .object({
    action: z
      .enum(EXPLORATION_ACTIONS)
      .describe('exploit a top performer, explore something new, or upgrade a past strategy to a newer model'),
    strategy_type: z.enum(STRATEGY_TYPES),
    logic: z.enum(STRATEGY_LOGICS).describe('the idea behind the entries'),
    rationale: z.string().min(10).max(1200).describe('why this, given what the tables show'),
    indicators: z.array(z.string().min(1)).max(6).describe('names from list_indicators'),
    ml_requirements: MlRequirements.nullable().default(null).describe('null for pure_technical'),
    parent_id: z.string().nullable().default(null).describe('strategy_id that this one refines; null for a new idea'),
    exploration_vector: ExplorationVector,
  })
  .superRefine((decision, context) => {
    const needsModel = decision.strategy_type !== 'pure_technical'
    if (needsModel && decision.ml_requirements === null) {
      context.addIssue({ code: 'custom', path: ['ml_requirements'], message: `${decision.strategy_type} needs ml_requirements` })
    }
    if (!needsModel && decision.ml_requirements !== null) {
      context.addIssue({ code: 'custom', path: ['ml_requirements'], message: 'pure_technical takes no model' })
    }
    if (decision.strategy_type !== 'pure_ml' && decision.indicators.length === 0) {
      context.addIssue({ code: 'custom', path: ['indicators'], message: `${decision.strategy_type} needs at least one indicator` })
    }
    if (decision.action !== 'explore' && decision.parent_id === null) {
      context.addIssue({
        code: 'custom',
        path: ['parent_id'],
        message: `${decision.action} needs the parent_id of the strategy it starts from`,
      })
    }
  })
export type Decision = z.infer<typeof Decision>
