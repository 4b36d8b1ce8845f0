import type { StructuredToolInterface } from '@langchain/core/tools'
import type { Tables } from '../data/tables/openTables.ts'
import { listIndicatorsTool } from './catalogueTools.ts'
import { showStrategyTool } from './strategyTableTools.ts'

/** What the code generator may look at. */
export function codegenTools(tables: Tables): StructuredToolInterface[] {
  return [listIndicatorsTool(), showStrategyTool(tables)]
}
