import { findDataset } from '../../data/lake/findDataset.ts'
import { listDatasets } from '../../data/lake/listDatasets.ts'
import { openWorkspace } from '../../data/workspace.ts'
import type { Dataset } from '../../domain/dataset.ts'

/** The dataset to shuffle: the one named, else the only real one of the workspace; undefined where that leaves none. */
export async function chooseSource(home: string, id: string | undefined): Promise<Dataset | undefined> {
  const workspace = openWorkspace(home)
  if (id !== undefined) return findDataset(workspace, id)
  const [only, ...others] = (await listDatasets(workspace)).filter(({ synthetic }) => !synthetic)
  return others.length === 0 ? only : undefined
}
