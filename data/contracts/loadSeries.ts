import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { ContractSeries } from '../../domain/contractSeries.ts'
import { BadDataError, messageOf, NoSuchIdError } from '../../domain/errors.ts'
import type { Funding, MarketData } from '../../domain/market.ts'
import { didYouMean } from '../../domain/suggest.ts'
import { readColumns } from '../lake/parquetColumns.ts'
import { resourceFailure } from '../lake/resourceFailure.ts'
import type { Workspace } from '../workspace.ts'
import { rowsOf, seriesHash, storedNames, type SeriesRows } from './seriesColumns.ts'
import { parseSeriesId, seriesDir, type ContractKey } from './seriesKey.ts'
import { listSeries, readSeriesRecord, rowsFileName, seriesOf } from './seriesRecord.ts'

/** The stored rows. @throws BadDataError when the file is gone, damaged, or not what the record's hash says. */
export async function readSeriesRows(workspace: Workspace, series: ContractSeries): Promise<SeriesRows> {
  const directory = seriesDir(workspace, series as ContractKey)
  const file = join(directory, rowsFileName(series.kind, series.content_hash))
  const damaged = (why: string, cause?: unknown): BadDataError =>
    new BadDataError(
      `${series.series_id} in the lake is damaged: ${why}; remove ${directory} and import it again.`,
      { series_id: series.series_id, file },
      { cause },
    )
  if (!existsSync(file)) throw damaged('its rows are missing')
  let rows: SeriesRows
  try {
    rows = rowsOf(series.kind, await readColumns(storedNames(series.kind), file, series.rows))
  } catch (error) {
    const failure = resourceFailure(error, `Reading ${series.series_id}`)
    throw failure === error ? damaged(messageOf(error).split('\n')[0] ?? 'unreadable', error) : failure
  }
  if (seriesHash(series.kind, rows) !== series.content_hash) throw damaged('its rows are not the ones that its record describes')
  return rows
}

/** @throws NoSuchIdError with the nearest known id. */
export function findSeries(workspace: Workspace, id: string): ContractSeries {
  const key = parseSeriesId(id)
  const record = key && readSeriesRecord(seriesDir(workspace, key))
  if (record !== undefined) return seriesOf(record)
  const known = listSeries(workspace).map((series) => series.series_id)
  const advice =
    known.length === 0
      ? 'there is none in the lake: get one with quantopia data import FILE --kind funding|mark'
      : 'quantopia data list shows all'
  throw new NoSuchIdError(`There is no series "${id}"${didYouMean(id, known)}; ${advice}.`, { id, known })
}

/** Funding rates as the engine takes them. @throws BadDataError for damaged rows. */
export async function loadFunding(workspace: Workspace, series: ContractSeries): Promise<Funding> {
  const { time, open } = await readSeriesRows(workspace, series)
  return { time, rate: open }
}

/** Mark prices as the engine takes them. @throws BadDataError for damaged rows. */
export async function loadMark(workspace: Workspace, series: ContractSeries): Promise<NonNullable<MarketData['mark']>> {
  const { time, open, high, low } = await readSeriesRows(workspace, series)
  return { time, open, high, low }
}
