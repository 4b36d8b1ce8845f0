import type { Bars } from '../../domain/bars.ts'
import type { Dataset } from '../../domain/dataset.ts'
import type { TrialFact } from '../../domain/facts.ts'
import type { ModelSummary } from '../../domain/model.ts'
import type { ModelFamily } from '../family.ts'
import type { Registry } from '../registry/openRegistry.ts'

/** What supplying models needs of the world; handed in, since the lake and the facts are a neighbour's. */
export interface SupplyPorts {
  readonly registry: Registry
  /** Families that this machine can train. */
  families(): readonly ModelFamily[]
  /** @throws UsageError for a name that no family has. */
  findFamily(name: string): ModelFamily
  /** Released versions with how they do in strategies. */
  summaries(): Promise<readonly ModelSummary[]>
  /** @throws NoSuchIdError */
  dataset(id: string): Promise<Dataset>
  datasets(): Promise<readonly Dataset[]>
  /** Every bar of a dataset. @throws NoSuchIdError, BadDataError */
  bars(id: string): Promise<Bars>
  /** Stores that a model was fitted, whatever came of it. */
  recordTrial(trial: TrialFact): void
  /** ms UTC. */
  now(): number
}
