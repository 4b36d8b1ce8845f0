import type { LangGraphRunnableConfig } from '@langchain/langgraph'
import type { StrategyStateType, StrategyUpdate } from '../../state/strategy.ts'
import type { ResearchContext } from '../context.ts'
import { report } from '../progress.ts'
import { requireSession } from '../requireSession.ts'
import { runTrial, walkTrial } from './runTrial.ts'
import { trialId } from './trialFact.ts'

/** Runs the strategy in the sandbox and the engine and walks it forward; every trial is counted whatever comes of it. */
export function backtest(context: ResearchContext) {
  return async (state: StrategyStateType, config: LangGraphRunnableConfig): Promise<StrategyUpdate> => {
    const session = requireSession(context, state.session_id)
    // A step that runs again after a crash finds its trial counted already.
    const trial = context.facts.get('trials', trialId(session, state)) ?? (await runTrial(context, session, state))
    const { trial_id, failure, indicators_used, metrics, baselines } = trial
    if (metrics !== null && baselines !== null) {
      if (context.facts.get('walk_forwards', trial_id) === undefined) await walkTrial(context, session, state, trial)
      report(config, {
        event: 'result',
        iteration: state.iteration,
        metrics,
        oos_sharpe: context.facts.get('walk_forwards', trial_id)?.oos_sharpe ?? null,
        buy_and_hold_sharpe: baselines.buy_and_hold.sharpe_ratio,
      })
    }
    return { trial_id, failure, indicators_used }
  }
}
