import { tradingTerms, type TradingTerms } from '../backtest/tradingTerms.ts'
import { readConfig, type Config } from '../config.ts'
import { openFacts } from '../data/facts/openFacts.ts'
import { loadResearchBars } from '../data/holdout/researchBars.ts'
import { sealedFrom } from '../data/holdout/sealOf.ts'
import { findDataset } from '../data/lake/findDataset.ts'
import { openTables } from '../data/tables/openTables.ts'
import { openWorkspace } from '../data/workspace.ts'
import type { Bars } from '../domain/bars.ts'
import type { Dataset } from '../domain/dataset.ts'
import { DEFAULT_ENGINE } from '../domain/order.ts'
import { offlineModels } from '../llm/offlineModels.ts'
import { openaiModels } from '../llm/openaiModels.ts'
import type { ResearchContext } from '../nodes/context.ts'
import { openSandbox } from '../sandbox/pool.ts'
import { keptOf } from './keptOf.ts'
import { openModels } from './openModels.ts'

/** Kept in memory at once: a symbol and those that its models compare it with. */
const MOST_DATASETS = 32

/** Opens the workspace and everything that works on it. The caller closes it. */
export function openContext(config: Config = readConfig()): ResearchContext {
  const workspace = openWorkspace(config.home)
  const facts = openFacts(workspace)
  const tables = openTables(workspace, facts)
  const sandbox = openSandbox()
  const sealed = (dataset: Dataset): number => sealedFrom(facts, dataset, config.holdoutShare, Date.now())
  const loadBars = async (id: string): Promise<Bars> => loadResearchBars(workspace, id, sealed(await findDataset(workspace, id)))
  const loadTerms = (dataset: Dataset): Promise<TradingTerms> => tradingTerms(workspace, dataset, DEFAULT_ENGINE)
  const bars = keptOf(MOST_DATASETS, loadBars, (id) => id)
  const terms = keptOf(MOST_DATASETS, loadTerms, ({ dataset_id }) => dataset_id)
  return {
    config,
    workspace,
    facts,
    tables,
    sandbox,
    models: openModels({ config, workspace, facts, tables, bars }),
    engine: DEFAULT_ENGINE,
    terms,
    chatModels: (llm, seed) => (llm === 'openai' ? openaiModels(config.openai) : offlineModels(seed)),
    bars,
    sealedFrom: sealed,
    openedAt: Date.now(),
    now: () => Date.now(),
    close: async () => {
      await sandbox.close()
      await tables.close()
      facts.close()
    },
  }
}
