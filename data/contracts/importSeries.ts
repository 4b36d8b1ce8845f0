import type { SeriesKind } from '../../domain/contractSeries.ts'
import { UsageError } from '../../domain/errors.ts'
import type { DateFormat } from '../import/dateOrder.ts'
import { joinRows } from '../import/joinRows.ts'
import { readBars } from '../import/readBars.ts'
import { readSource } from '../import/sourceBytes.ts'
import type { OnConflict } from '../lake/storeRequest.ts'
import type { AcceptableDefect } from '../quality/policy.ts'
import type { Workspace } from '../workspace.ts'
import { readFunding } from './readFunding.ts'
import type { SeriesRows } from './seriesColumns.ts'
import { contractKey } from './seriesKey.ts'
import { storeSeries, type SeriesOutcome } from './storeSeries.ts'

/** Files of one series and what only the user can say about them. */
export interface SeriesImport {
  readonly kind: SeriesKind
  readonly files: readonly string[]
  readonly exchange: string
  readonly symbol: string
  /** Of mark prices. */
  readonly timeframe?: string | undefined
  readonly columns?: readonly string[] | undefined
  readonly dateFormat?: DateFormat | undefined
  readonly only?: string | undefined
  readonly onConflict?: OnConflict | undefined
  readonly accept?: readonly AcceptableDefect[] | undefined
  readonly now?: number | undefined
}

/**
 * Imports files into one series of the lake, in the order given; all of them or none.
 * @throws UsageError naming the flag for what the files leave open, BadDataError for what is refused, ResourceError for what cannot be read
 * or written. Whatever is thrown, the lake is what it was.
 */
export async function importSeries(workspace: Workspace, request: SeriesImport): Promise<SeriesOutcome> {
  if (request.files.length === 0) throw new UsageError('Name at least one file to import.')
  const { kind, columns, dateFormat, only, onConflict, accept, now } = request
  if (kind === 'funding' && accept !== undefined && accept.length > 0) {
    throw new UsageError(`--accept ${accept.join(' ')} is about the prices of bars, and funding rates have none; leave it out.`)
  }
  const key = contractKey(kind, request.exchange, request.symbol, request.timeframe)
  const parts: SeriesRows[] = []
  const notes: string[] = []
  const names: string[] = []
  for (const file of request.files) {
    const source = await readSource(workspace, file)
    if (key.kind === 'mark') {
      const read = readBars(source, { symbol: key.symbol, timeframe: key.timeframe, columns, dateFormat, only })
      parts.push({ ...read.bars, volume: new Float64Array(read.bars.time.length).fill(NaN) })
      notes.push(...read.notes)
    } else {
      const read = readFunding(source, { symbol: key.symbol, columns, dateFormat, only })
      parts.push(read.rows)
      notes.push(...read.notes)
    }
    names.push(source.name)
  }
  return storeSeries(workspace, { key, rows: joinRows(parts), source: { name: names.join(', '), notes }, onConflict, accept, now })
}
