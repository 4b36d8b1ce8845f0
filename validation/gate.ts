import type { Gate } from '../domain/facts.ts'
import type { Baselines, Metrics } from '../domain/metrics.ts'
import type { DailyStats } from '../backtest/evaluate.ts'

/** What the gates look at: one completed evaluation and the count of everything that was tried. */
export interface Candidate {
  readonly metrics: Metrics
  readonly baselines: Baselines
  readonly dailyStats: DailyStats
  /** All trials on this dataset, this one and every failed and repaired one included. */
  readonly trialsCounted: number
  /** Variance (n − 1) of the daily Sharpe ratios of all trials, not annualised; null with fewer than two of them. */
  readonly trialSharpeVariance: number | null
}

/** One condition with a name: what it measures, and what that has to be. */
export interface GateRule {
  readonly name: string
  readonly rule: Gate['rule']
  /** The figure, or null where it does not exist. */
  readonly measure: (candidate: Candidate) => number | null
  readonly threshold: (candidate: Candidate) => number | null
  readonly detail: (candidate: Candidate) => string
}

const holds: Record<Gate['rule'], (value: number, threshold: number) => boolean> = {
  '>=': (value, threshold) => value >= threshold,
  '<=': (value, threshold) => value <= threshold,
  '>': (value, threshold) => value > threshold,
  '<': (value, threshold) => value < threshold,
}

/** A figure that does not exist has not passed; a threshold that does not exist is 0, the return of doing nothing. */
export function applyGate({ name, rule, measure, threshold, detail }: GateRule, candidate: Candidate): Gate {
  const value = measure(candidate)
  const limit = threshold(candidate) ?? 0
  return { name, passed: value !== null && holds[rule](value, limit), value, threshold: limit, rule, detail: detail(candidate) }
}
