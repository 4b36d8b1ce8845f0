import type { Random } from '../random.ts'

const MODULUS = 2147483647

/**
 * The minimal standard generator (Park and Miller 1988): s ← 16807·s mod (2³¹ − 1), u = s / (2³¹ − 1). Published reference values are
 * resampled with it, because it is the same to the last bit in every language; for anything else `seededRandom` is better.
 */
export function minstd(seed: number): Random {
  let state = seed
  return () => {
    state = (16807 * state) % MODULUS
    return state / MODULUS
  }
}
