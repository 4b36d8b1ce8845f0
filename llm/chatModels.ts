import type { BaseChatModel } from '@langchain/core/language_models/chat_models'

/** Who speaks: the strategist decides what to try, codegen writes it, quant plans a model. */
export type AgentTask = 'strategist' | 'codegen' | 'quant'

/** The chat models of a session, one per task. */
export interface ChatModels {
  /** Name for records and the price table: the model's name, or `offline`. */
  readonly label: string
  readonly isOffline: boolean
  model(task: AgentTask): BaseChatModel
}
