import type { Timeframe } from './timeframe.ts'

/** One kind of defect: how often, and the first few places (ISO times) where it stands. */
export interface DefectCount {
  count: number
  /** At most ten ISO-8601 UTC times. */
  examples: string[]
}

/** What is wrong with a dataset, counted. What blocks and what warns is in docs/data-quality.md. */
export interface QualityReport {
  rows: number
  first_time: string
  last_time: string
  missing_bars: number
  gaps: number
  longest_gap_bars: number
  longest_gap_after: string | null
  duplicates_identical: number
  duplicates_conflicting: number
  unsorted_rows: number
  off_grid_rows: number
  ohlc_violations: DefectCount
  non_positive_prices: DefectCount
  missing_values: DefectCount
  zero_volume_bars: DefectCount
  bad_prints: DefectCount
  stale_runs: DefectCount
  longest_stale_run_bars: number
  unfinished_last_bar: boolean
  /** Sentences; a dataset with any of these is not stored. */
  blocking: string[]
  /** Sentences; a dataset with these is stored, and they are shown wherever it is used. */
  warnings: string[]
}

/** One series of bars in the lake. */
export interface Dataset {
  /** `<exchange>:<symbol>:<timeframe>`, lower case exchange, e.g. `binance:BTCUSDT:1h`. */
  dataset_id: string
  exchange: string
  symbol: string
  timeframe: Timeframe
  /** SHA-256 over the columns; new bars change it, the same content does not. */
  content_hash: string
  bars: number
  first_time: string
  last_time: string
  /** True for generated bars; shown wherever the dataset is. */
  synthetic: boolean
  quality: QualityReport
  imported_at: string
}
