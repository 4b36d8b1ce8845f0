import { z } from 'zod'

const words = z.array(z.string().min(1).max(60)).max(40)

/** How a model is to be made: the ML quant agent's structured output. What it names is checked against what exists before anything is trained. */
export const ModelPlan = z.object({
  features: z
    .object({
      groups: words.default([]).describe('presets or groups, e.g. volume_focused, compact, price'),
      include: words.default([]).describe('kinds or single features, e.g. rsi, log_return_24'),
      exclude: words.default([]).describe('taken out again'),
      limit: z.number().int().min(1).max(300).default(80).describe('features at most'),
    })
    .describe('what the model sees; groups and include together name at least one feature'),
  horizon_bars: z.number().int().min(1).max(500).describe('how many bars ahead the target looks'),
  barrier: z
    .object({ take_profit: z.number().positive().max(1), stop_loss: z.number().positive().max(1) })
    .nullable()
    .default(null)
    .describe('direction only: triple-barrier labels, as fractions of the close; null for the plain direction'),
  hyperparameters: z.record(z.string(), z.number()).default({}).describe('those that differ from the defaults'),
  rationale: z.string().min(10).max(1200).describe('why these features and this configuration'),
})
export type ModelPlan = z.infer<typeof ModelPlan>
