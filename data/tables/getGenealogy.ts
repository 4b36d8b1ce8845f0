import { UsageError } from '../../domain/errors.ts'
import { ROW_NAMES, type StrategyRow } from './strategyRow.ts'
import type { StrategyTable } from './strategyTable.ts'

export interface Genealogy {
  strategy: StrategyRow
  /** The nearest first. */
  ancestors: StrategyRow[]
  /** The nearest first, then in the order they were stored. */
  descendants: StrategyRow[]
}

const MAX_DEPTH = 20

/**
 * Parents and children of a strategy that exists, up to `depth` generations each way.
 * A grandparent is found even where the parent itself was never stored.
 * @throws UsageError for a depth that is not a whole number from 1 to 20.
 */
export async function getGenealogy(table: StrategyTable, strategyId: string, depth = 2): Promise<Genealogy> {
  if (!Number.isInteger(depth) || depth < 1 || depth > MAX_DEPTH) {
    throw new UsageError(`The depth of a genealogy is a whole number from 1 to ${MAX_DEPTH}, not ${depth}.`, { depth })
  }
  const rows = await table.rows(
    `WITH RECURSIVE edge AS (SELECT strategy_id AS child, parent_id AS parent, 1 AS hops FROM strategies WHERE parent_id IS NOT NULL
       UNION ALL SELECT strategy_id, grandparent_id, 2 FROM strategies WHERE grandparent_id IS NOT NULL),
     up AS (SELECT ? AS id, 0 AS generation
       UNION SELECT parent, generation + hops FROM up JOIN edge ON child = id WHERE generation + hops <= ${depth}),
     down AS (SELECT ? AS id, 0 AS generation
       UNION SELECT child, generation + hops FROM down JOIN edge ON parent = id WHERE generation + hops <= ${depth}),
     related AS (SELECT id, -min(generation) AS generation FROM up GROUP BY id
       UNION ALL SELECT id, min(generation) FROM down WHERE generation > 0 GROUP BY id)
     SELECT generation, ${ROW_NAMES} FROM related JOIN strategies ON strategy_id = id ORDER BY abs(generation), seq`,
    [strategyId, strategyId],
  )
  const kin = rows as unknown as (StrategyRow & { generation: number })[]
  const where = (test: (generation: number) => boolean): StrategyRow[] =>
    kin.filter((row) => test(row.generation)).map(({ generation: _generation, ...row }) => row)
  return {
    strategy: where((generation) => generation === 0)[0] as StrategyRow,
    ancestors: where((generation) => generation < 0),
    descendants: where((generation) => generation > 0),
  }
}
