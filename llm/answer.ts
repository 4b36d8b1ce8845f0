import { AIMessage } from '@langchain/core/messages'
import { fieldOf } from './modelFailure.ts'
import type { IdentifiedCall } from './toolCall.ts'

/** A call whose arguments are not JSON. */
export interface BrokenCall {
  readonly name: string
  readonly text: string
}

/** What a model answered, in the form that may stand in a conversation with any server. */
export interface Answer {
  /** The message to keep: only calls that can be answered, each with an id of its own. */
  readonly message: AIMessage
  readonly calls: readonly IdentifiedCall[]
  readonly broken: readonly BrokenCall[]
  /** The refusal's words, where the model refused. */
  readonly refusal: string | undefined
  readonly cutOff: boolean
}

const QUOTED_LENGTH = 300

function refusalOf(message: AIMessage): string | undefined {
  const raw = fieldOf(fieldOf(message.additional_kwargs, '__raw_response'), 'choices')
  const first: unknown = Array.isArray(raw) ? raw[0] : undefined
  const refusal = fieldOf(fieldOf(first, 'message'), 'refusal') ?? message.additional_kwargs['refusal']
  if (typeof refusal === 'string' && refusal !== '') return refusal
  return finishReason(message) === 'content_filter' ? 'stopped by the content filter' : undefined
}

function finishReason(message: AIMessage): unknown {
  const raw = fieldOf(fieldOf(message.additional_kwargs, '__raw_response'), 'choices')
  return message.response_metadata['finish_reason'] ?? fieldOf(Array.isArray(raw) ? raw[0] : undefined, 'finish_reason')
}

function withIds(message: AIMessage, round: number): IdentifiedCall[] {
  const seen = new Set<string>()
  return (message.tool_calls ?? []).map((call, index) => {
    const given = call.id
    const id = given === undefined || given === '' || seen.has(given) ? `call_${round}_${index}` : given
    seen.add(id)
    return { ...call, args: call.args, id }
  })
}

/** Servers refuse, or break on, a conversation that repeats a call with broken arguments: it is quoted as text instead. */
export function readAnswer(message: AIMessage, round: number): Answer {
  const calls = withIds(message, round)
  const broken = (message.invalid_tool_calls ?? []).map(({ name, args }) => ({ name: name ?? '?', text: args ?? '' }))
  const quoted = broken.map(({ name, text }) => `(called ${name} with: ${text.slice(0, QUOTED_LENGTH)})`).join(' ')
  const content = calls.length === 0 && message.text === '' ? quoted || '(nothing)' : message.content
  return {
    message: new AIMessage({ content, tool_calls: calls }),
    calls,
    broken,
    refusal: refusalOf(message),
    cutOff: finishReason(message) === 'length',
  }
}
