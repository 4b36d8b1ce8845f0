import type { BaseChatModel } from '@langchain/core/language_models/chat_models'
import { z } from 'zod'
import { Decision } from '../../../domain/decision.ts'
import { runAgent, type AgentOutcome } from '../../agent.ts'
import { OfflinePolicy } from '../offlinePolicy.ts'
import { toolsOver, type FakeWorld } from './fakeWorld.ts'

export interface Asked {
  readonly seed?: number
  readonly iteration?: number
  readonly of?: number
  readonly goal?: string
  readonly model?: BaseChatModel
}

function brief({ seed = 1, iteration = 1, of = 20, goal = 'Find profitable strategies' }: Asked): string {
  return `Goal: ${goal}\nSession seed: ${seed}\nIteration: ${iteration} of ${of}`
}

/** One turn of the strategist over a made-up world. */
export function askStrategist(world: FakeWorld, asked: Asked = {}): Promise<AgentOutcome<Decision>> {
  return runAgent({
    model: asked.model ?? new OfflinePolicy({ seed: 0 }),
    system: 'Decide.',
    user: brief(asked),
    tools: toolsOver(world),
    submit: { name: 'submit_decision', description: 'Hands the decision in.', schema: Decision },
  })
}

export const Submission = z.object({
  strategy_name: z.string().min(3).max(80),
  code: z.string().min(1).max(40_000),
  entry_logic: z.string().min(3).max(600),
  exit_logic: z.string().min(3).max(600),
})
export type Submission = z.infer<typeof Submission>

export interface Mending {
  readonly code: string
  readonly stage: string
  readonly reason: string
  readonly message: string
}

/** One turn of the code generator. */
export function askCodegen(
  world: FakeWorld,
  decision: Decision,
  asked: Asked & { modelIds?: string[]; mending?: Mending; check?: (value: Submission) => string | undefined } = {},
): Promise<AgentOutcome<Submission>> {
  const { modelIds = [], mending, check } = asked
  const task = `${brief(asked)}\n\nSpecification:\n\`\`\`json\n${JSON.stringify({ ...decision, model_ids: modelIds }, null, 2)}\n\`\`\`\n`
  const again =
    mending &&
    `\nYour previous text failed at ${mending.stage} (${mending.reason}): ${mending.message}\n\nPrevious text:\n\`\`\`ts\n${mending.code}\n\`\`\`\n`
  return runAgent({
    model: asked.model ?? new OfflinePolicy({ seed: 0 }),
    system: 'Write.',
    user: `${task}${again ?? ''}`,
    tools: toolsOver(world).filter(({ name }) => /list_indicators|show_strategy/.test(name)),
    submit: { name: 'submit_strategy', description: 'Hands the strategy in.', schema: Submission, ...(check ? { check } : {}) },
  })
}

/** The value of an outcome that has to have one. */
export function valueOf<T>(outcome: AgentOutcome<T>): T {
  if (!outcome.ok) throw new Error(outcome.failure.message)
  return outcome.value
}
