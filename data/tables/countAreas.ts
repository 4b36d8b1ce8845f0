import { STRATEGY_LOGICS, STRATEGY_TYPES } from '../../domain/strategy.ts'
import { whereStrategies, type StrategyFilter } from './strategyRow.ts'
import type { StrategyTable } from './strategyTable.ts'

/** How often something was tried, and how it did. Sharpe ratios are over the completed ones that have one. */
export interface Area {
  name: string
  attempts: number
  completed: number
  failed: number
  avg_sharpe: number | null
  best_sharpe: number | null
}

export interface Areas {
  total: number
  by_type: Area[]
  by_logic: Area[]
  by_indicator: Area[]
}

/** Six decimals: a sum of doubles depends on the order that threads come in, and answers have to repeat. */
const FIGURES = `count(*) AS attempts, count(*) FILTER (status = 'completed') AS completed, count(*) FILTER (status = 'failed') AS failed,
  round(favg(sharpe_ratio), 6) AS avg_sharpe, max(sharpe_ratio) AS best_sharpe`

/** Attempts by strategy type, by logic and by indicator, fewest first; known names that nobody has tried are there with 0. */
export async function countAreas(table: StrategyTable, filter: StrategyFilter, indicators: readonly string[]): Promise<Areas> {
  const { where, values } = whereStrategies(filter)
  const rows = await table.rows(
    `WITH tried AS (SELECT strategy_type, strategy_logic, distinct_indicators, status, sharpe_ratio FROM strategies ${where})
     SELECT CASE WHEN grouping(strategy_type) = 0 THEN 'type' WHEN grouping(strategy_logic) = 0 THEN 'logic' ELSE 'total' END AS area,
       coalesce(strategy_type, strategy_logic, '') AS name, ${FIGURES} FROM tried
       GROUP BY GROUPING SETS ((), (strategy_type), (strategy_logic))
     UNION ALL SELECT 'indicator', indicator, ${FIGURES}
       FROM (SELECT unnest(distinct_indicators) AS indicator, status, sharpe_ratio FROM tried) GROUP BY indicator`,
    values,
  )
  const found = rows as unknown as (Area & { area: string })[]
  const of = (area: string): Area[] => found.filter((row) => row.area === area).map(({ area: _area, ...rest }) => rest)
  return {
    total: of('total')[0]?.attempts ?? 0,
    by_type: withUntried(of('type'), STRATEGY_TYPES),
    by_logic: withUntried(of('logic'), STRATEGY_LOGICS),
    by_indicator: withUntried(of('indicator'), indicators),
  }
}

/** All known names and all that were found, fewest attempts first, then in the order of the known ones, then by name. */
function withUntried(found: readonly Area[], known: readonly string[]): Area[] {
  const byName = new Map(found.map((area) => [area.name, area]))
  const others = found.map((area) => area.name).filter((name) => !known.includes(name))
  const untried = { attempts: 0, completed: 0, failed: 0, avg_sharpe: null, best_sharpe: null }
  return [...known, ...others.sort()].map((name) => byName.get(name) ?? { name, ...untried }).sort((a, b) => a.attempts - b.attempts)
}
