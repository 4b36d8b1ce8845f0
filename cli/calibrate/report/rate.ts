import { clopperPearson, type Interval } from '../../../math/clopperPearson.ts'
import type { Outcome } from '../outcome.ts'

/** How many sessions approved anything. */
export interface Rate {
  readonly sessions: number
  readonly with_approval: number
  /** Null without sessions. */
  readonly rate: number | null
  /** Clopper–Pearson, 95 %. */
  readonly interval: Interval | null
}

export function shareOf(successes: number, trials: number): Pick<Rate, 'rate' | 'interval'> {
  return { rate: trials === 0 ? null : successes / trials, interval: clopperPearson(successes, trials) ?? null }
}

export function approvalRate(outcomes: readonly Outcome[]): Rate {
  const with_approval = outcomes.filter(({ approved }) => approved.length > 0).length
  return { sessions: outcomes.length, with_approval, ...shareOf(with_approval, outcomes.length) }
}
