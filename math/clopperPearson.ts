import { betaQuantile } from './betaQuantile.ts'

export interface Interval {
  readonly low: number
  readonly high: number
}

/**
 * Exact interval of a probability of which `trials` independent trials showed `successes` (Clopper and Pearson 1934): it covers the
 * true one at least as often as `confidence` says, for every count. Undefined without trials.
 * @throws RangeError for counts that cannot be.
 */
export function clopperPearson(successes: number, trials: number, confidence = 0.95): Interval | undefined {
  const areCounts = Number.isSafeInteger(successes) && Number.isSafeInteger(trials) && successes >= 0 && successes <= trials
  if (!areCounts || !(confidence > 0 && confidence < 1)) throw new RangeError(`clopperPearson: ${successes} of ${trials} at ${confidence}`)
  if (trials === 0) return undefined
  const tail = (1 - confidence) / 2
  return {
    low: successes === 0 ? 0 : betaQuantile(tail, successes, trials - successes + 1),
    high: successes === trials ? 1 : betaQuantile(1 - tail, successes + 1, trials - successes),
  }
}
