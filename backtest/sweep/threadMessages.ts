import type { Bars } from '../../domain/bars.ts'
import type { Combination, SweepColumns, SweepOptions } from './combination.ts'

/** What the threads of one sweep share: every column lies in shared memory, and so do the figures that they write. */
export interface SweepJob {
  readonly bars: Bars
  readonly columns: SweepColumns
  readonly options: SweepOptions
  readonly count: number
  readonly figures: SharedArrayBuffer
  /** Rows of equity, one per combination, where they are asked for. */
  readonly curves: SharedArrayBuffer | undefined
}

/** Combinations `from`, `from` + 1, … */
export interface SweepChunk {
  readonly from: number
  readonly combinations: readonly Combination[]
}

export type ToThread = { readonly job: SweepJob } | { readonly chunk: SweepChunk }

/** Sent once per chunk. */
export interface FromThread {
  readonly finished: number
}
