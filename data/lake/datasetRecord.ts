import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Dataset } from '../../domain/dataset.ts'
import { BadDataError } from '../../domain/errors.ts'
import { TIMEFRAMES } from '../../domain/timeframe.ts'
import { RECORD_FILE } from './datasetFiles.ts'

const Defect = z.object({ count: z.number(), examples: z.array(z.string()) })

const Quality = z.object({
  rows: z.number(),
  first_time: z.string(),
  last_time: z.string(),
  missing_bars: z.number(),
  gaps: z.number(),
  longest_gap_bars: z.number(),
  longest_gap_after: z.string().nullable(),
  duplicates_identical: z.number(),
  duplicates_conflicting: z.number(),
  unsorted_rows: z.number(),
  off_grid_rows: z.number(),
  ohlc_violations: Defect,
  non_positive_prices: Defect,
  missing_values: Defect,
  zero_volume_bars: Defect,
  bad_prints: Defect,
  stale_runs: Defect,
  longest_stale_run_bars: z.number(),
  unfinished_last_bar: z.boolean(),
  blocking: z.array(z.string()),
  warnings: z.array(z.string()),
})

const Source = z.object({
  /** File name, or where else the bars came from. */
  name: z.string(),
  rows: z.number(),
  /** What was seen while reading it; belongs to the dataset's warnings for good. */
  notes: z.array(z.string()),
  imported_at: z.string(),
})

/** What stands in dataset.json: the dataset and where its bars came from. */
export const DatasetRecord = z.object({
  dataset_id: z.string(),
  exchange: z.string(),
  symbol: z.string(),
  timeframe: z.enum(TIMEFRAMES),
  content_hash: z.string().regex(/^[0-9a-f]{64}$/),
  bars: z.number().int().positive(),
  first_time: z.string(),
  last_time: z.string(),
  synthetic: z.boolean(),
  quality: Quality,
  imported_at: z.string(),
  sources: z.array(Source),
})
export type DatasetRecord = z.infer<typeof DatasetRecord> & Dataset
export type DatasetSource = z.infer<typeof Source>

/** The record of the series in `directory`, or undefined where none was stored. @throws BadDataError for one that cannot be read. */
export function readRecord(directory: string): DatasetRecord | undefined {
  const file = join(directory, RECORD_FILE)
  if (!existsSync(file)) return undefined
  try {
    return DatasetRecord.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (cause) {
    throw new BadDataError(
      `${file} cannot be read as a dataset's record; remove its directory and import the bars again.`,
      { file },
      { cause },
    )
  }
}

/** The dataset alone, as the rest of the program knows it. */
export function datasetOf(record: DatasetRecord): Dataset {
  const dataset: Partial<DatasetRecord> & Dataset = { ...record }
  delete dataset.sources
  return dataset
}
