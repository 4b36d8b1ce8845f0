import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { firstBarAtOrAfter, sliceBars } from '../../domain/bars.ts'
import type { Bars } from '../../domain/bars.ts'
import type { Dataset } from '../../domain/dataset.ts'
import { BadDataError, messageOf } from '../../domain/errors.ts'
import type { Workspace } from '../workspace.ts'
import { readColumnCache, writeColumnCache } from './columnCache.ts'
import { contentHash } from './contentHash.ts'
import { barsFileName, columnCacheFile, seriesDir } from './datasetFiles.ts'
import { findDataset } from './findDataset.ts'
import { readParquet } from './parquetBars.ts'
import { resourceFailure } from './resourceFailure.ts'

/**
 * The stored bars of a dataset, out of its Parquet file alone.
 * @throws BadDataError when the file is gone, damaged, or not what the record's hash says.
 */
export async function readStoredBars(workspace: Workspace, dataset: Dataset): Promise<Bars> {
  const file = join(seriesDir(workspace, dataset), barsFileName(dataset.content_hash))
  const damaged = (why: string, cause?: unknown): BadDataError =>
    new BadDataError(
      `The bars of ${dataset.dataset_id} in the lake are damaged: ${why}; remove ${seriesDir(workspace, dataset)} and import them again.`,
      { dataset_id: dataset.dataset_id, file },
      { cause },
    )
  if (!existsSync(file)) {
    throw new BadDataError(`The bars of ${dataset.dataset_id} are missing from the lake (${file}); import them again.`, {
      dataset_id: dataset.dataset_id,
      file,
    })
  }
  let bars: Bars
  try {
    bars = await readParquet(file, dataset.bars)
  } catch (error) {
    const failure = resourceFailure(error, `Reading ${dataset.dataset_id}`)
    throw failure === error ? damaged(messageOf(error).split('\n')[0] ?? 'unreadable', error) : failure
  }
  if (contentHash(bars) !== dataset.content_hash) throw damaged('they are not the ones that its record describes')
  return bars
}

/** All bars: from the Arrow file in the cache where they are whole, else from the Parquet file. */
async function allBars(workspace: Workspace, dataset: Dataset): Promise<Bars> {
  const cacheFile = columnCacheFile(workspace, dataset.content_hash)
  const cached = readColumnCache(cacheFile, dataset.bars)
  if (cached !== undefined && contentHash(cached) === dataset.content_hash) return cached
  const bars = await readStoredBars(workspace, dataset)
  writeColumnCache(cacheFile, bars)
  return bars
}

/** Another process may replace a dataset, and its file with it, between reading the record and reading the bars. */
async function allBarsOfNewest(workspace: Workspace, dataset: Dataset): Promise<Bars> {
  try {
    return await allBars(workspace, dataset)
  } catch (error) {
    const newest = await findDataset(workspace, dataset.dataset_id)
    if (newest.content_hash === dataset.content_hash) throw error
    return allBarsOfNewest(workspace, newest)
  }
}

/**
 * Bars of one dataset with from <= time < to (ms UTC), as columns; every load is checked against the content hash.
 * @throws NoSuchIdError for an unknown id, BadDataError for damaged bars.
 */
export async function loadBars(
  workspace: Workspace,
  id: string,
  range: { from?: number | undefined; to?: number | undefined } = {},
): Promise<Bars> {
  const bars = await allBarsOfNewest(workspace, await findDataset(workspace, id))
  if (range.from === undefined && range.to === undefined) return bars
  const from = firstBarAtOrAfter(bars, range.from ?? -Infinity)
  return sliceBars(bars, from, Math.max(from, firstBarAtOrAfter(bars, range.to ?? Infinity)))
}
