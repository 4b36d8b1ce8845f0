import type { Outcome } from '../outcome.ts'
import type { Place } from '../runTask.ts'
import type { Task } from '../task.ts'

/** What a worker is sent: one session to run. */
export interface Assignment {
  readonly task: Task
  readonly place: Place
}

/** What it answers, once per assignment. */
export type Answer = { readonly outcome: Outcome } | { readonly failure: string }
