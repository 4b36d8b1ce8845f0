import { deflatedSharpe } from '../../metrics/sharpeInference.ts'
import type { Candidate, GateRule } from '../gate.ts'

export const DEFLATED_CONFIDENCE = 0.95
const DISCOVERY_RATE = 0.05

/** Null where a figure is missing. */
function deflated({ dailyStats, trials, trialSharpeVariance }: Candidate): number | null {
  const { sharpe, observations, skewness, kurtosis } = dailyStats
  if (sharpe === null || skewness === null || kurtosis === null || trialSharpeVariance === null) return null
  return deflatedSharpe({ sharpe, observations, skewness, kurtosis }, trials, trialSharpeVariance) ?? null
}

/** Could it be the best of everything that was tried by luck? */
export const LUCK: readonly GateRule[] = [
  {
    name: 'deflated_sharpe',
    rule: '>=',
    measure: deflated,
    threshold: () => DEFLATED_CONFIDENCE,
    detail: ({ trials }) => `probability that the Sharpe ratio is more than the best of ${trials} trials by luck`,
  },
  {
    name: 'fdr',
    rule: '<=',
    measure: ({ qValue }) => qValue,
    threshold: () => DISCOVERY_RATE,
    detail: () => 'false discovery rate among all trials (Benjamini and Yekutieli)',
  },
]
