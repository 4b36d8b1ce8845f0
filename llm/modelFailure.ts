import { ContextOverflowError } from '@langchain/core/errors'
import { messageOf, ResourceError } from '../domain/errors.ts'

/** Why a chat model gave no usable answer. The names are stored and stay. */
export type LlmFailureCode =
  | 'llm_authentication'
  | 'llm_model_not_found'
  | 'llm_quota_exhausted'
  | 'llm_unreachable'
  | 'llm_rate_limited'
  | 'llm_timeout'
  | 'llm_server_error'
  | 'llm_bad_request'
  | 'llm_context_overflow'
  | 'llm_garbage'
  | 'llm_refused'
  | 'llm_cut_off'
  | 'llm_no_tools'
  | 'llm_no_submission'
  | 'llm_invalid_submission'
  | 'llm_error'

export interface LlmFailure {
  readonly code: LlmFailureCode
  /** One plain sentence. */
  readonly message: string
}

/** A chat model that no later call of the session could reach either: the session stops, to be resumed when it is mended. */
export class ChatModelUnavailable extends ResourceError {
  override readonly code: LlmFailureCode

  constructor(failure: LlmFailure, options?: ErrorOptions) {
    super(failure.message, {}, options)
    this.code = failure.code
  }
}

/** Failures that make every further call pointless. */
const STOPS_SESSION: ReadonlySet<LlmFailureCode> = new Set([
  'llm_authentication',
  'llm_model_not_found',
  'llm_quota_exhausted',
  'llm_unreachable',
])

export function stopsSession(failure: LlmFailure): boolean {
  return STOPS_SESSION.has(failure.code)
}

/** What is known about a thrown error without reading its message. */
interface ErrorFacts {
  readonly name: string
  readonly status: number | undefined
  readonly code: string | undefined
  readonly rateLimit: string | undefined
}

export function fieldOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

function factsOf(error: unknown): ErrorFacts {
  const status = fieldOf(error, 'status')
  const name = error instanceof Error ? error.name : ''
  return {
    // The client's own classes keep the name "Error".
    name: name === 'Error' ? (error as Error).constructor.name : name,
    status: typeof status === 'number' ? status : undefined,
    code: text(fieldOf(error, 'code')) ?? text(fieldOf(fieldOf(error, 'error'), 'code')),
    rateLimit: text(fieldOf(error, 'rateLimitType')),
  }
}

function codeFor(error: unknown, { name, status, code, rateLimit }: ErrorFacts): LlmFailureCode {
  if (ContextOverflowError.isInstance(error) || code === 'context_length_exceeded') return 'llm_context_overflow'
  if (status === 401 || status === 403) return 'llm_authentication'
  if (status === 404) return 'llm_model_not_found'
  if (code === 'insufficient_quota' || rateLimit === 'stop' || status === 402) return 'llm_quota_exhausted'
  if (status === 429) return 'llm_rate_limited'
  if (status === 408 || name === 'TimeoutError' || name === 'AbortError') return 'llm_timeout'
  if (status !== undefined) return status >= 500 ? 'llm_server_error' : 'llm_bad_request'
  if (name === 'APIConnectionError') return 'llm_unreachable'
  // The client reads fields of a body that is not what it expects: HTML, no choices, cut JSON.
  if (name === 'SyntaxError' || name === 'TypeError') return 'llm_garbage'
  return 'llm_error'
}

const ADVICE: Readonly<Record<LlmFailureCode, string>> = {
  llm_authentication: 'The chat model’s server refused the key; set OPENAI_API_KEY to a valid one.',
  llm_model_not_found: 'The server does not know the chat model or the address; check QUANTOPIA_MODEL and OPENAI_BASE_URL.',
  llm_quota_exhausted: 'The chat model’s quota or credit is used up; add credit, or go on with --llm offline.',
  llm_unreachable: 'The chat model’s server cannot be reached; check OPENAI_BASE_URL and the network.',
  llm_rate_limited: 'The chat model’s server kept refusing calls for being too many; try again later or use a higher tier.',
  llm_timeout: 'The chat model did not answer in time, also when asked again.',
  llm_server_error: 'The chat model’s server failed each time it was asked.',
  llm_bad_request: 'The chat model’s server refused the request; the model may not support tools.',
  llm_context_overflow: 'The conversation grew longer than the chat model can read.',
  llm_garbage: 'The chat model’s server sent something that is not a chat completion; check OPENAI_BASE_URL.',
  llm_refused: 'The chat model refused to answer.',
  llm_cut_off: 'The chat model’s answers were cut off at its length limit.',
  llm_no_tools: 'The chat model cannot call tools; use one that can.',
  llm_no_submission: 'The chat model did not hand in an answer within its rounds.',
  llm_invalid_submission: 'The chat model’s answers were not valid, also after being told why.',
  llm_error: 'The chat model failed.',
}

const DETAIL_LENGTH = 200

/** A refused key is repeated in the server's words; what the client tripped over in garbage says nothing to anybody. */
const SPEAKS_FOR_ITSELF: ReadonlySet<LlmFailureCode> = new Set(['llm_authentication', 'llm_garbage'])

/** A failure by its code, with what the server or the check said, in one line. Some codes speak for themselves. */
export function llmFailure(code: LlmFailureCode, detail?: string): LlmFailure {
  const line = detail?.split('\n')[0]?.trim().slice(0, DETAIL_LENGTH)
  const said = line === undefined || line === '' || SPEAKS_FOR_ITSELF.has(code) ? '' : ` (${line})`
  return { code, message: `${ADVICE[code]}${said}` }
}

/** The stable name and the plain sentence of whatever a chat model's client threw. */
export function failureFromError(error: unknown): LlmFailure {
  return llmFailure(codeFor(error, factsOf(error)), messageOf(error))
}
