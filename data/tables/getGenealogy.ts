import { UsageError } from '../../domain/errors.ts'
import { ROW_COLUMNS, type StrategyRow } from './strategyRow.ts'
import type { TableReader } from './tableReader.ts'

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
export async function getGenealogy(tables: TableReader, strategyId: string, depth = 2): Promise<Genealogy> {
  if (!Number.isInteger(depth) || depth < 1 || depth > MAX_DEPTH) {
    throw new UsageError(`The depth of a genealogy is a whole number from 1 to ${MAX_DEPTH}, not ${depth}.`, { depth })
  }
  const rows = await tables.rows(
    ['strategies'],
    `WITH RECURSIVE known AS (SELECT * FROM ${tables.from('strategies')}),
     edge AS (SELECT strategy_id AS child, parent_id AS parent, 1 AS hops FROM known WHERE parent_id IS NOT NULL
       UNION ALL SELECT strategy_id, grandparent_id, 2 FROM known WHERE grandparent_id IS NOT NULL),
     up AS (SELECT ? AS id, 0 AS generation
       UNION SELECT parent, generation + hops FROM up JOIN edge ON child = id WHERE generation + hops <= ${depth}),
     down AS (SELECT ? AS id, 0 AS generation
       UNION SELECT child, generation + hops FROM down JOIN edge ON parent = id WHERE generation + hops <= ${depth}),
     related AS (SELECT id, -min(generation) AS generation FROM up GROUP BY id
       UNION ALL SELECT id, min(generation) FROM down WHERE generation > 0 GROUP BY id)
     SELECT generation, ${ROW_COLUMNS} FROM related JOIN known ON strategy_id = id ORDER BY abs(generation), filename, file_row_number`,
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
