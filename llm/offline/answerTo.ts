import type { ToolDefinition } from '@langchain/core/language_models/base'
import type { BaseMessage } from '@langchain/core/messages'
import { codegenReply } from './codegen/codegenReply.ts'
import { readConversation, type Conversation } from './conversation.ts'
import { quantReply } from './quant/quantReply.ts'
import type { Reply } from './reply.ts'
import { knownTo, type Search } from './search.ts'
import { strategistReply } from './strategist/strategistReply.ts'

const CANNOT =
  'I am the offline policy: seeded rules, not a language model. I can decide what to try next (submit_decision), plan a model ' +
  '(submit_model_plan) and write a strategy (submit_strategy) when those tools are bound; I cannot answer anything else. Set OPENAI_API_KEY or OPENAI_BASE_URL to use a language model.'

type Task = 'strategist' | 'codegen' | 'quant'

const CRAFTS: Readonly<Record<Task, (conversation: Conversation, submitName: string, ownSeed: number) => Reply>> = {
  strategist: strategistReply,
  codegen: codegenReply,
  quant: quantReply,
}

function properties(tool: ToolDefinition): readonly string[] {
  const parameters: unknown = tool.function.parameters
  const found: unknown =
    typeof parameters === 'object' && parameters !== null && 'properties' in parameters ? parameters.properties : undefined
  return typeof found === 'object' && found !== null ? Object.keys(found) : []
}

/** Which of its crafts a tool asks for: by its name, or by the fields of its answer where structured output gave it another name. */
function taskOf(tool: ToolDefinition): Task | undefined {
  if (tool.function.name === 'submit_decision') return 'strategist'
  if (tool.function.name === 'submit_strategy') return 'codegen'
  if (tool.function.name === 'submit_model_plan') return 'quant'
  const fields = properties(tool)
  if (fields.includes('exploration_vector') && fields.includes('strategy_type')) return 'strategist'
  if (fields.includes('hyperparameters') && fields.includes('horizon_bars')) return 'quant'
  return fields.includes('code') && fields.includes('entry_logic') ? 'codegen' : undefined
}

/** The policy's next message: a pure function of the conversation, the tools and the seed. */
export function answerTo(
  messages: readonly BaseMessage[],
  tools: readonly ToolDefinition[],
  seed: number,
  search: Search = 'policy',
): Reply {
  for (const tool of tools) {
    const task = taskOf(tool)
    if (task === undefined) continue
    const name = tool.function.name
    const conversation = readConversation(messages, tools, name)
    return CRAFTS[task](task === 'strategist' ? knownTo(search, conversation) : conversation, name, seed)
  }
  return { text: CANNOT }
}
