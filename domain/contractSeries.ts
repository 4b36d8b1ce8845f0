import type { DefectCount, QualityReport } from './dataset.ts'
import type { Timeframe } from './timeframe.ts'

/** What is known of a contract beside its bars: what holding it costs, and the price that liquidates. */
export const SERIES_KINDS = ['funding', 'mark'] as const
export type SeriesKind = (typeof SERIES_KINDS)[number]

/** What is wrong with a series of funding rates, counted. What blocks and what warns is in docs/data-quality.md. */
export interface FundingReport {
  rows: number
  first_time: string
  last_time: string
  /** Usual time between two payments. */
  interval_hours: number
  missing_payments: number
  gaps: number
  longest_gap_payments: number
  longest_gap_after: string | null
  duplicates_identical: number
  duplicates_conflicting: number
  unsorted_rows: number
  /** Stamps that are late by milliseconds, as exchanges write them. */
  late_stamps: DefectCount
  latest_stamp_ms: number
  off_grid_rows: number
  missing_values: DefectCount
  /** Beyond 1 % of the position's value at once. */
  extreme_rates: DefectCount
  lowest_rate: number
  highest_rate: number
  mean_rate: number
  /** Sentences; a series with any of these is not stored. */
  blocking: string[]
  /** Sentences; a series with these is stored, and they are shown. */
  warnings: string[]
}

interface SeriesBase {
  /** `<exchange>:<symbol>:funding` or `<exchange>:<symbol>:mark-<timeframe>`. */
  series_id: string
  exchange: string
  symbol: string
  /** SHA-256 over the columns; new rows change it, the same content does not. */
  content_hash: string
  rows: number
  first_time: string
  last_time: string
  imported_at: string
}

export interface FundingSeries extends SeriesBase {
  kind: 'funding'
  timeframe: null
  quality: FundingReport
}

export interface MarkSeries extends SeriesBase {
  kind: 'mark'
  timeframe: Timeframe
  quality: QualityReport
}

/** One series of funding rates or mark prices in the lake. */
export type ContractSeries = FundingSeries | MarkSeries
