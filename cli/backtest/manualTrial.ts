import type { Evaluation } from '../../backtest/evaluate.ts'
import type { SourceFact, TrialFact } from '../../domain/facts.ts'
import { factId } from '../../domain/hash.ts'
import { evaluatedFields, returnsFact } from '../../nodes/backtest/trialFact.ts'
import type { ManualRun } from './manualRun.ts'

/**
 * Only what was given: a plain run has the id that it always had. A failure may be the moment's, as a timeout is, or that of a limit that the next
 * run raises: it is a trial of its own, or the run that succeeds could not be stored.
 */
function beyondPlain({ used, params, mode }: ManualRun, evaluation: Evaluation): Record<string, unknown> {
  const isUsed = Object.values(used).some((one) => one !== null)
  return {
    ...(isUsed ? { market: { funding: used.funding?.content_hash, mark: used.mark?.content_hash, finer: used.finer?.content_hash } } : {}),
    ...(params === undefined ? {} : { params }),
    ...(mode === undefined ? {} : { mode }),
    ...(evaluation.ok ? {} : { failure: evaluation.failure }),
  }
}

/** A backtest started by hand is a trial like any other; the same one run twice is the same trial. */
export function manualTrial(run: ManualRun, evaluation: Evaluation, now: number) {
  const { source, dataset, engine, seed } = run
  const created_at = new Date(now).toISOString()
  const about = {
    code_hash: source.hash,
    dataset_id: dataset.dataset_id,
    dataset_hash: dataset.content_hash,
    window_from: new Date(run.window.from).toISOString(),
    window_to: new Date(run.window.to).toISOString(),
  }
  const trial: TrialFact = {
    trial_id: factId('trial', { ...about, engine, seed, ...beyondPlain(run, evaluation) }),
    session_id: '',
    iteration: 0,
    kind: 'manual',
    ...about,
    ...evaluatedFields(evaluation),
    created_at,
  }
  const text: SourceFact = { code_hash: source.hash, text: source.text, written_by: 'a person', created_at }
  return { trial, source: text, returns: returnsFact(trial.trial_id, evaluation) }
}
