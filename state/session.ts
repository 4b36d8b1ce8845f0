import { StateSchema } from '@langchain/langgraph'
import { z } from 'zod'

/** What a person asks for: the form that Studio shows and the input of a run. */
export const SessionRequest = {
  goal: z.string().default('').describe('What to look for, in plain words; empty: profitable strategies on the dataset'),
  strategies: z.number().int().min(1).max(10_000).default(10).describe('How many strategies to research'),
  dataset_id: z.string().default('').describe('exchange:SYMBOL:timeframe from the lake; empty: the one that fits the goal'),
  from: z.string().default('').describe('First day or time (UTC, ISO); empty: from the first bar'),
  to: z.string().default('').describe('End, exclusive (UTC, ISO); empty: up to the last bar'),
  seed: z.number().int().default(1).describe('Seed of everything random'),
  llm: z
    .enum(['auto', 'offline', 'openai'])
    .default('auto')
    .describe('auto: openai where a key or base URL is set, else the offline policy'),
  max_cost_usd: z.number().nonnegative().default(0).describe('Stop when the chat model has cost this much; 0: no limit'),
  max_minutes: z.number().nonnegative().default(0).describe('Stop after this many minutes of work; 0: no limit'),
}

/** The input of a run: the request, and the id of a session that was claimed before the run. */
export const SessionInput = new StateSchema({
  ...SessionRequest,
  session_id: z.string().default('').describe('Empty: a new session'),
})

/** State of the session graph: choices, ids and counters. Everything else is a fact in the workspace. */
export const SessionState = new StateSchema({
  ...SessionRequest,
  session_id: z.string().default(''),
  iteration: z.number().int().default(0).describe('The strategy being researched, from 1; 0 before the first'),
  strategy_id: z.string().default('').describe('The strategy recorded last'),
  completed: z.number().int().default(0),
  failed: z.number().int().default(0),
  approved: z.number().int().default(0),
  input_tokens: z.number().int().default(0),
  output_tokens: z.number().int().default(0),
  unmetered_calls: z.number().int().default(0).describe('Calls whose usage the server did not report'),
  started_at: z.number().default(0).describe('When the strategy in work was begun, ms UTC'),
  seconds_used: z.number().default(0),
  model_failures: z.number().int().default(0).describe('Strategies in a row that failed because the chat model gave no usable answer'),
  stopped_by: z.enum(['', 'strategies', 'cost', 'time', 'model']).default(''),
})

export type SessionStateType = typeof SessionState.State
export type SessionUpdate = typeof SessionState.Update
