import { HumanMessage, SystemMessage, type BaseMessage, type ToolMessage } from '@langchain/core/messages'
import type { BaseChatModel } from '@langchain/core/language_models/chat_models'
import type { RunnableConfig } from '@langchain/core/runnables'
import type { StructuredToolInterface } from '@langchain/core/tools'
import { readAnswer, type Answer } from './answer.ts'
import { callModel, RATE_LIMIT_WAITS_MS } from './callModel.ts'
import { llmFailure, type LlmFailure } from './modelFailure.ts'
import { judgeSubmission, submitDefinition, type SubmitTool } from './submission.ts'
import { answerToolCall, toolMessage, type Evidence, type IdentifiedCall } from './toolCall.ts'
import { addUsage, NO_USAGE, usageOf, type Usage } from './usage.ts'

export interface AgentRequest<T> {
  readonly model: BaseChatModel
  readonly system: string
  readonly user: string
  /** What the agent may read with. */
  readonly tools: readonly StructuredToolInterface[]
  /** How it hands in its answer. */
  readonly submit: SubmitTool<T>
  /** Answers of the model before the turn is given up; default 12. */
  readonly maxRounds?: number
  readonly signal?: AbortSignal
  /** Waits after a 429 that names none. */
  readonly rateLimitWaitsMs?: readonly number[]
}

export type AgentOutcome<T> = { readonly usage: Usage; readonly evidence: Evidence[] } & (
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: LlmFailure }
)

const MAX_ROUNDS = 12
const MAX_INVALID_SUBMISSIONS = 3
/** Answers in a row without any call. */
const MAX_IDLE_ANSWERS = 3

/** What one answer led to: messages to go on with, or the end. */
type Step<T> = { readonly next: BaseMessage[]; readonly rejected?: string } | { readonly value: T }

function boundModel<T>(request: AgentRequest<T>): ReturnType<NonNullable<BaseChatModel['bindTools']>> | undefined {
  return request.model.bindTools?.([...request.tools, submitDefinition(request.submit)])
}

function runConfig(config: RunnableConfig | undefined, signal: AbortSignal | undefined): RunnableConfig {
  const signals = [config?.signal, signal].filter((one) => one !== undefined)
  return signals.length === 0 ? { ...config } : { ...config, signal: AbortSignal.any(signals) }
}

function reminder<T>(request: AgentRequest<T>, answer: Answer): HumanMessage {
  const why = answer.cutOff ? 'Your answer was cut off at the length limit; be shorter. ' : ''
  return new HumanMessage(`${why}Answer by calling a tool; when you are done, call ${request.submit.name}.`)
}

function brokenNotice(answer: Answer): HumanMessage[] {
  if (answer.broken.length === 0) return []
  const names = answer.broken.map(({ name }) => name).join(', ')
  const cut = answer.cutOff ? ' (the answer was cut off at the length limit; be shorter)' : ''
  return [new HumanMessage(`The arguments of ${names} were not valid JSON${cut}. Call again with one JSON object.`)]
}

/** Answers every call of one message: reading tools together, of several submissions the first. */
async function takeStep<T>(request: AgentRequest<T>, answer: Answer, config: RunnableConfig, evidence: Evidence[]): Promise<Step<T>> {
  const submitted = answer.calls.find(({ name }) => name === request.submit.name)
  const verdict = submitted === undefined ? undefined : await judgeSubmission(request.submit, submitted)
  if (verdict?.ok === true) return { value: verdict.value }
  const refused = (call: IdentifiedCall): ToolMessage => {
    const problem = call === submitted ? verdict?.problem : 'only the first submission of a message is looked at'
    return toolMessage(call, `Not accepted: ${problem ?? ''}. Mend it and call ${request.submit.name} again.`, 'error')
  }
  const reads = answer.calls.filter(({ name }) => name !== request.submit.name)
  const shown = await Promise.all(reads.map((call) => answerToolCall(call, request.tools, config)))
  evidence.push(...shown.map((one) => one.evidence))
  const answers = answer.calls.map((call) => shown[reads.indexOf(call)]?.message ?? refused(call))
  const brokenSubmission = answer.broken.some(({ name }) => name === request.submit.name)
  const rejected = verdict?.problem ?? (brokenSubmission ? 'arguments that are not JSON' : undefined)
  const next = [...answers, ...brokenNotice(answer)]
  return rejected === undefined ? { next } : { next, rejected }
}

/**
 * Lets a chat model read with its tools until it hands in a valid answer, within bounds. Whatever goes wrong on the
 * way is an outcome with a stable code; evidence and usage are kept either way.
 * @throws ChatModelUnavailable (see callModel.ts); the reason of an abort.
 */
export async function runAgent<T>(request: AgentRequest<T>, given?: RunnableConfig): Promise<AgentOutcome<T>> {
  const config = runConfig(given, request.signal)
  const evidence: Evidence[] = []
  let usage = NO_USAGE
  const failed = (failure: LlmFailure): AgentOutcome<T> => ({ ok: false, failure, usage, evidence })

  const model = boundModel(request)
  if (model === undefined) return failed(llmFailure('llm_no_tools'))
  const messages: BaseMessage[] = [new SystemMessage(request.system), new HumanMessage(request.user)]
  let invalid = 0
  let idle = 0
  for (let round = 0; round < (request.maxRounds ?? MAX_ROUNDS); round++) {
    config.signal?.throwIfAborted()
    const reply = await callModel(model, messages, config, request.rateLimitWaitsMs ?? RATE_LIMIT_WAITS_MS)
    if (!reply.ok) return failed(reply.failure)
    usage = addUsage(usage, usageOf(reply.message.usage_metadata))
    const answer = readAnswer(reply.message, round)
    if (answer.refusal !== undefined) return failed(llmFailure('llm_refused', answer.refusal))
    messages.push(answer.message)
    if (answer.calls.length === 0 && answer.broken.length === 0) {
      idle++
      if (idle >= MAX_IDLE_ANSWERS) return failed(llmFailure(answer.cutOff ? 'llm_cut_off' : 'llm_no_submission', answer.message.text))
      messages.push(reminder(request, answer))
      continue
    }
    idle = 0
    const step = await takeStep(request, answer, config, evidence)
    if ('value' in step) return { ok: true, value: step.value, usage, evidence }
    if (step.rejected !== undefined && ++invalid >= MAX_INVALID_SUBMISSIONS) {
      return failed(llmFailure(answer.cutOff ? 'llm_cut_off' : 'llm_invalid_submission', step.rejected))
    }
    messages.push(...step.next)
  }
  return failed(llmFailure('llm_no_submission', `${request.maxRounds ?? MAX_ROUNDS} rounds`))
}
