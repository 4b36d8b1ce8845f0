import { evaluateStrategy, type Evaluation, type EvaluationRequest } from '../../backtest/evaluate.ts'
import { walkForwardStrategy } from '../../backtest/walkForward/walkForwardStrategy.ts'
import { findDataset } from '../../data/lake/findDataset.ts'
import { NoSuchIdError } from '../../domain/errors.ts'
import type { SessionFact, TrialFact } from '../../domain/facts.ts'
import type { StrategyStateType } from '../../state/strategy.ts'
import type { ResearchContext } from '../context.ts'
import { checkModels } from './checkModels.ts'
import { returnsFact, trialFact } from './trialFact.ts'
import { walkForwardFacts } from './walkForwardFact.ts'

type Run = Omit<EvaluationRequest, 'ledger'>

/** What a strategy of the session is run on. */
async function runOf(context: ResearchContext, session: SessionFact, state: StrategyStateType): Promise<Run> {
  const source = context.facts.get('sources', state.code_hash)
  if (source === undefined) throw new NoSuchIdError(`No source "${state.code_hash}" in ${context.workspace.home}.`)
  const { dataset_id, window_from, window_to, seed } = session
  const dataset = await findDataset(context.workspace, dataset_id)
  const { engine, market } = await context.terms(dataset)
  return {
    sandbox: context.sandbox,
    source: { text: source.text, hash: source.code_hash },
    bars: await context.bars(dataset_id),
    timeframe: dataset.timeframe,
    from: Date.parse(window_from),
    to: Date.parse(window_to),
    engine,
    market,
    predict: (modelId) => context.models.scores(modelId, dataset_id, Date.parse(window_to)),
    seed,
    ...(state.decision === null ? {} : { checkDeclaration: checkModels(state.decision.strategy_type, state.model_ids) }),
  }
}

const isoNow = (context: ResearchContext): string => new Date(context.now()).toISOString()

/** Evaluates the strategy; the ledger stores the trial before anybody hears of it. */
export async function runTrial(context: ResearchContext, session: SessionFact, state: StrategyStateType): Promise<TrialFact> {
  const trialOf = (evaluation: Evaluation): TrialFact => trialFact(session, state, evaluation, isoNow(context))
  const evaluation = await evaluateStrategy({
    ...(await runOf(context, session, state)),
    ledger: (outcome) => {
      const trial = trialOf(outcome)
      context.facts.recordAll([{ kind: 'trials', fact: trial }, ...returnsFact(trial.trial_id, outcome)])
    },
  })
  return trialOf(evaluation)
}

/** Walks the strategy forward; every point of its grid besides the defaults is a trial of its own. */
export async function walkTrial(context: ResearchContext, session: SessionFact, state: StrategyStateType, trial: TrialFact): Promise<void> {
  await walkForwardStrategy({
    ...(await runOf(context, session, state)),
    ledger: (walk) => void context.facts.recordAll(walkForwardFacts(trial, walk, isoNow(context))),
  })
}
