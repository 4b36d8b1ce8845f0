import { findDataset } from '../../data/lake/findDataset.ts'
import { NoSuchIdError } from '../../domain/errors.ts'
import type { SessionFact, TrialFact } from '../../domain/facts.ts'
import { judge, type Judgement } from '../../validation/judge.ts'
import { openHoldout } from '../../validation/holdout/openHoldout.ts'
import type { ResearchContext } from '../context.ts'

/** The verdict on a completed trial of a session. */
export async function judgeTrial(context: ResearchContext, session: SessionFact, trial: TrialFact): Promise<Judgement> {
  const { facts, workspace, sandbox, models } = context
  const dataset = await findDataset(workspace, trial.dataset_id)
  const { timeframe } = dataset
  const { engine, market } = await context.terms(dataset)
  return judge({
    facts,
    trial,
    bars: await context.bars(trial.dataset_id),
    timeframe,
    budget: session.strategies_budget,
    openHoldout: () => {
      const source = facts.get('sources', trial.code_hash)
      if (source === undefined) throw new NoSuchIdError(`No source "${trial.code_hash}" in ${workspace.home}.`)
      return openHoldout({
        ...{ facts, workspace, sandbox, engine, market, trial, timeframe },
        source: { text: source.text, hash: source.code_hash },
        seed: session.seed,
        sealedFrom: context.sealedFrom(dataset),
        predict: (modelId, bars) => models.scores(modelId, trial.dataset_id, Infinity, bars),
        now: context.now(),
      })
    },
  })
}
