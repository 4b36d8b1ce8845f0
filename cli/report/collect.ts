import type { FactStore } from '../../data/facts/openFacts.ts'
import { rankedBySharpe } from '../../dashboard/ranking.ts'
import type { SessionReportFacts, StrategyRecord, StrategyReportFacts, TrialCount } from '../../dashboard/reportFacts.ts'
import { TOP } from '../../dashboard/sessionReport.ts'
import type { SessionFact, StrategyFact } from '../../domain/facts.ts'

type Facts = Pick<FactStore, 'get' | 'strategiesOf' | 'countTrials' | 'bodies' | 'count'>

function trialCount(facts: Facts, datasetId: string): TrialCount {
  return { counted: facts.countTrials(datasetId) }
}

function recordOf(facts: Facts, strategy: StrategyFact): StrategyRecord {
  return { strategy, trial: facts.get('trials', strategy.trial_id ?? ''), returns: undefined }
}

function withReturns(facts: Facts, record: StrategyRecord): StrategyRecord {
  return { ...record, returns: facts.get('returns', record.strategy.trial_id ?? '') }
}

/** Parent first, as far as the workspace knows them. */
function ancestorsOf(facts: Facts, strategy: StrategyFact): StrategyFact[] {
  const found = new Map<string, StrategyFact>([[strategy.strategy_id, strategy]])
  for (let id = strategy.parent_id; id !== null && !found.has(id);) {
    const parent = facts.get('strategies', id)
    if (parent === undefined) break
    found.set(id, parent)
    id = parent.parent_id
  }
  return [...found.values()].slice(1)
}

function everyStrategy(facts: Facts): StrategyFact[] {
  return facts.bodies('strategies', 0, facts.count('strategies')).map((body) => JSON.parse(body) as StrategyFact)
}

/** What a session's report tells. Daily returns are read for the top strategies only. */
export function collectSession(facts: Facts, session: SessionFact): SessionReportFacts {
  const strategies = facts.strategiesOf(session.session_id).sort((a, b) => a.iteration - b.iteration)
  const all = strategies.map((strategy) => recordOf(facts, strategy))
  const ranked = rankedBySharpe(all)
  const top = new Set(ranked.slice(0, TOP))
  return {
    session,
    records: all.map((record) => (top.has(record) ? withReturns(facts, record) : record)),
    decisions: strategies.flatMap(({ decision_id }) => facts.get('decisions', decision_id) ?? []),
    ancestors: ranked[0] === undefined ? [] : ancestorsOf(facts, ranked[0].strategy),
    trials: trialCount(facts, session.dataset_id),
  }
}

/** What a strategy's report tells; its descendants may belong to any session. */
export function collectStrategy(facts: Facts, strategy: StrategyFact): StrategyReportFacts {
  return {
    record: withReturns(facts, recordOf(facts, strategy)),
    budget: facts.get('sessions', strategy.session_id)?.strategies_budget,
    decision: facts.get('decisions', strategy.decision_id),
    code: strategy.code_hash === null ? undefined : facts.get('sources', strategy.code_hash)?.text,
    ancestors: ancestorsOf(facts, strategy),
    descendants: everyStrategy(facts),
    trials: trialCount(facts, strategy.dataset_id),
  }
}
