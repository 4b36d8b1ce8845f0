import type { Expressions } from '../inside/steps.ts'
import type { Layout } from '../inside/unpack.ts'
import type { PlaySettings } from '../inside/simulateWindow.ts'

/** $1 of `playProgram`: columns are named by their places in a run's list, and those of a run by their places among the arguments behind $1. */
export interface PlayRequest {
  readonly globals: readonly string[]
  readonly layout: Layout
  /** What the strategy is, where it is no more than that. */
  readonly expressions?: Expressions | undefined
  readonly runs: readonly { readonly settings: PlaySettings; readonly places: readonly number[] }[]
}
