import type { LangGraphRunnableConfig } from '@langchain/langgraph'
import { evaluateStrategy } from '../../backtest/evaluate.ts'
import { NoSuchIdError } from '../../domain/errors.ts'
import type { SessionFact, TrialFact } from '../../domain/facts.ts'
import { parseTimeframe } from '../../domain/timeframe.ts'
import type { StrategyStateType, StrategyUpdate } from '../../state/strategy.ts'
import type { ResearchContext } from '../context.ts'
import { report } from '../progress.ts'
import { requireSession } from '../requireSession.ts'
import { checkModels } from './checkModels.ts'
import { returnsFact, trialFact, trialId } from './trialFact.ts'

/** Runs the strategy in the sandbox and the engine, and counts the trial whatever comes of it. */
export function backtest(context: ResearchContext) {
  return async (state: StrategyStateType, config: LangGraphRunnableConfig): Promise<StrategyUpdate> => {
    const session = requireSession(context, state.session_id)
    // A step that runs again after a crash finds its trial counted already.
    const trial = context.facts.get('trials', trialId(session, state)) ?? (await runTrial(context, session, state))
    const { trial_id, failure, indicators_used, metrics, baselines } = trial
    if (metrics !== null && baselines !== null) {
      report(config, { event: 'result', iteration: state.iteration, metrics, buy_and_hold_sharpe: baselines.buy_and_hold.sharpe_ratio })
    }
    return { trial_id, failure, indicators_used }
  }
}

async function runTrial(context: ResearchContext, session: SessionFact, state: StrategyStateType): Promise<TrialFact> {
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
    predict: (modelId) => context.models.scores(modelId, session.dataset_id, Date.parse(session.window_to)),
    seed: session.seed,
    ...(state.decision === null ? {} : { checkDeclaration: checkModels(state.decision.strategy_type, state.model_ids) }),
  })
  const trial = trialFact(session, state, evaluation, new Date(context.now()).toISOString())
  context.facts.recordAll([{ kind: 'trials', fact: trial }, ...returnsFact(trial.trial_id, evaluation)])
  return trial
}
