import { decimal } from '../format.ts'
import type { Outcome } from './outcome.ts'

/** One session as the line of progress that a person reads. */
export function describeOutcome({ task, approved, best, completed, failed, seconds }: Outcome): string {
  const search = task.search === 'policy' ? '' : ` (${task.search})`
  const found = approved.length === 0 ? 'nothing approved' : `APPROVED ${approved.length}`
  const figures = `best Sharpe ${decimal(best?.sharpe_ratio)}, on a fresh market ${decimal(best?.fresh_sharpe_ratio)}`
  return `${task.kind}${search} seed ${task.seed}: ${found} of ${completed + failed}; ${figures}; ${seconds.toFixed(0)} s`
}

/** What the sessions left will take, by those that have run. */
export function describeRest(left: number, secondsSoFar: number, done: number): string {
  if (left === 0 || done === 0) return ''
  const minutes = (left * secondsSoFar) / done / 60
  return minutes < 1
    ? ', less than a minute left'
    : `, about ${minutes < 90 ? `${Math.ceil(minutes)} min` : `${(minutes / 60).toFixed(1)} h`} left`
}
