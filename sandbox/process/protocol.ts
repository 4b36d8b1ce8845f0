/** One column: `key` stands for its content, `bytes` for its length. */
export interface ColumnRef {
  readonly key: string
  readonly bytes: number
}

/** What a child process is asked to do; the columns it lacks follow as raw bytes on their own pipe, in the order of `receive`. */
export interface Job {
  readonly id: number
  /** Script whose value is the strategy's factory; the only text here that a stranger wrote. */
  readonly strategy: string
  /** Body of a function of ($0 = the factory, $1 = settings, then one SharedArrayBuffer per column). */
  readonly trusted: string
  readonly settings: unknown
  readonly columns: readonly string[]
  readonly receive: readonly ColumnRef[]
  readonly drop: readonly string[]
  readonly memoryMb: number
  readonly timeoutMs: number
}

export type StopReason = 'timeout' | 'memory_limit' | 'crashed' | 'syntax_error' | 'broken'

export type Reply =
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly reason: StopReason; readonly message: string }

export type ChildMessage = { readonly ready: true } | { readonly id: number; readonly reply: Reply }

/** The pipe on which columns arrive in the child. */
export const COLUMN_PIPE = 4
