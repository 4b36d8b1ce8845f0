import type { Layout } from '../inside/unpack.ts'
import type { PlaySettings } from '../inside/windowPlayer.ts'

/** $1 of `playProgram`: columns are named by their places in a run's list, and those of a run by their places among the arguments behind $1. */
export interface PlayRequest {
  readonly globals: readonly string[]
  readonly layout: Layout
  readonly runs: readonly { readonly settings: PlaySettings; readonly places: readonly number[] }[]
}
