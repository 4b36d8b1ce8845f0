import { StateSchema } from '@langchain/langgraph'
import { z } from 'zod'
import { FAILURE_STAGES } from '../domain/facts.ts'
import { Decision } from '../domain/decision.ts'

const FailureValue = z.object({ stage: z.enum(FAILURE_STAGES), code: z.string(), message: z.string() })

/** State of the research of one strategy. `session_id`, `iteration` and the counters are shared with the session graph. */
export const StrategyState = new StateSchema({
  session_id: z.string().default(''),
  iteration: z.number().int().default(0),
  input_tokens: z.number().int().default(0),
  output_tokens: z.number().int().default(0),
  unmetered_calls: z.number().int().default(0).describe('Calls whose usage the server did not report'),

  decision_id: z.string().default(''),
  decision: Decision.nullable().default(null),
  model_ids: z.array(z.string()).default(() => []),
  strategy_name: z.string().default(''),
  entry_logic: z.string().default(''),
  exit_logic: z.string().default(''),
  code_hash: z.string().default(''),
  indicators_used: z.array(z.string()).default(() => []),
  repairs: z.number().int().default(0),
  trial_id: z.string().default(''),
  failure: FailureValue.nullable().default(null),
  verdict_id: z.string().default(''),
  strategy_id: z.string().default(''),
})

export type StrategyStateType = typeof StrategyState.State
export type StrategyUpdate = typeof StrategyState.Update
