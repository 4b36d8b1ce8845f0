import { readConfig, type Config } from '../config.ts'
import { openFacts } from '../data/facts/openFacts.ts'
import { loadBars } from '../data/lake/loadBars.ts'
import { openTables } from '../data/tables/openTables.ts'
import { openWorkspace } from '../data/workspace.ts'
import type { Bars } from '../domain/bars.ts'
import { DEFAULT_ENGINE } from '../domain/order.ts'
import { offlineModels } from '../llm/offlineModels.ts'
import { openaiModels } from '../llm/openaiModels.ts'
import { noFamilies } from '../models/noFamilies.ts'
import type { ResearchContext } from '../nodes/context.ts'
import { openSandbox } from '../sandbox/pool.ts'

/** Opens the workspace and everything that works on it. The caller closes it. */
export function openContext(config: Config = readConfig()): ResearchContext {
  const workspace = openWorkspace(config.home)
  const facts = openFacts(workspace)
  const tables = openTables(workspace, facts)
  const sandbox = openSandbox()
  let loaded: { id: string; bars: Promise<Bars> } | undefined
  return {
    config,
    workspace,
    facts,
    tables,
    sandbox,
    models: noFamilies,
    engine: DEFAULT_ENGINE,
    chatModels: (llm, seed) => (llm === 'openai' ? openaiModels(config.openai) : offlineModels(seed)),
    bars: (id) => {
      if (loaded?.id !== id) loaded = { id, bars: loadBars(workspace, id) }
      return loaded.bars
    },
    openedAt: Date.now(),
    now: () => Date.now(),
    close: async () => {
      await sandbox.close()
      await tables.close()
      facts.close()
    },
  }
}
