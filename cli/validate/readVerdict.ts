import { findStrategy } from '../../data/tables/showStrategy.ts'
import type { FactStore } from '../../data/facts/openFacts.ts'
import { BadDataError } from '../../domain/errors.ts'
import type { Gate, HoldoutFact, StrategyFact, VerdictFact, WalkForwardFact } from '../../domain/facts.ts'
import { factId } from '../../domain/hash.ts'
import { luckVariance } from '../../metrics/luckVariance.ts'
import { deflatedSharpe } from '../../metrics/sharpeInference.ts'
import { deflatedFor } from '../../validation/evidence/deflatedFor.ts'
import { openingOf } from '../../validation/holdout/holdoutId.ts'
import { amongTrials, type AmongTrials } from './amongTrials.ts'
import { returnFigures, type ReturnFigures } from './returnFigures.ts'

/** Everything that was found out about whether a strategy is real. */
export interface VerdictDocument extends Pick<
  StrategyFact,
  'strategy_id' | 'strategy_name' | 'strategy_type' | 'dataset_id' | 'synthetic' | 'window_from' | 'window_to'
> {
  approved: boolean
  failed_gates: string[]
  gates: Gate[]
  /** When the verdict was given. */
  trials_counted: number
  /** What judged: those, or the session's budget if that is more. */
  deflated_for: number
  effective_trials: number | null
  walk_forward: Omit<WalkForwardFact, 'trial_id' | 'session_id' | 'created_at'> | null
  regimes: VerdictFact['regimes']
  monte_carlo: VerdictFact['monte_carlo']
  /** Null where it was never opened for this strategy. */
  holdout: HoldoutFact | null
  /** What deflation for everything that was tried since says today; never for less than the verdict was. */
  today: { trials_counted: number; deflated_for: number; deflated_sharpe: number | null }
  /** Of the daily returns on the research window; null where there are none. */
  returns: ReturnFigures | null
  among_trials: AmongTrials | null
}

type Facts = Pick<FactStore, 'get' | 'countTrials' | 'trialStats'>

function today(facts: Facts, { dataset_id, trial_id }: StrategyFact, deflatedThen: number): VerdictDocument['today'] {
  const trials_counted = facts.countTrials(dataset_id)
  const deflated_for = Math.max(trials_counted, deflatedThen)
  const own = facts.trialStats(dataset_id).find((trial) => trial.trial_id === trial_id)
  const variance = own && luckVariance(own.observations)
  const deflated = own === undefined || variance === undefined ? undefined : deflatedSharpe(own, deflated_for, variance)
  return { trials_counted, deflated_for, deflated_sharpe: deflated ?? null }
}

function ofReturns(
  facts: FactStore,
  { trial_id, dataset_id, window_from, window_to }: StrategyFact,
): Pick<VerdictDocument, 'returns' | 'among_trials'> {
  const own = trial_id === null ? undefined : facts.get('returns', trial_id)
  if (own === undefined) return { returns: null, among_trials: null }
  return { returns: returnFigures(own), among_trials: amongTrials(facts.returnsOn(dataset_id, window_from, window_to), own.trial_id) }
}

/** @throws NoSuchIdError, UsageError for an ambiguous beginning of an id, BadDataError for a strategy that never ran to the end. */
export function readVerdict(facts: FactStore, idOrPrefix: string): VerdictDocument {
  const strategy = findStrategy(facts, idOrPrefix)
  const { strategy_id, strategy_name, strategy_type, dataset_id, synthetic, window_from, window_to, code_hash, trial_id } = strategy
  const verdict = facts.get('verdicts', factId('verdict', { trial_id }))
  if (verdict === undefined) {
    const { failure } = strategy
    throw new BadDataError(
      `${strategy_id} has no verdict: it failed at ${failure?.stage ?? 'its decision'} (${failure?.message ?? 'no reason stored'}).`,
    )
  }
  const walk = facts.get('walk_forwards', trial_id ?? '')
  const {
    trial_id: _trial,
    session_id: _session,
    created_at: _created,
    ...walk_forward
  } = walk ?? { trial_id, session_id: '', created_at: '' }
  const hash = code_hash ?? ''
  const text = facts.get('sources', hash)?.text ?? ''
  const opening = openingOf(facts, { text, hash }, dataset_id)
  const deflated_for = deflatedFor(verdict.trials_counted, facts.get('sessions', verdict.session_id)?.strategies_budget)
  return {
    ...{ strategy_id, strategy_name, strategy_type, dataset_id, synthetic, window_from, window_to },
    approved: verdict.approved,
    failed_gates: verdict.gates.filter(({ passed }) => !passed).map(({ name }) => name),
    gates: verdict.gates,
    trials_counted: verdict.trials_counted,
    deflated_for,
    effective_trials: verdict.effective_trials,
    walk_forward: walk === undefined ? null : (walk_forward as VerdictDocument['walk_forward']),
    regimes: verdict.regimes,
    monte_carlo: verdict.monte_carlo,
    holdout: opening?.trial_id === trial_id ? opening : null,
    today: today(facts, strategy, deflated_for),
    ...ofReturns(facts, strategy),
  }
}
