import { z } from 'zod'
import { Task } from './task.ts'

const figure = z.number().nullable()

const Found = z.object({
  strategy_id: z.string(),
  strategy_name: z.string(),
  strategy_type: z.string(),
  strategy_logic: z.string(),
  /** On the research window, as the session reported it. */
  sharpe_ratio: figure,
  /** On another market of the same kind, as long, that no session saw; null where it did not run there. */
  fresh_sharpe_ratio: figure,
})
export type Found = z.infer<typeof Found>

const GateCount = z.object({
  gate: z.string(),
  judged: z.number(),
  rejected: z.number(),
  /** Strategies that every other gate let pass. */
  rejected_alone: z.number(),
})
export type GateCount = z.infer<typeof GateCount>

/** What came of one session. An immutable fact, one line of outcomes.jsonl. */
export const Outcome = z.object({
  key: z.string(),
  task: Task,
  session_id: z.string(),
  stopped_by: z.string(),
  completed: z.number(),
  failed: z.number(),
  trials_counted: z.number(),
  approved: z.array(Found),
  best: Found.nullable(),
  /** One entry per strategy in order: trials counted up to its verdict (null where it got none), and its Sharpe ratio. */
  trials: z.array(figure),
  sharpe_ratios: z.array(figure),
  gates: z.array(GateCount),
  seconds: z.number(),
  finished_at: z.string(),
})
export type Outcome = z.infer<typeof Outcome>
