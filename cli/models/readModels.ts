import type { Config } from '../../config.ts'
import { openFacts } from '../../data/facts/openFacts.ts'
import { openTables } from '../../data/tables/openTables.ts'
import { openWorkspace } from '../../data/workspace.ts'
import type { ModelSummary } from '../../domain/model.ts'
import type { ModelVersion } from '../../domain/ml.ts'
import { openModelRegistry } from '../../graph/openModels.ts'
import { FAMILIES } from '../../models/families.ts'
import { useNativeLocations } from '../../models/native/locations.ts'
import type { Registry } from '../../models/registry/openRegistry.ts'

export interface FamilyRow {
  name: string
  title: string
  available: boolean
  library: string | null
  /** Why it cannot be used, with the command to type. */
  reason: string | null
}

export interface ModelsDocument {
  /** Those that this machine can train. */
  families: string[]
  all_families: FamilyRow[]
  models: ModelSummary[]
}

export type ModelDocument = ModelVersion & Pick<ModelSummary, 'usage_stats'> & { lineage: string[] }

/** Opens the registry and what the tables tell of it, for one query. */
async function withRegistry<T>(config: Config, work: (registry: Registry, models: ModelSummary[]) => T): Promise<T> {
  useNativeLocations(config.nativeLibraries)
  const workspace = openWorkspace(config.home)
  const facts = openFacts(workspace)
  const tables = openTables(workspace, facts)
  try {
    return work(openModelRegistry({ workspace, facts }), await tables.listModels())
  } finally {
    await tables.close()
    facts.close()
  }
}

export async function listModels(config: Config): Promise<ModelsDocument> {
  return withRegistry(config, (_registry, models) => {
    const rows = FAMILIES.map(({ name, title, availability }): FamilyRow => {
      const answer = availability()
      return answer.ok
        ? { name, title, available: true, library: `${answer.library} ${answer.version}`, reason: null }
        : { name, title, available: false, library: null, reason: answer.reason }
    })
    return { families: rows.filter(({ available }) => available).map(({ name }) => name), all_families: rows, models }
  })
}

/** @throws NoSuchIdError, UsageError for no model id, BadDataError for a damaged release. */
export async function showModel(config: Config, modelId: string): Promise<ModelDocument> {
  return withRegistry(config, (registry, models) => {
    const version = registry.getVersion(modelId)
    const summary = models.find(({ model_id }) => model_id === version.model_id)
    const usage_stats = summary?.usage_stats ?? { num_strategies_using: 0, avg_sharpe_of_strategies: null, best_strategy: null }
    return { ...version, usage_stats, lineage: registry.lineage(version.model_id).map(({ model_id }) => model_id) }
  })
}
