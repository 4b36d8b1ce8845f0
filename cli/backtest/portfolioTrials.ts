import type { PortfolioEvaluation } from '../../backtest/portfolio/evaluatePortfolio.ts'
import type { AnyFact } from '../../data/facts/openFacts.ts'
import type { TrialFact } from '../../domain/facts.ts'
import { kurtosis, skewness } from '../../math/moments.ts'
import { sharpeRatio } from '../../metrics/sharpe.ts'
import { orNull } from '../../metrics/summary.ts'
import type { Alone } from './aloneRun.ts'
import { manualTrial } from './manualTrial.ts'

/** What the account earned, in place of what the symbol earned by itself. */
function accountFields(evaluation: PortfolioEvaluation): Partial<TrialFact> {
  const none = { metrics: null, baselines: null, stress_sharpe: null }
  if (!evaluation.ok) {
    const daily = { daily_sharpe: null, daily_observations: 0, daily_skewness: null, daily_kurtosis: null }
    return { ...none, ...daily, outcome: 'failed', failure: evaluation.failure }
  }
  const { returns } = evaluation.daily
  return {
    ...none,
    metrics: evaluation.metrics,
    daily_sharpe: orNull(sharpeRatio(returns)),
    daily_observations: returns.length,
    daily_skewness: orNull(skewness(returns)),
    daily_kurtosis: orNull(kurtosis(returns)),
  }
}

/** A portfolio is one look at each of its datasets: a trial on every one of them, with the figures of the whole account. */
export function portfolioTrials(alone: readonly Alone[], evaluation: PortfolioEvaluation, now: number): AnyFact[] {
  const symbols = alone.map(({ run }) => ({ dataset_id: run.dataset.dataset_id, content_hash: run.dataset.content_hash }))
  return alone.flatMap(({ run, evaluation: single }) => {
    // Of the account, not of the symbol: one that failed is a trial of its own, or the run that succeeds later could not be stored.
    const failure = evaluation.ok ? {} : { failure: evaluation.failure }
    const { trial } = manualTrial({ ...run, mode: { symbols, ...failure } }, single, now)
    const fact: TrialFact = { ...trial, ...accountFields(evaluation) }
    const { trial_id } = fact
    const daily = evaluation.ok ? evaluation.daily : undefined
    const returns: AnyFact[] =
      daily === undefined || daily.firstDay === null
        ? []
        : [{ kind: 'returns', fact: { trial_id, first_day: daily.firstDay, returns: [...daily.returns] } }]
    return [{ kind: 'trials', fact } satisfies AnyFact, ...returns]
  })
}
