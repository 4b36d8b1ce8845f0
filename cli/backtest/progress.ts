import type { Io } from '../io.ts'
import { percent } from '../format.ts'

const EVERY_MS = 1_000

/** Tells how far a sweep is, once a second and at the end. */
export function sweepProgress(io: Io, what: string): (done: number, count: number) => void {
  const started = Date.now()
  let told = started
  return (done, count) => {
    const now = Date.now()
    if (count < 2 || (done < count && now - told < EVERY_MS)) return
    told = now
    io.progress(`  ${done} of ${count} ${what} (${percent(done / count, 0)}), ${((now - started) / 1000).toFixed(0)} s`)
  }
}
