import { ROW_NAMES, whereStrategies, type StrategyFilter, type StrategyRow } from './strategyRow.ts'
import type { StrategyTable } from './strategyTable.ts'

/** The strategies that a filter lets through, in `order` (SQL), at most `limit`. */
export async function selectStrategies(
  table: StrategyTable,
  filter: StrategyFilter,
  order: string,
  limit?: number,
): Promise<StrategyRow[]> {
  const { where, values } = whereStrategies(filter)
  const limited = limit === undefined ? '' : `LIMIT ${Math.max(0, Math.floor(limit))}`
  const rows = await table.rows(`SELECT ${ROW_NAMES} FROM strategies ${where} ORDER BY ${order} ${limited}`, values)
  return rows as unknown as StrategyRow[]
}
