import type { PortfolioEvaluation } from '../../backtest/portfolio/evaluatePortfolio.ts'
import type { AnyFact } from '../../data/facts/openFacts.ts'
import type { TrialFact } from '../../domain/facts.ts'
import { dailyStats } from '../../metrics/dailyStats.ts'
import { dailyFields } from '../../nodes/backtest/trialFact.ts'
import type { Alone } from './aloneRun.ts'
import { manualTrial } from './manualTrial.ts'

/** What the account earned, in place of what the symbol earned by itself. */
function accountFields(evaluation: PortfolioEvaluation): Partial<TrialFact> {
  const none = { metrics: null, baselines: null, stress_sharpe: null }
  if (!evaluation.ok) return { ...none, ...dailyFields(), outcome: 'failed', failure: evaluation.failure }
  return { ...none, metrics: evaluation.metrics, ...dailyFields(dailyStats(evaluation.daily.returns)) }
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
