import { NoSuchIdError } from '../../domain/errors.ts'
import type { Failure } from '../../domain/facts.ts'
import { didYouMean } from '../../domain/suggest.ts'
import type { FactStore } from '../facts/openFacts.ts'
import { countAreas, type Area } from './countAreas.ts'
import { selectStrategies } from './selectStrategies.ts'
import type { StrategyRow } from './strategyRow.ts'
import type { StrategyTable } from './strategyTable.ts'

export interface SessionSummary {
  session_id: string
  total_strategies: number
  completed: number
  failed: number
  passed_filter: number
  /** Every strategy type, tried or not, in the order fewest attempts first. */
  by_type: Area[]
  by_logic: Area[]
  /** Why strategies failed, the most frequent reason first. */
  failures: (Pick<Failure, 'stage' | 'code'> & { count: number })[]
  /** The best Sharpe ratio among the completed ones that traded; null where there is none. */
  top_performer: StrategyRow | null
}

/** What a session has recorded. @throws NoSuchIdError where there is no such session. */
export async function sessionSummary(table: StrategyTable, facts: FactStore, sessionId: string): Promise<SessionSummary> {
  if (facts.get('sessions', sessionId) === undefined) {
    throw new NoSuchIdError(`There is no session "${sessionId}"${didYouMean(sessionId, facts.idsFrom('sessions', ''))}.`, { sessionId })
  }
  const areas = await countAreas(table, { sessionId }, [])
  const [totals] = await table.rows(
    `SELECT count(*) FILTER (status = 'completed') AS completed, count(*) FILTER (status = 'failed') AS failed,
       count(*) FILTER (passed_filter) AS passed_filter FROM strategies WHERE session_id = ?`,
    [sessionId],
  )
  const failures = await table.rows(
    `SELECT failure_stage AS stage, failure_code AS code, count(*) AS count FROM strategies
     WHERE session_id = ? AND failure_code IS NOT NULL GROUP BY ALL ORDER BY count DESC, stage, code`,
    [sessionId],
  )
  const best = await selectStrategies(table, { sessionId, status: 'completed' }, 'sharpe_ratio DESC NULLS LAST, strategy_id', 1)
  return {
    session_id: sessionId,
    total_strategies: areas.total,
    ...(totals as unknown as Pick<SessionSummary, 'completed' | 'failed' | 'passed_filter'>),
    by_type: areas.by_type,
    by_logic: areas.by_logic,
    failures: failures as unknown as SessionSummary['failures'],
    top_performer: best.find((row) => row.sharpe_ratio !== null) ?? null,
  }
}
