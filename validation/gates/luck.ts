import { luckVariance } from '../../metrics/luckVariance.ts'
import { deflatedSharpe } from '../../metrics/sharpeInference.ts'
import type { Candidate, GateRule } from '../gate.ts'

export const DEFLATED_CONFIDENCE = 0.95
const DISCOVERY_RATE = 0.05

/** Null where a figure is missing. */
function deflated({ dailyStats, trials }: Candidate): number | null {
  const { sharpe, observations, skewness, kurtosis } = dailyStats
  const variance = luckVariance(observations)
  if (sharpe === null || skewness === null || kurtosis === null || variance === undefined) return null
  return deflatedSharpe({ sharpe, observations, skewness, kurtosis }, trials, variance) ?? null
}

/** Could it be the best of everything that was tried by luck? */
export const LUCK: readonly GateRule[] = [
  {
    name: 'deflated_sharpe',
    rule: '>=',
    measure: deflated,
    threshold: () => DEFLATED_CONFIDENCE,
    detail: ({ trials, dailyStats }) =>
      `probability that the Sharpe ratio is more than the best of ${trials} trials without skill would show by luck on ${dailyStats.observations} days`,
  },
  {
    name: 'fdr',
    rule: '<=',
    measure: ({ qValue }) => qValue,
    threshold: () => DISCOVERY_RATE,
    detail: ({ trials }) => `false discovery rate among ${trials} trials (Benjamini and Yekutieli)`,
  },
]
