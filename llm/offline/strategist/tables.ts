import { z } from 'zod'
import { STRATEGY_LOGICS, STRATEGY_TYPES } from '../../../domain/strategy.ts'
import type { Conversation } from '../conversation.ts'
import { readCatalogue, type Catalogue } from '../grammar/catalogue.ts'

const figure = z.number().nullable().catch(null)
const names = z.array(z.string()).catch([])

/** The part of a strategy's row that the policy goes by. Times are left out on purpose: they differ between equal runs. */
const Row = z.object({
  strategy_id: z.string(),
  strategy_type: z.enum(STRATEGY_TYPES),
  strategy_logic: z.enum(STRATEGY_LOGICS),
  indicators_used: names,
  ml_models_used: names,
  action: z.string().nullable().catch(null),
  parent_id: z.string().nullable().catch(null),
  status: z.string().catch('completed'),
  sharpe_ratio: figure,
  oos_sharpe: figure,
  num_trades: figure,
  passed_filter: z.boolean().catch(false),
})
/** A row as it was shown, and what the policy takes the strategy to be worth. */
export type Row = z.infer<typeof Row> & { readonly worth: number | null }

const AreaRow = z.object({
  name: z.string(),
  attempts: z.number().nonnegative(),
  completed: z.number().nonnegative().catch(0),
  failed: z.number().nonnegative().catch(0),
  avg_sharpe: figure,
  best_sharpe: figure,
})
export type Area = z.infer<typeof AreaRow>

const Model = z.object({
  model_id: z.string(),
  model_name: z.string(),
  version: z.union([z.string(), z.number()]).transform((value) => Number(String(value).replace(/^v/, ''))),
  target: z.string().catch(''),
  average_sharpe: figure,
})
export type Model = z.infer<typeof Model>

/** What the strategist was shown. */
export interface Tables {
  readonly total: number
  readonly byType: ReadonlyMap<string, Area>
  readonly byLogic: ReadonlyMap<string, Area>
  readonly byIndicator: ReadonlyMap<string, Area>
  /** Completed strategies with a Sharpe ratio, the best first; equal ones by id. */
  readonly top: readonly Row[]
  readonly recent: readonly Row[]
  readonly families: readonly string[]
  readonly models: readonly Model[]
  readonly catalogue: Catalogue
  /** Tools that should have answered and did not. */
  readonly missing: readonly string[]
}

function list<T>(schema: z.ZodType<T>, value: unknown): T[] {
  return (Array.isArray(value) ? (value as unknown[]) : []).flatMap((one) => {
    const row = schema.safeParse(one)
    return row.success ? [row.data] : []
  })
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined
}

function areas(result: unknown, name: string): Map<string, Area> {
  return new Map(list(AreaRow, field(result, name)).map((area) => [area.name, area]))
}

function modelRow(value: unknown): unknown {
  const stats = field(value, 'usage_stats')
  const average = field(stats, 'avg_sharpe_of_strategies') ?? field(stats, 'avg_sharpe') ?? null
  return typeof value === 'object' && value !== null ? { ...value, average_sharpe: average } : value
}

/**
 * What a strategy is worth lies between what its defaults earned on the whole window and what its walk-forward earned with the parameters
 * that it chose itself: nearer to the lower of the two, as luck is in the higher one, but a walk-forward far above its defaults says where
 * to look.
 */
const LOWER_WEIGHT = 0.6

function valued(row: z.infer<typeof Row>): Row {
  const { oos_sharpe: oos, sharpe_ratio: whole } = row
  if (oos === null || whole === null) return { ...row, worth: whole }
  return { ...row, worth: LOWER_WEIGHT * Math.min(oos, whole) + (1 - LOWER_WEIGHT) * Math.max(oos, whole) }
}

/** By worth, then by id: an order that equal runs share. */
function ranked(rows: readonly Row[]): Row[] {
  const scored = rows.filter(({ worth, status }) => worth !== null && status === 'completed')
  return scored.sort((a, b) => (b.worth ?? 0) - (a.worth ?? 0) || (a.strategy_id < b.strategy_id ? -1 : 1))
}

/** Every row that was shown, once. */
export function seenRows({ recent, top }: Pick<Tables, 'recent' | 'top'>): Row[] {
  return [...new Map([...recent, ...top].map((row) => [row.strategy_id, row])).values()]
}

export const READS = ['get_underexplored_areas', 'get_top', 'get_recent', 'list_available_models', 'list_indicators'] as const

export function readTables(conversation: Conversation): Tables {
  const result = (tool: string): unknown => conversation.results.get(tool)?.[0]
  const explored = result('get_underexplored_areas')
  const offered = result('list_available_models')
  const total = field(explored, 'total')
  const models = field(offered, 'models')
  return {
    total: typeof total === 'number' ? total : 0,
    byType: areas(explored, 'by_type'),
    byLogic: areas(explored, 'by_logic'),
    byIndicator: areas(explored, 'by_indicator'),
    top: ranked(list(Row, field(result('get_top'), 'rows')).map(valued)),
    recent: list(Row, field(result('get_recent'), 'rows')).map(valued),
    families: list(z.string(), field(offered, 'families')),
    models: list(Model, Array.isArray(models) ? (models as unknown[]).map(modelRow) : []),
    catalogue: readCatalogue(result('list_indicators')),
    missing: READS.filter((tool) => !conversation.results.has(tool)),
  }
}
