import type { LangGraphRunnableConfig } from '@langchain/langgraph'
import type { StrategyStateType, StrategyUpdate } from '../../state/strategy.ts'
import type { ResearchContext } from '../context.ts'
import { report } from '../progress.ts'
import { requireSession } from '../requireSession.ts'
import { strategyFact } from './strategyFact.ts'

/** Stores the strategy, failures included, which the next decision reads. */
export function record(context: ResearchContext) {
  return async (state: StrategyStateType, config: LangGraphRunnableConfig): Promise<StrategyUpdate> => {
    const { facts } = context
    const parentId = state.decision?.parent_id
    const fact = strategyFact(
      state,
      {
        session: requireSession(context, state.session_id),
        decision: facts.get('decisions', state.decision_id),
        trial: facts.get('trials', state.trial_id),
        verdict: facts.get('verdicts', state.verdict_id),
        walkForward: facts.get('walk_forwards', state.trial_id),
        parent: parentId == null ? undefined : facts.get('strategies', parentId),
      },
      new Date(context.now()).toISOString(),
    )
    facts.record('strategies', fact)
    await context.tables.keepPublished()
    report(config, {
      event: 'recorded',
      iteration: state.iteration,
      strategy_id: fact.strategy_id,
      strategy_name: fact.strategy_name,
      status: fact.status,
      passed_filter: fact.passed_filter,
      failure: fact.failure,
      sharpe_ratio: fact.metrics?.sharpe_ratio ?? null,
      failed_gates: fact.verdict?.gates.filter((gate) => !gate.passed).map((gate) => gate.name) ?? [],
    })
    return { strategy_id: fact.strategy_id }
  }
}
