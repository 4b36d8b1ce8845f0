import { z } from 'zod'
import { MARKET_KINDS } from '../../data/markets/kinds.ts'
import { factId } from '../../domain/hash.ts'
import { SEARCHES } from '../../llm/offline/search.ts'

/** One session to run on one market: everything that its outcome follows from. */
export const Task = z.strictObject({
  kind: z.enum(MARKET_KINDS),
  /** Of the market and of the session; the same for every search on it. */
  seed: z.number().int(),
  bars: z.number().int().positive(),
  strategies: z.number().int().positive(),
  goal: z.string(),
  search: z.enum(SEARCHES),
  /** What null_shuffled shuffles. */
  source: z.strictObject({ dataset_id: z.string(), content_hash: z.string() }).nullable(),
  /** Of everything that can change the outcome: codeVersion.ts. */
  code_version: z.string(),
})
export type Task = z.infer<typeof Task>

/** The id of the outcome, by content: another seed, setting, dataset or version of the code is another fact. */
export function taskKey(task: Task): string {
  return factId('cal', task)
}
