import type { Config } from '../config.ts'
import { openModelFacts } from '../data/facts/modelFacts.ts'
import type { FactStore } from '../data/facts/openFacts.ts'
import { waitForFileLock } from '../data/fileLock.ts'
import { findDataset } from '../data/lake/findDataset.ts'
import { listDatasets } from '../data/lake/listDatasets.ts'
import type { Tables } from '../data/tables/openTables.ts'
import type { Workspace } from '../data/workspace.ts'
import type { Bars } from '../domain/bars.ts'
import type { ModelSupplier } from '../domain/model.ts'
import { availableFamilies, findFamily } from '../models/families.ts'
import { useNativeLocations } from '../models/native/locations.ts'
import { openRegistry, type Registry } from '../models/registry/openRegistry.ts'
import { openSupplier } from '../models/supply/openSupplier.ts'

export interface ModelsOf {
  readonly config: Pick<Config, 'nativeLibraries'>
  readonly workspace: Workspace
  readonly facts: FactStore
  readonly tables: Tables
  readonly bars: (datasetId: string) => Promise<Bars>
}

/** The registry of a workspace. */
export function openModelRegistry({ workspace, facts }: Pick<ModelsOf, 'workspace' | 'facts'>): Registry {
  const { modelsDir, locksDir, cacheDir } = workspace
  const locks = { waitForLock: waitForFileLock }
  return openRegistry({ modelsDir, locksDir, cacheDir, store: openModelFacts(facts), locks, findFamily })
}

/** Models for everything that works on the workspace: from its registry, or trained on its bars. */
export function openModels(of: ModelsOf): ModelSupplier {
  const { config, workspace, facts, tables, bars } = of
  useNativeLocations(config.nativeLibraries)
  return openSupplier({
    registry: openModelRegistry(of),
    families: availableFamilies,
    findFamily,
    summaries: () => tables.listModels(),
    dataset: (id) => findDataset(workspace, id),
    datasets: () => listDatasets(workspace),
    bars,
    recordTrial: (trial) => void facts.record('trials', trial),
    now: () => Date.now(),
  })
}
