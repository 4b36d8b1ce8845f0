import type { Dataset, QualityReport } from '../../domain/dataset.ts'
import type { RawRows } from '../quality/orderRows.ts'
import type { AcceptableDefect } from '../quality/policy.ts'

/** Which side wins a conflict. `first` and `last` also settle rows of one stamp among themselves; what is stored came first. */
export const ON_CONFLICT = ['first', 'last', 'stored', 'incoming'] as const
export type OnConflict = (typeof ON_CONFLICT)[number]

export interface StoreRequest {
  readonly exchange: string
  readonly symbol: string
  readonly timeframe: string
  /** True for generated bars; a series is wholly synthetic or wholly real. */
  readonly synthetic: boolean
  /** Any order, any stamp more than once, NaN where a value is missing. */
  readonly bars: RawRows
  readonly onConflict?: OnConflict | undefined
  readonly accept?: readonly AcceptableDefect[] | undefined
  /** Where the bars came from, and what was seen on the way. */
  readonly source?: { readonly name: string; readonly notes?: readonly string[] | undefined } | undefined
  /** ms UTC; the clock where it is not given. */
  readonly now?: number | undefined
}

export interface ImportOutcome {
  readonly outcome: 'created' | 'extended' | 'unchanged'
  readonly dataset: Dataset
  /** The report of what came in; dataset.quality is that of all that is stored. */
  readonly quality: QualityReport
  readonly addedBars: number
  readonly replacedBars: number
}
