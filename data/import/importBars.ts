import { UsageError } from '../../domain/errors.ts'
import { seriesKey } from '../lake/datasetId.ts'
import { storeBars } from '../lake/storeBars.ts'
import type { ImportOutcome, OnConflict } from '../lake/storeRequest.ts'
import type { RawRows } from '../quality/orderRows.ts'
import type { AcceptableDefect } from '../quality/policy.ts'
import type { Workspace } from '../workspace.ts'
import type { DateFormat } from './dateOrder.ts'
import { joinRows } from './joinRows.ts'
import { readBars } from './readBars.ts'
import { readSource } from './sourceBytes.ts'

/** Files of one dataset and what only the user can say about them. */
export interface ImportRequest {
  readonly files: readonly string[]
  readonly exchange: string
  readonly symbol: string
  readonly timeframe: string
  /** Names of the columns in the order of the file (COLUMN_NAMES): --columns. */
  readonly columns?: readonly string[] | undefined
  /** --date-format. */
  readonly dateFormat?: DateFormat | undefined
  /** Value of the symbol column whose rows to take: --only. */
  readonly only?: string | undefined
  /** --on-conflict. */
  readonly onConflict?: OnConflict | undefined
  /** Defects to store as they are: --accept. */
  readonly accept?: readonly AcceptableDefect[] | undefined
  /** ms UTC; the clock where it is not given. */
  readonly now?: number | undefined
}

/**
 * Imports files into one dataset of the lake, in the order given; all of them or none.
 * @throws UsageError naming the flag for what the files leave open, BadDataError for what the policy of docs/data-quality.md blocks,
 * ResourceError for what cannot be read or written. Whatever is thrown, the lake is what it was.
 */
export async function importBars(workspace: Workspace, request: ImportRequest): Promise<ImportOutcome> {
  if (request.files.length === 0) throw new UsageError('Name at least one file to import.')
  const key = seriesKey(request.exchange, request.symbol, request.timeframe)
  const parts: RawRows[] = []
  const notes: string[] = []
  const names: string[] = []
  for (const file of request.files) {
    const source = await readSource(workspace, file)
    const read = readBars(source, { ...key, columns: request.columns, dateFormat: request.dateFormat, only: request.only })
    parts.push(read.bars)
    notes.push(...read.notes)
    names.push(source.name)
  }
  const { onConflict, accept, now } = request
  return storeBars(workspace, {
    ...key,
    synthetic: false,
    bars: joinRows(parts),
    onConflict,
    accept,
    now,
    source: { name: names.join(', '), notes },
  })
}
