import { AIMessage, HumanMessage, ToolMessage, type BaseMessage } from '@langchain/core/messages'
import type { ToolDefinition } from '@langchain/core/language_models/base'

/** An answer that was handed in and sent back, with the reason. */
export interface Rejection {
  readonly args: Record<string, unknown>
  readonly problem: string
}

/** What the policy knows: the words of the user, the tools it may call, and what they returned. Nothing else. */
export interface Conversation {
  readonly userText: string
  readonly toolNames: ReadonlySet<string>
  /** Tool → its results so far in order of the calls; an answer that says `error` is left out. */
  readonly results: ReadonlyMap<string, readonly unknown[]>
  /** Tools that were called, whatever came of it. */
  readonly called: ReadonlySet<string>
  readonly rejections: readonly Rejection[]
  /** Messages so far: what makes the ids of new calls unique. */
  readonly length: number
}

/** The JSON value in a tool's answer, or undefined where it is not JSON or only says what went wrong. */
function readJson(text: string): unknown {
  try {
    const value = JSON.parse(text) as unknown
    const isError = typeof value === 'object' && value !== null && Object.keys(value).join() === 'error'
    return isError ? undefined : value
  } catch {
    return undefined
  }
}

/** Reads a conversation about `submitName`. A tool's answer is matched by its call's id, as over the wire it bears no name. */
export function readConversation(messages: readonly BaseMessage[], tools: readonly ToolDefinition[], submitName: string): Conversation {
  const calls = new Map(
    messages.flatMap((message) => (AIMessage.isInstance(message) ? (message.tool_calls ?? []) : [])).map((call) => [call.id, call]),
  )
  const results = new Map<string, unknown[]>()
  const rejections: Rejection[] = []
  for (const message of messages) {
    if (!ToolMessage.isInstance(message)) continue
    const call = calls.get(message.tool_call_id)
    if (call === undefined) continue
    if (call.name === submitName) {
      rejections.push({ args: call.args, problem: message.text })
      continue
    }
    const value = readJson(message.text)
    if (value !== undefined) results.set(call.name, [...(results.get(call.name) ?? []), value])
  }
  return {
    userText: messages
      .filter((message) => HumanMessage.isInstance(message))
      .map((message) => message.text)
      .join('\n'),
    toolNames: new Set(tools.map((tool) => tool.function.name)),
    results,
    called: new Set([...calls.values()].map((call) => call.name)),
    rejections,
    length: messages.length,
  }
}
