import type { Dataset } from '../../domain/dataset.ts'
import { NoSuchIdError, UsageError } from '../../domain/errors.ts'
import { didYouMean } from '../../domain/suggest.ts'
import type { Workspace } from '../workspace.ts'
import { seriesDir } from './datasetFiles.ts'
import { bareSymbol, datasetId, parseDatasetId } from './datasetId.ts'
import { datasetOf, readRecord } from './datasetRecord.ts'
import { listDatasets } from './listDatasets.ts'

const HOW_TO_GET_ONE = 'get bars with quantopia data import, data fetch or data sample'

function recordOf(workspace: Workspace, id: string): Dataset | undefined {
  try {
    const record = readRecord(seriesDir(workspace, parseDatasetId(id)))
    return record && datasetOf(record)
  } catch (error) {
    if (error instanceof UsageError) return undefined
    throw error
  }
}

/** The only dataset whose id is this one but for the symbol's separators. */
function soleSpelling(all: readonly Dataset[], id: string): Dataset | undefined {
  const bare = bareId(id)
  const [only, ...others] = bare === undefined ? [] : all.filter(({ dataset_id }) => bareId(dataset_id) === bare)
  return others.length === 0 ? only : undefined
}

function bareId(id: string): string | undefined {
  try {
    const { exchange, symbol, timeframe } = parseDatasetId(id)
    return datasetId({ exchange, symbol: bareSymbol(symbol), timeframe })
  } catch (error) {
    if (error instanceof UsageError) return undefined
    throw error
  }
}

/**
 * The dataset of an id, whatever the case of its letters; where none has it, the one that differs by the symbol's separators alone.
 * @throws NoSuchIdError with the nearest known id.
 */
export async function findDataset(workspace: Workspace, id: string): Promise<Dataset> {
  const dataset = recordOf(workspace, id)
  if (dataset !== undefined) return dataset
  const all = await listDatasets(workspace)
  const respelt = soleSpelling(all, id)
  if (respelt !== undefined) return respelt
  const known = all.map((one) => one.dataset_id)
  const advice = known.length === 0 ? `the lake is empty: ${HOW_TO_GET_ONE}` : 'quantopia data list shows all'
  throw new NoSuchIdError(`There is no dataset "${id}"${didYouMean(id, known)}; ${advice}.`, { id, known })
}
