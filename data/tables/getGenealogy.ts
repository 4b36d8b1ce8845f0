import { LIST, listValue, VARCHAR } from '@duckdb/node-api'
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

interface Kin {
  readonly strategy_id: string
  readonly parent_id: string | null
  readonly grandparent_id: string | null
}

/** Somebody `hops` generations away. */
interface Step {
  readonly id: string
  readonly hops: number
}

const KIN = 'SELECT strategy_id, parent_id, grandparent_id FROM strategies'
const UP = `${KIN} WHERE strategy_id IN (SELECT unnest($1))`
const DOWN = `${KIN} WHERE parent_id IN (SELECT unnest($1)) OR grandparent_id IN (SELECT unnest($1))`

const above = ({ parent_id, grandparent_id }: Kin): Step[] => [
  ...(parent_id === null ? [] : [{ id: parent_id, hops: 1 }]),
  ...(grandparent_id === null ? [] : [{ id: grandparent_id, hops: 2 }]),
]

const below = ({ strategy_id, parent_id }: Kin, known: ReadonlySet<string>): Step[] => [
  { id: strategy_id, hops: parent_id !== null && known.has(parent_id) ? 1 : 2 },
]

/** Ids by how many generations away they are at least, `depth` at most: one question per generation, until nobody is left. */
async function reach(
  table: StrategyTable,
  strategyId: string,
  depth: number,
  sql: string,
  stepsOf: (kin: Kin, from: ReadonlySet<string>) => Step[],
): Promise<Map<string, number>> {
  const generations = new Map([[strategyId, 0]])
  for (let generation = 0; generation < depth; generation++) {
    const from = new Set([...generations].flatMap(([id, its]) => (its === generation ? [id] : [])))
    if (from.size === 0) continue
    const kin = (await table.rows(sql, [listValue([...from])], [LIST(VARCHAR)])) as unknown as Kin[]
    for (const { id, hops } of kin.flatMap((one) => stepsOf(one, from))) {
      const away = generation + hops
      if (away <= depth && away < (generations.get(id) ?? Infinity)) generations.set(id, away)
    }
  }
  return generations
}

/**
 * Parents and children of a strategy that exists, up to `depth` generations each way.
 * A grandparent is found even where the parent itself was never stored.
 * @throws UsageError for a depth that is not a whole number from 1 to 20.
 */
export async function getGenealogy(table: StrategyTable, strategyId: string, depth = 2): Promise<Genealogy> {
  if (!Number.isInteger(depth) || depth < 1 || depth > MAX_DEPTH) {
    throw new UsageError(`The depth of a genealogy is a whole number from 1 to ${MAX_DEPTH}, not ${depth}.`, { depth })
  }
  const up = await reach(table, strategyId, depth, UP, above)
  const down = await reach(table, strategyId, depth, DOWN, below)
  const all = listValue([...new Set([...up.keys(), ...down.keys()])])
  const rows = await table.rows(
    `SELECT ${ROW_NAMES} FROM strategies WHERE strategy_id IN (SELECT unnest($1)) ORDER BY seq`,
    [all],
    [LIST(VARCHAR)],
  )
  const kin = rows as unknown as StrategyRow[]
  const related = (generations: ReadonlyMap<string, number>): StrategyRow[] =>
    kin
      .filter((row) => (generations.get(row.strategy_id) ?? 0) > 0)
      .sort((a, b) => (generations.get(a.strategy_id) as number) - (generations.get(b.strategy_id) as number))
  return {
    strategy: kin.find((row) => row.strategy_id === strategyId) as StrategyRow,
    ancestors: related(up),
    descendants: related(down),
  }
}
