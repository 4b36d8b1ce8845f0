import { evaluateStrategy, type Evaluation } from '../../backtest/evaluate.ts'
import type { TrialFact } from '../../domain/facts.ts'
import type { ResearchContext } from '../../nodes/context.ts'
import { strategyFailure, type PreparedRun } from './manualRun.ts'
import { manualTrial } from './manualTrial.ts'

export type Completed = Extract<Evaluation, { ok: true }>

/** Evaluates the run; the ledger stores the trial before anybody hears of it. @throws BadDataError where the strategy failed. */
export async function evaluateRun(context: ResearchContext, run: PreparedRun): Promise<{ evaluation: Completed; trial: TrialFact }> {
  let counted: TrialFact | undefined
  const evaluation = await evaluateStrategy({
    ...run.request,
    ledger: (outcome) => {
      const { source, trial, returns } = manualTrial(run, outcome, context.now())
      counted = trial
      // A text of the database was written by who wrote it, and stays so.
      const isKnown = context.facts.get('sources', source.code_hash) !== undefined
      context.facts.recordAll([
        ...(isKnown ? [] : [{ kind: 'sources' as const, fact: source }]),
        { kind: 'trials', fact: trial },
        ...returns,
      ])
    },
  })
  if (!evaluation.ok) throw strategyFailure(evaluation.failure)
  return { evaluation, trial: counted as TrialFact }
}
