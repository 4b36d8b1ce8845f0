import type { Outcome } from '../outcome.ts'

/** Trials used up to each strategy; one that got no verdict has used what the next one with a verdict has, less one at least. */
export function trialsUsed({ trials, trials_counted }: Pick<Outcome, 'trials' | 'trials_counted'>): number[] {
  const used = new Array<number>(trials.length)
  let next = trials_counted
  for (let i = trials.length - 1; i >= 0; i--) {
    next = trials[i] ?? next
    used[i] = next
  }
  return used
}

/** The highest Sharpe ratio among the strategies that the first `trials` trials paid for; null where there is none. */
export function bestAfter(outcome: Pick<Outcome, 'trials' | 'trials_counted' | 'sharpe_ratios'>, trials: number): number | null {
  const used = trialsUsed(outcome)
  const affordable = outcome.sharpe_ratios.filter((sharpe, index) => sharpe !== null && (used[index] as number) <= trials)
  return affordable.length === 0 ? null : Math.max(...affordable.map(Number))
}
