import type { ModelSummary } from '../../domain/model.ts'
import type { FactStore } from '../facts/openFacts.ts'
import type { KindName } from '../facts/kinds.ts'
import { openPublisher } from '../facts/openPublisher.ts'
import type { Workspace } from '../workspace.ts'
import { countAreas, type Areas } from './countAreas.ts'
import { getGenealogy, type Genealogy } from './getGenealogy.ts'
import { getTop, type TopRequest } from './getTop.ts'
import { listModels } from './modelUsage.ts'
import { openReadOnlySql, type SqlLimits } from './readOnlySql.ts'
import { sessionSummary, type SessionSummary } from './sessionSummary.ts'
import { findStrategy, showStrategy, type ShownStrategy } from './showStrategy.ts'
import { selectStrategies } from './selectStrategies.ts'
import { NEWEST_FIRST, type StrategyFilter, type StrategyRow } from './strategyRow.ts'
import type { SqlAnswer } from './sqlAnswer.ts'
import { openStrategyTable } from './strategyTable.ts'

/**
 * The strategy database as agents and people ask it: queries over the Parquet parts, and over what has come since; each call knows all
 * facts stored so far. Answers are JSON values. Every method may throw ResourceError where the disk fails.
 */
export interface Tables {
  getTop(request?: TopRequest): Promise<StrategyRow[]>
  /** Newest first, failures included. */
  getRecent(request?: { limit?: number | undefined; datasetId?: string | undefined }): Promise<StrategyRow[]>
  /** Strategies that use exactly this model version, the best Sharpe ratio first. */
  searchByModel(modelId: string, limit?: number): Promise<StrategyRow[]>
  getUnderexploredAreas(request: { indicators: readonly string[]; datasetId?: string | undefined }): Promise<Areas>
  /** @throws NoSuchIdError, or UsageError for an ambiguous beginning of an id or a bad depth. */
  getGenealogy(idOrPrefix: string, depth?: number): Promise<Genealogy>
  /** In the order they were stored. */
  listStrategies(filter?: StrategyFilter, limit?: number): Promise<StrategyRow[]>
  /** @throws NoSuchIdError, or UsageError for an ambiguous beginning of an id. */
  showStrategy(idOrPrefix: string): Promise<ShownStrategy>
  /** @throws NoSuchIdError */
  sessionSummary(sessionId: string): Promise<SessionSummary>
  /** Released model versions, oldest first, with how they do in strategies. */
  listModels(): Promise<ModelSummary[]>
  /** One read-only statement over the tables. @throws UsageError that says what is not allowed or not right. */
  sql(text: string, limits?: SqlLimits): Promise<SqlAnswer>
  /** Brings the Parquet parts up to date, all kinds by default. */
  publish(kinds?: readonly KindName[]): Promise<void>
  /** The same where the last time is some seconds ago: a session need not write the last part of every kind anew with each of its strategies. */
  keepPublished(): Promise<void>
  close(): Promise<void>
}

const PUBLISHED_EVERY_MS = 10_000

export function openTables(workspace: Pick<Workspace, 'tablesDir' | 'locksDir'>, facts: FactStore): Tables {
  const publisher = openPublisher(workspace, facts)
  const table = openStrategyTable(workspace.tablesDir, facts, publisher)
  const readOnlySql = openReadOnlySql(workspace.tablesDir, publisher)
  let publishedAt = -Infinity
  return {
    getTop: (request = {}) => getTop(table, request),
    getRecent: ({ limit = 20, datasetId } = {}) => selectStrategies(table, { datasetId }, NEWEST_FIRST, limit),
    searchByModel: (modelId, limit) => selectStrategies(table, { modelId }, 'sharpe_ratio DESC NULLS LAST, strategy_id', limit),
    getUnderexploredAreas: ({ indicators, datasetId }) => countAreas(table, { datasetId }, indicators),
    getGenealogy: async (idOrPrefix, depth) => getGenealogy(table, findStrategy(facts, idOrPrefix).strategy_id, depth),
    listStrategies: (filter = {}, limit) => selectStrategies(table, filter, 'seq', limit),
    // eslint-disable-next-line @typescript-eslint/require-await -- a promise like its neighbours, so that an unknown id rejects
    showStrategy: async (idOrPrefix) => showStrategy(facts, idOrPrefix),
    sessionSummary: (sessionId) => sessionSummary(table, facts, sessionId),
    listModels: () => listModels(table, facts),
    sql: (text, limits) => readOnlySql.answer(text, limits),
    publish: (kinds) => publisher.publish(kinds),
    keepPublished: async () => {
      if (performance.now() - publishedAt < PUBLISHED_EVERY_MS) return
      await publisher.publish()
      publishedAt = performance.now()
    },
    close: async () => {
      await table.close()
      readOnlySql.close()
    },
  }
}
