/** One column: `key` stands for its content, `bytes` for its length. */
export interface ColumnRef {
  readonly key: string
  readonly bytes: number
}

/** What the trusted side runs in an isolate. */
export interface Program {
  /** Script that defines `globalThis.enter`, a function of ($0 = the strategy's factory, $1 = settings, then one SharedArrayBuffer per column). */
  readonly text: string
  /** Script that calls `enter` once, so that what it calls is compiled by then. */
  readonly rehearsal: string | undefined
  /** Executes nothing that a stranger wrote, and so needs no isolate: $0 is undefined, and the child runs it itself, ever faster. */
  readonly isTrusting?: boolean
}

/** What a child process is asked to do; the columns it lacks follow as raw bytes on their own pipe, in the order of `receive`. */
export interface Job {
  readonly id: number
  /** Script whose value is the strategy's factory; the only text here that a stranger wrote. Empty for a program that needs no isolate. */
  readonly strategy: string
  /** Number of the program in this child. */
  readonly program: number
  /** Comes with the first job of that number. */
  readonly newProgram: Program | undefined
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
