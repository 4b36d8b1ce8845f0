import type { Gate, WalkForwardSummary } from '../domain/facts.ts'
import type { Baselines, Metrics } from '../domain/metrics.ts'
import type { DailyStats } from '../metrics/dailyStats.ts'
import type { MonteCarlo } from './monteCarlo/monteCarlo.ts'
import type { OneRegime } from './regimes/livesOnOneRegime.ts'

/** What the gates look at: one completed evaluation, and everything that was tried beside it. */
export interface Candidate {
  readonly metrics: Metrics
  readonly baselines: Baselines
  readonly dailyStats: DailyStats
  /** Null where it was not walked forward. */
  readonly walkForward: WalkForwardSummary | null
  /** Annual Sharpe ratio at twice the costs. */
  readonly stressSharpe: number | null
  readonly monteCarlo: MonteCarlo | undefined
  readonly oneRegime: OneRegime | undefined
  /** All trials on this dataset, this one and every failed and repaired one included, or those the session is going to make if they are more. */
  readonly trials: number
  /** Smallest false discovery rate at which this trial would be called a discovery among all trials. */
  readonly qValue: number | null
}

/** One condition with a name: what it measures, and what that has to be. */
export interface GateRule<On = Candidate> {
  readonly name: string
  readonly rule: Gate['rule']
  /** The figure, or null where it does not exist. */
  readonly measure: (candidate: On) => number | null
  readonly threshold: (candidate: On) => number | null
  readonly detail: (candidate: On) => string
}

const holds: Record<Gate['rule'], (value: number, threshold: number) => boolean> = {
  '>=': (value, threshold) => value >= threshold,
  '<=': (value, threshold) => value <= threshold,
  '>': (value, threshold) => value > threshold,
  '<': (value, threshold) => value < threshold,
}

/** A figure that does not exist has not passed; a threshold that does not exist is 0, the return of doing nothing. */
export function applyGate<On>({ name, rule, measure, threshold, detail }: GateRule<On>, candidate: On): Gate {
  const value = measure(candidate)
  const limit = threshold(candidate) ?? 0
  return { name, passed: value !== null && holds[rule](value, limit), value, threshold: limit, rule, detail: detail(candidate) }
}
