import { ChatOpenAI, type ChatOpenAIFields } from '@langchain/openai'
import type { Config } from '../config.ts'
import { UsageError } from '../domain/errors.ts'
import type { AgentTask, ChatModels } from './chatModels.ts'

const OPENAI_URL = 'https://api.openai.com/v1'

/** Servers on one's own machine want a key to be sent but do not look at it. */
const PLACEHOLDER_KEY = 'not-needed'

/** Reasoning models and GPT-5 refuse any temperature but their own. */
const FIXED_TEMPERATURE = /^(?:openai\/)?(?:o\d|gpt-5(?!-chat))/

/** Task → how freely the model may answer. The model's name is one for all tasks: QUANTOPIA_MODEL. */
const TEMPERATURE: Readonly<Record<AgentTask, number>> = { strategist: 0.7, codegen: 0.2, quant: 0.4 }

/** How long a call may take, and how often a broken one is made again (a 429 has its own policy in callModel.ts). */
export interface CallLimits {
  readonly timeoutMs: number
  readonly maxRetries: number
}

const DEFAULT_LIMITS: CallLimits = { timeoutMs: 60_000, maxRetries: 2 }

function fieldsFor(task: AgentTask, config: Config['openai'], limits: CallLimits): ChatOpenAIFields {
  return {
    model: config.model,
    apiKey: config.apiKey ?? PLACEHOLDER_KEY,
    configuration: { baseURL: config.baseUrl ?? OPENAI_URL },
    ...(FIXED_TEMPERATURE.test(config.model) ? {} : { temperature: TEMPERATURE[task] }),
    timeout: limits.timeoutMs,
    maxRetries: limits.maxRetries,
    // A cut stream is not retried by the client; a whole answer is.
    streaming: false,
    useResponsesApi: false,
    // The one way to see a refusal, which the client otherwise drops.
    __includeRawResponse: true,
  }
}

/**
 * Any server that speaks OpenAI's chat completions, at `config.baseUrl`.
 * @throws UsageError when there is neither a key nor an address of a server that may do without one.
 */
export function openaiModels(config: Config['openai'], limits: CallLimits = DEFAULT_LIMITS): ChatModels {
  if (config.apiKey === undefined && config.baseUrl === undefined) {
    throw new UsageError('No chat model to talk to: set OPENAI_API_KEY, or OPENAI_BASE_URL for a server of your own, or use --llm offline.')
  }
  const made = new Map<AgentTask, ChatOpenAI>()
  const model = (task: AgentTask): ChatOpenAI => {
    const known = made.get(task) ?? new ChatOpenAI(fieldsFor(task, config, limits))
    made.set(task, known)
    return known
  }
  return { label: config.model, isOffline: false, model }
}
