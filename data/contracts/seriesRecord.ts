import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { SERIES_KINDS, type ContractSeries, type SeriesKind } from '../../domain/contractSeries.ts'
import { BadDataError } from '../../domain/errors.ts'
import type { Workspace } from '../workspace.ts'
import { kindDir } from './seriesKey.ts'

export const SERIES_FILE = 'series.json'

/** Where rows came from, and what was seen while reading them. */
export interface SeriesSource {
  readonly name: string
  readonly rows: number
  readonly notes: readonly string[]
  readonly imported_at: string
}

export type SeriesRecord = ContractSeries & { readonly sources: readonly SeriesSource[] }

/** The program wrote it: what is checked is that it is whole. */
const Shape = z.looseObject({
  series_id: z.string(),
  kind: z.enum(SERIES_KINDS),
  content_hash: z.string().regex(/^[0-9a-f]{64}$/),
  rows: z.number().int().positive(),
  quality: z.looseObject({ warnings: z.array(z.string()), blocking: z.array(z.string()) }),
  sources: z.array(z.looseObject({ name: z.string(), notes: z.array(z.string()) })),
})

/** Named by content: a record can point only to the very rows it describes. */
export function rowsFileName(kind: SeriesKind, hash: string): string {
  return `${kind}-${hash.slice(0, 16)}.parquet`
}

/** Undefined where none was stored. @throws BadDataError for one that cannot be read. */
export function readSeriesRecord(directory: string): SeriesRecord | undefined {
  const file = join(directory, SERIES_FILE)
  if (!existsSync(file)) return undefined
  try {
    return Shape.parse(JSON.parse(readFileSync(file, 'utf8'))) as unknown as SeriesRecord
  } catch (cause) {
    throw new BadDataError(
      `${file} cannot be read as the record of a series; remove its directory and import it again.`,
      { file },
      { cause },
    )
  }
}

export function seriesOf(record: SeriesRecord): ContractSeries {
  const series: Partial<SeriesRecord> & ContractSeries = { ...record }
  delete (series as { sources?: unknown }).sources
  return series
}

function subdirectories(directory: string): string[] {
  if (!existsSync(directory)) return []
  const entries = readdirSync(directory, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  return entries.map((entry) => join(directory, entry.name))
}

/** Every series of the lake, in order of id. @throws BadDataError naming a record that cannot be read. */
export function listSeries(workspace: Workspace): ContractSeries[] {
  const symbols = (kind: SeriesKind): string[] => subdirectories(kindDir(workspace, kind)).flatMap(subdirectories)
  const directories = [...symbols('funding'), ...symbols('mark').flatMap(subdirectories)]
  const records = directories.map(readSeriesRecord).filter((record) => record !== undefined)
  return records.map(seriesOf).sort((a, b) => (a.series_id < b.series_id ? -1 : 1))
}
