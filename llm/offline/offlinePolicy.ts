import type { CallbackManagerForLLMRun } from '@langchain/core/callbacks/manager'
import type { BaseLanguageModelInput, StructuredOutputMethodOptions, ToolDefinition } from '@langchain/core/language_models/base'
import {
  BaseChatModel,
  type BaseChatModelCallOptions,
  type BaseChatModelParams,
  type BindToolsInput,
  type LangSmithParams,
} from '@langchain/core/language_models/chat_models'
import { AIMessage, AIMessageChunk, type BaseMessage, type UsageMetadata } from '@langchain/core/messages'
import { ChatGenerationChunk, type ChatResult } from '@langchain/core/outputs'
import type { Runnable } from '@langchain/core/runnables'
import { convertToOpenAITool } from '@langchain/core/utils/function_calling'
import { answerTo } from './answerTo.ts'
import { OFFLINE_LABEL } from './label.ts'
import type { Reply } from './reply.ts'
import type { Search } from './search.ts'
import { structuredOutput } from './structuredOutput.ts'

export interface OfflineCallOptions extends BaseChatModelCallOptions {
  tools?: ToolDefinition[]
}

/** It reads no tokens and writes none: rules choose, nothing is predicted. */
const NO_TOKENS: UsageMetadata = { input_tokens: 0, output_tokens: 0, total_tokens: 0 }

/**
 * A deterministic, seeded policy that is a chat model in form only: it is not a language model and understands no prose.
 * It holds no state: its answer follows from the messages and the tools bound, so that a resumed session goes on as if
 * it had never stopped. See docs/decisions/0002-offline-policy.md.
 */
export class OfflinePolicy extends BaseChatModel<OfflineCallOptions> {
  readonly seed: number
  readonly search: Search

  /** `seed` is used where the conversation names none. */
  constructor(fields: BaseChatModelParams & { seed: number; search?: Search }) {
    super(fields)
    this.seed = fields.seed
    this.search = fields.search ?? 'policy'
  }

  static override lc_name(): string {
    return 'OfflinePolicy'
  }

  override _llmType(): string {
    return 'offline-policy'
  }

  override getLsParams(_options: this['ParsedCallOptions']): LangSmithParams {
    return { ls_provider: 'quantopia', ls_model_name: OFFLINE_LABEL, ls_model_type: 'chat' }
  }

  override invocationParams(options?: this['ParsedCallOptions']): Record<string, unknown> {
    return { _type: this._llmType(), seed: this.seed, tools: options?.tools?.map((tool) => tool.function.name) ?? [] }
  }

  override bindTools(
    tools: BindToolsInput[],
    kwargs?: Partial<OfflineCallOptions>,
  ): Runnable<BaseLanguageModelInput, AIMessageChunk, OfflineCallOptions> {
    return this.withConfig({ ...kwargs, tools: tools.map((tool) => convertToOpenAITool(tool)) })
  }

  private answer(messages: BaseMessage[], options: this['ParsedCallOptions']): AIMessage {
    return aiMessage(answerTo(messages, options.tools ?? [], this.seed, this.search), messages.length)
  }

  override async _generate(messages: BaseMessage[], options: this['ParsedCallOptions']): Promise<ChatResult> {
    options.signal?.throwIfAborted()
    // A graph of nothing but microtasks would starve timers and signals.
    await new Promise((resolve) => setImmediate(resolve))
    const message = this.answer(messages, options)
    return { generations: [{ text: message.text, message }], llmOutput: { tokenUsage: NO_TOKENS } }
  }

  override async *_streamResponseChunks(
    messages: BaseMessage[],
    options: this['ParsedCallOptions'],
    runManager?: CallbackManagerForLLMRun,
  ): AsyncGenerator<ChatGenerationChunk> {
    options.signal?.throwIfAborted()
    const message = this.answer(messages, options)
    const chunk = new ChatGenerationChunk({ text: message.text, message: chunkOf(message) })
    yield chunk
    await runManager?.handleLLMNewToken(message.text, undefined, undefined, undefined, undefined, { chunk })
  }

  // The base class answers with whatever came; here the answer is checked against the schema.
  override withStructuredOutput<Output extends object>(
    schema: object,
    config?: StructuredOutputMethodOptions,
  ): Runnable<BaseLanguageModelInput, Output>
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- the base class has it
  override withStructuredOutput<Output extends object>(
    schema: object,
    config?: StructuredOutputMethodOptions<true>,
  ): Runnable<BaseLanguageModelInput, { raw: BaseMessage; parsed: Output }>
  override withStructuredOutput(schema: object, config?: StructuredOutputMethodOptions<boolean>): Runnable<BaseLanguageModelInput, object> {
    return structuredOutput((tools) => this.bindTools(tools), schema, config)
  }
}

function metered<Message extends AIMessage | AIMessageChunk>(message: Message): Message {
  // Assigned, as the message types of the library take the default structure to have no usage.
  return Object.assign(message, {
    usage_metadata: NO_TOKENS,
    response_metadata: { model_name: OFFLINE_LABEL, model_provider: 'quantopia' },
  })
}

function aiMessage(reply: Reply, conversationLength: number): AIMessage {
  if ('text' in reply) return metered(new AIMessage(reply.text))
  const tool_calls = reply.calls.map(({ name, args }, index) => ({
    name,
    args,
    id: `call_${conversationLength}_${index}`,
    type: 'tool_call' as const,
  }))
  return metered(new AIMessage({ content: '', tool_calls }))
}

function chunkOf(message: AIMessage): AIMessageChunk {
  const tool_call_chunks = (message.tool_calls ?? []).map(({ name, args, id }, index) => ({
    name,
    args: JSON.stringify(args),
    ...(id === undefined ? {} : { id }),
    index,
    type: 'tool_call_chunk' as const,
  }))
  return metered(new AIMessageChunk({ content: message.content, tool_call_chunks }))
}
