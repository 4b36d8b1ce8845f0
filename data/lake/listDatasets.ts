import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Dataset } from '../../domain/dataset.ts'
import type { Workspace } from '../workspace.ts'
import { ohlcvDir } from './datasetFiles.ts'
import { datasetOf, readRecord } from './datasetRecord.ts'

function subdirectories(directory: string): string[] {
  if (!existsSync(directory)) return []
  return readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(directory, entry.name))
}

/** Every dataset of the lake, in order of id. @throws BadDataError naming a record that cannot be read. */
export async function listDatasets(workspace: Workspace): Promise<Dataset[]> {
  const series = subdirectories(ohlcvDir(workspace)).flatMap(subdirectories).flatMap(subdirectories)
  const records = series.map(readRecord).filter((record) => record !== undefined)
  return Promise.resolve(records.map(datasetOf).sort((a, b) => (a.dataset_id < b.dataset_id ? -1 : 1)))
}
