import type { StructuredToolInterface } from '@langchain/core/tools'
import type { Tables } from '../data/tables/openTables.ts'
import type { SessionFact } from '../domain/facts.ts'
import type { ModelSupplier } from '../domain/model.ts'
import { listIndicatorsTool, listModelsTool } from './catalogueTools.ts'
import { strategyTableTools } from './strategyTableTools.ts'

/** What the strategy agent may look at in a session: its dataset, and no model that knows what comes after its window. */
export function strategistTools(
  tables: Tables,
  models: ModelSupplier,
  { dataset_id, window_to }: Pick<SessionFact, 'dataset_id' | 'window_to'>,
): StructuredToolInterface[] {
  return [...strategyTableTools(tables, dataset_id), listModelsTool(models, dataset_id, window_to), listIndicatorsTool()]
}
