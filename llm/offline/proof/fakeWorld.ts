import { tool, type StructuredToolInterface } from '@langchain/core/tools'
import { z } from 'zod'
import { STRATEGY_LOGICS, STRATEGY_TYPES, type StrategyLogic, type StrategyType } from '../../../domain/strategy.ts'
import { INDICATORS } from '../../../indicators/catalogue.ts'

/** A strategy of a made-up history, as the tables would show it. */
export interface FakeRow {
  strategy_id: string
  strategy_type: StrategyType
  strategy_logic: StrategyLogic
  indicators_used: string[]
  ml_models_used: string[]
  action: string
  parent_id: string | null
  status: 'completed' | 'failed'
  sharpe_ratio: number | null
  num_trades: number | null
  passed_filter: boolean
  code: string
  created_at: string
}

export interface FakeModel {
  model_id: string
  model_name: string
  version: string
  target: string
  usage_stats: { num_strategies_using: number; avg_sharpe_of_strategies: number | null; best_strategy: string | null }
}

/** Everything that the tools answer from; rows in the order they were stored. */
export interface FakeWorld {
  rows: FakeRow[]
  families: string[]
  models: FakeModel[]
}

export function emptyWorld(): FakeWorld {
  return { rows: [], families: [], models: [] }
}

export function fakeRow(id: string, fields: Partial<FakeRow> = {}): FakeRow {
  return {
    strategy_id: id,
    strategy_type: 'pure_technical',
    strategy_logic: 'mean_reversion',
    indicators_used: ['rsi'],
    ml_models_used: [],
    action: 'explore',
    parent_id: null,
    status: 'completed',
    sharpe_ratio: 0,
    num_trades: 100,
    passed_filter: false,
    code: '',
    created_at: '2026-01-01T00:00:00Z',
    ...fields,
  }
}

export function fakeModel(family: string, version: number, average: number | null = null): FakeModel {
  const usage_stats = { num_strategies_using: 1, avg_sharpe_of_strategies: average, best_strategy: null }
  return {
    model_id: `${family}_direction_v${version}`,
    model_name: `${family}_direction`,
    version: `v${version}`,
    target: 'direction',
    usage_stats,
  }
}

function area(name: string, rows: readonly FakeRow[]): Record<string, unknown> {
  const completed = rows.filter(({ status }) => status === 'completed')
  const sharpes = completed.flatMap(({ sharpe_ratio: sharpe }) => sharpe ?? [])
  const isEmpty = sharpes.length === 0
  return {
    name,
    attempts: rows.length,
    completed: completed.length,
    failed: rows.length - completed.length,
    avg_sharpe: isEmpty ? null : sharpes.reduce((sum, one) => sum + one, 0) / sharpes.length,
    best_sharpe: isEmpty ? null : Math.max(...sharpes),
  }
}

function areas({ rows }: FakeWorld): Record<string, unknown> {
  return {
    total: rows.length,
    by_type: STRATEGY_TYPES.map((type) =>
      area(
        type,
        rows.filter((row) => row.strategy_type === type),
      ),
    ),
    by_logic: STRATEGY_LOGICS.map((logic) =>
      area(
        logic,
        rows.filter((row) => row.strategy_logic === logic),
      ),
    ),
    by_indicator: INDICATORS.map(({ name }) =>
      area(
        name,
        rows.filter((row) => row.indicators_used.includes(name)),
      ),
    ),
  }
}

/** Every indicator as list_indicators tells it. */
export function listedIndicators(): Record<string, unknown>[] {
  return INDICATORS.map(({ name, title, group, scale, outputs, params }) => ({
    name,
    title,
    group,
    scale,
    outputs,
    params: Object.fromEntries(Object.entries(params).map(([key, { default: usual, min, max }]) => [key, { default: usual, min, max }])),
  }))
}

const nothing = z.object({})
const limited = z.object({ metric: z.string().optional(), limit: z.number().default(10) })
const one = z.object({ strategy_id: z.string(), depth: z.number().optional() })

function define<Input extends z.ZodObject>(
  name: string,
  schema: Input,
  answer: (input: z.infer<Input>) => unknown,
): StructuredToolInterface {
  return tool((input: z.infer<Input>) => answer(input), { name, description: name, schema }) as unknown as StructuredToolInterface
}

/** The agents' reading tools over a made-up world. */
export function toolsOver(world: FakeWorld): StructuredToolInterface[] {
  const best = [...world.rows].filter((row) => row.sharpe_ratio !== null).sort((a, b) => (b.sharpe_ratio ?? 0) - (a.sharpe_ratio ?? 0))
  return [
    define('get_top', limited, ({ limit }) => ({ rows: best.slice(0, limit) })),
    define('get_recent', limited, ({ limit }) => ({ rows: [...world.rows].reverse().slice(0, limit) })),
    define('get_underexplored_areas', nothing, () => areas(world)),
    define('get_genealogy', one, ({ strategy_id: id }) => ({
      strategy: world.rows.find((row) => row.strategy_id === id),
      ancestors: [],
      descendants: world.rows.filter((row) => row.parent_id === id),
    })),
    define('list_available_models', nothing, () => ({ families: world.families, models: world.models })),
    define('list_indicators', nothing, () => ({ indicators: listedIndicators() })),
    define('show_strategy', one, ({ strategy_id: id }) => world.rows.find((row) => row.strategy_id === id)),
  ]
}
