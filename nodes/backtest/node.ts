import type { LangGraphRunnableConfig } from '@langchain/langgraph'
import { evaluateStrategy } from '../../backtest/evaluate.ts'
import { NoSuchIdError } from '../../domain/errors.ts'
import { parseTimeframe } from '../../domain/timeframe.ts'
import type { StrategyStateType, StrategyUpdate } from '../../state/strategy.ts'
import type { ResearchContext } from '../context.ts'
import { report } from '../progress.ts'
import { requireSession } from '../requireSession.ts'
import { checkModels } from './checkModels.ts'
import { returnsFact, trialFact } from './trialFact.ts'

/** Runs the strategy in the sandbox and the engine, and counts the trial whatever comes of it. */
export function backtest(context: ResearchContext) {
  return async (state: StrategyStateType, config: LangGraphRunnableConfig): Promise<StrategyUpdate> => {
    const { decision, iteration } = state
    const session = requireSession(context, state.session_id)
    const source = context.facts.get('sources', state.code_hash)
    if (source === undefined) throw new NoSuchIdError(`No source "${state.code_hash}" in ${context.workspace.home}.`)

    const evaluation = await evaluateStrategy({
      sandbox: context.sandbox,
      source: { text: source.text, hash: source.code_hash },
      bars: await context.bars(session.dataset_id),
      timeframe: parseTimeframe(session.dataset_id.split(':').at(-1) ?? ''),
      from: Date.parse(session.window_from),
      to: Date.parse(session.window_to),
      engine: context.engine,
      seed: session.seed,
      ...(decision === null ? {} : { checkDeclaration: checkModels(decision.strategy_type, state.model_ids) }),
    })
    const trial = trialFact(session, state, evaluation, new Date(context.now()).toISOString())
    context.facts.recordAll([{ kind: 'trials', fact: trial }, ...returnsFact(trial.trial_id, evaluation)])
    if (!evaluation.ok) return { trial_id: trial.trial_id, failure: evaluation.failure }

    report(config, {
      event: 'result',
      iteration,
      metrics: evaluation.metrics,
      buy_and_hold_sharpe: evaluation.baselines.buy_and_hold.sharpe_ratio,
    })
    const indicators = Object.values(evaluation.declaration.needs.indicators).map(([name]) => name)
    return { trial_id: trial.trial_id, failure: null, indicators_used: [...new Set(indicators)].sort() }
  }
}
