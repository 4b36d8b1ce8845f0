import { evaluateStrategy, type Evaluation, type EvaluationRequest } from '../../backtest/evaluate.ts'
import type { FactStore } from '../../data/facts/openFacts.ts'
import { loadSealedBars } from '../../data/holdout/sealedBars.ts'
import type { Workspace } from '../../data/workspace.ts'
import type { Bars } from '../../domain/bars.ts'
import { ResourceError } from '../../domain/errors.ts'
import type { HoldoutFact, TrialFact } from '../../domain/facts.ts'
import type { StrategySource } from '../../domain/strategy.ts'
import { probabilisticSharpe } from '../../metrics/sharpeInference.ts'
import { FEWEST_ACTIVE_DAYS } from './fewestActiveDays.ts'
import { holdoutId, openingOf } from './holdoutId.ts'
import { researchedUntil } from './researchedUntil.ts'

export interface HoldoutRequest extends Pick<EvaluationRequest, 'sandbox' | 'source' | 'timeframe' | 'engine' | 'market' | 'seed'> {
  readonly facts: FactStore
  readonly workspace: Workspace
  readonly trial: TrialFact
  /** From when on the dataset is sealed, ms UTC. */
  readonly sealedFrom: number
  /** Scores of a model for bars that are handed over, the sealed ones among them. */
  readonly predict: (modelId: string, bars: (datasetId: string) => Promise<Bars>) => Promise<Float64Array>
  readonly now: number
}

/** What came of asking: the opening, or why there is none. */
export type Opening = HoldoutFact | 'refused'

/** A run that was stopped from outside may be the machine's fault, and end otherwise when it is repeated at once. */
const OF_THE_MOMENT: ReadonlySet<string> = new Set(['timeout', 'crashed'])

/**
 * Runs a candidate on the sealed bars, once: the result is a fact, and asking again for another trial of what does the same is refused,
 * however its text is written. A process that is killed in between has shown nobody anything, and the same trial may ask again. A run that the sandbox
 * stopped is repeated once and recorded, however that ends: unrecorded, a text that hangs on chosen bars could ask as often as it likes.
 * @throws ResourceError where the sandbox was closed.
 */
export async function openHoldout(request: HoldoutRequest): Promise<Opening> {
  const { facts, trial, source } = request
  const before = openedBefore(facts, source, trial)
  if (before !== undefined) return before
  const first = await runOnHoldout(request)
  const fact = OF_THE_MOMENT.has(first.failure?.code ?? '') ? await runOnHoldout(request) : first
  return facts.transaction(() => {
    // Of two processes that ran the same at once, the first to record has opened it.
    const meanwhile = openedBefore(facts, source, trial)
    if (meanwhile !== undefined) return meanwhile
    facts.record('holdouts', fact)
    return fact
  })
}

function openedBefore(facts: FactStore, source: StrategySource, { trial_id, dataset_id }: TrialFact): HoldoutFact | 'refused' | undefined {
  const before = openingOf(facts, source, dataset_id)
  if (before === undefined) return undefined
  return before.trial_id === trial_id ? before : 'refused'
}

async function runOnHoldout(request: HoldoutRequest): Promise<HoldoutFact> {
  const { workspace, trial, sandbox, source, timeframe, engine, market, seed } = request
  // What anything was researched on is no holdout, wherever the seal stands by now.
  const researched = Math.max(Date.parse(trial.window_to), researchedUntil(request.facts, trial.dataset_id))
  const from = Math.max(request.sealedFrom, researched)
  const load = (id: string): Promise<Bars> => loadSealedBars(workspace, id)
  const bars = await load(trial.dataset_id)
  const evaluation = await evaluateStrategy({
    ...{ sandbox, source, timeframe, engine, market, seed, bars, from },
    predict: (modelId) => request.predict(modelId, load),
    // The opening itself is the record.
    ledger: () => undefined,
  })
  const { code_hash, dataset_id, dataset_hash, trial_id, session_id } = trial
  const opened = {
    ...{ holdout_id: holdoutId(source, dataset_id), code_hash, dataset_id, dataset_hash, trial_id, session_id },
    opened_from: new Date(from).toISOString(),
    opened_to: new Date(bars.time.at(-1) ?? from).toISOString(),
    created_at: new Date(request.now).toISOString(),
  }
  // Nothing can be run any more: whoever goes on with the session asks again.
  if (!evaluation.ok && evaluation.failure.code === 'sandbox_closed') throw new ResourceError(evaluation.failure.message)
  if (!evaluation.ok) return { ...opened, metrics: null, probability_of_skill: null, failure: evaluation.failure }
  return { ...opened, metrics: evaluation.metrics, probability_of_skill: skillIn(evaluation), failure: null }
}

/** Null with too few days that say anything: a single winning day among idle ones would otherwise look like skill. */
function skillIn({ daily, dailyStats }: Extract<Evaluation, { ok: true }>): number | null {
  const { sharpe, observations, skewness, kurtosis } = dailyStats
  if (daily.returns.filter((value) => value !== 0).length < FEWEST_ACTIVE_DAYS) return null
  if (sharpe === null || skewness === null || kurtosis === null) return null
  return probabilisticSharpe({ sharpe, observations, skewness, kurtosis }) ?? null
}
