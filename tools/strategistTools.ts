import type { StructuredToolInterface } from '@langchain/core/tools'
import type { Tables } from '../data/tables/openTables.ts'
import type { ModelSupplier } from '../domain/model.ts'
import { listIndicatorsTool, listModelsTool } from './catalogueTools.ts'
import { strategyTableTools } from './strategyTableTools.ts'

/** What the strategy agent may look at. */
export function strategistTools(tables: Tables, models: ModelSupplier, datasetId: string): StructuredToolInterface[] {
  return [...strategyTableTools(tables, datasetId), listModelsTool(models, datasetId), listIndicatorsTool()]
}
