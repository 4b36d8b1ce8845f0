import { z } from 'zod'
import { TARGETS } from '../../../domain/ml.ts'
import { jsonBlocks } from '../brief.ts'

const Range = z.object({ default: z.number(), min: z.number(), max: z.number(), integer: z.boolean() })
export type Range = z.infer<typeof Range>

/** The part of the request that the policy goes by. */
const Request = z.object({
  model_name: z.string(),
  family: z.object({ name: z.string(), hyperparameters: z.record(z.string(), Range) }),
  target: z.enum(TARGETS),
  features: z.string().optional(),
  timeframe: z.string(),
  bars: z.number(),
  universe: z.number(),
  presets: z.array(z.string()),
  groups: z.array(z.string()),
  previous: z.array(z.object({ model_id: z.string(), horizon_bars: z.number() })),
})
export type Request = z.infer<typeof Request>

export function readRequest(text: string): Request | undefined {
  for (const block of jsonBlocks(text)) {
    const request = Request.safeParse(block)
    if (request.success) return request.data
  }
  return undefined
}
