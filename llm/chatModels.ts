import type { BaseChatModel } from '@langchain/core/language_models/chat_models'
import { OFFLINE_LABEL } from './offline/label.ts'
import { OfflinePolicy } from './offline/offlinePolicy.ts'

/** Who speaks: the strategist decides what to try, codegen writes it, quant plans a model. */
export type AgentTask = 'strategist' | 'codegen' | 'quant'

/** The chat models of a session, one per task. */
export interface ChatModels {
  /** Name for records and the price table: the model's name, or `offline`. */
  readonly label: string
  readonly isOffline: boolean
  model(task: AgentTask): BaseChatModel
}

/** The built-in policy: no network, no key, no cost; the same seed and the same tables give the same choices. */
export function offlineModels(seed: number): ChatModels {
  const policy = new OfflinePolicy({ seed })
  return { label: OFFLINE_LABEL, isOffline: true, model: () => policy }
}

export { openaiModels } from './openaiModels.ts'
