import { tool, type StructuredToolInterface } from '@langchain/core/tools'
import { z } from 'zod'
import type { Tables } from '../data/tables/openTables.ts'
import { indicatorNames } from '../indicators/catalogue.ts'

const limit = (fallback: number) => z.number().int().min(1).max(50).default(fallback)
const strategy_id = z.string().min(1).describe('strategy_id, or its unique beginning')

/** Doors to the strategy database: what has been tried on this dataset, and how it did. */
export function strategyTableTools(tables: Tables, datasetId: string): StructuredToolInterface[] {
  return [
    tool(async ({ metric, limit: rows }) => ({ rows: await tables.getTop({ metric, limit: rows, datasetId }) }), {
      name: 'get_top',
      description:
        'The best strategies so far by a metric: oos_sharpe (walk-forward, what counts), sharpe_ratio, total_return, calmar_ratio, max_drawdown, …',
      schema: z.object({ metric: z.string().default('oos_sharpe'), limit: limit(10) }),
    }),
    tool(async ({ limit: rows }) => ({ rows: await tables.getRecent({ limit: rows, datasetId }) }), {
      name: 'get_recent',
      description: 'The strategies tried last, failures included, newest first.',
      schema: z.object({ limit: limit(20) }),
    }),
    tool(async ({ model_id, limit: rows }) => ({ rows: await tables.searchByModel(model_id, rows) }), {
      name: 'search_by_model',
      description: 'All strategies that use a model version.',
      schema: z.object({ model_id: z.string().min(1), limit: limit(20) }),
    }),
    tool(() => tables.getUnderexploredAreas({ indicators: indicatorNames(), datasetId }), {
      name: 'get_underexplored_areas',
      description: 'How often each strategy type, logic and indicator was tried and how it did, untried ones included.',
      schema: z.object({}),
    }),
    tool(({ strategy_id: id, depth }) => tables.getGenealogy(id, depth), {
      name: 'get_genealogy',
      description: 'A strategy with its ancestors and descendants.',
      schema: z.object({ strategy_id, depth: z.number().int().min(1).max(2).default(2) }),
    }),
    showStrategyTool(tables),
    tool(({ sql }) => tables.sql(sql), {
      name: 'query_sql',
      description:
        'One read-only SELECT in DuckDB SQL over the tables strategies, trials, decisions, verdicts, returns and sessions. DESCRIBE strategies lists columns.',
      schema: z.object({ sql: z.string().min(1).max(4000) }),
    }),
  ]
}

export function showStrategyTool(tables: Tables): StructuredToolInterface {
  return tool(({ strategy_id: id }) => tables.showStrategy(id), {
    name: 'show_strategy',
    description: 'Everything about one strategy: decision, metrics, gates, code.',
    schema: z.object({ strategy_id }),
  })
}
