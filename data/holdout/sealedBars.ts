import type { Bars } from '../../domain/bars.ts'
import { loadBars } from '../lake/loadBars.ts'
import type { Workspace } from '../workspace.ts'

/** Every bar of a dataset, the sealed ones included. A machine checks that only the validation imports this (.dependency-cruiser.cjs). */
export function loadSealedBars(workspace: Workspace, datasetId: string): Promise<Bars> {
  return loadBars(workspace, datasetId)
}
