import type { TradingTerms } from '../backtest/tradingTerms.ts'
import type { Config } from '../config.ts'
import type { FactStore } from '../data/facts/openFacts.ts'
import type { Tables } from '../data/tables/openTables.ts'
import type { Workspace } from '../data/workspace.ts'
import type { Bars } from '../domain/bars.ts'
import type { Dataset } from '../domain/dataset.ts'
import type { ModelSupplier } from '../domain/model.ts'
import type { EngineSettings } from '../domain/order.ts'
import type { ChatModels } from '../llm/chatModels.ts'
import type { Sandbox } from '../sandbox/types.ts'

/** Everything that nodes work with; opened once per process, shared by all runs in it. */
export interface ResearchContext {
  readonly config: Config
  readonly workspace: Workspace
  readonly facts: FactStore
  readonly tables: Tables
  readonly sandbox: Sandbox
  readonly models: ModelSupplier
  /** What a market costs that is no contract. */
  readonly engine: EngineSettings
  /** What a dataset costs: of a contract, with its funding and its fees. Read once per process, so that a session keeps to what it began with. */
  terms(dataset: Dataset): Promise<TradingTerms>
  /** The chat models of a session. */
  chatModels(llm: string, seed: number): ChatModels
  /** Bars of a dataset before its seal, kept in memory while a session works on them. */
  bars(datasetId: string): Promise<Bars>
  /** From when on a dataset's bars are sealed, ms UTC. */
  sealedFrom(dataset: Dataset): number
  /** When this process opened the workspace, ms UTC. */
  readonly openedAt: number
  /** ms UTC. */
  now(): number
  close(): Promise<void>
}
