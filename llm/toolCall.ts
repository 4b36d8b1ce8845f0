import { ToolMessage } from '@langchain/core/messages'
import type { ToolCall } from '@langchain/core/messages/tool'
import type { RunnableConfig } from '@langchain/core/runnables'
import type { StructuredToolInterface } from '@langchain/core/tools'
import { messageOf } from '../domain/errors.ts'
import { didYouMean } from '../domain/suggest.ts'
import { shorten } from './shorten.ts'

/** One tool call and what the agent was shown of its result: JSON only. */
export interface Evidence {
  readonly tool: string
  readonly arguments: Record<string, unknown>
  readonly result: unknown
}

/** A call with the id that its answer must carry. */
export type IdentifiedCall = ToolCall & { id: string }

export interface ToolAnswer {
  readonly message: ToolMessage
  readonly evidence: Evidence
}

/** What a tool said, as a JSON value: its text where that is not JSON. */
function readResult(content: unknown): unknown {
  if (typeof content !== 'string') return content ?? null
  try {
    return JSON.parse(content) as unknown
  } catch {
    return content
  }
}

export function toolMessage(call: IdentifiedCall, content: unknown, status: 'success' | 'error'): ToolMessage {
  const text = typeof content === 'string' ? content : JSON.stringify(content)
  return new ToolMessage({ content: text, name: call.name, tool_call_id: call.id, status })
}

function failed(call: IdentifiedCall, message: string): ToolAnswer {
  const result = { error: shorten(message, 2_000) }
  return { message: toolMessage(call, result, 'error'), evidence: { tool: call.name, arguments: call.args, result } }
}

/** Runs one tool call. Whatever goes wrong is told to the model as the call's result, so that it can mend it; only an abort is thrown. */
export async function answerToolCall(
  call: IdentifiedCall,
  tools: readonly StructuredToolInterface[],
  config: RunnableConfig,
): Promise<ToolAnswer> {
  const tool = tools.find(({ name }) => name === call.name)
  if (tool === undefined) {
    const names = tools.map(({ name }) => name)
    return failed(call, `There is no tool "${call.name}"${didYouMean(call.name, names)}; there are: ${names.join(', ')}.`)
  }
  try {
    const answer: unknown = await tool.invoke({ ...call, type: 'tool_call' }, config)
    const content: unknown = ToolMessage.isInstance(answer) ? answer.content : answer
    const result = shorten(readResult(content))
    return { message: toolMessage(call, result, 'success'), evidence: { tool: call.name, arguments: call.args, result } }
  } catch (error) {
    config.signal?.throwIfAborted()
    return failed(call, messageOf(error))
  }
}
