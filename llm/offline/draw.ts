import { normal, type Random } from '../../math/random.ts'

/** One of `items` with probability in proportion to its weight. @throws RangeError when no weight is positive. */
export function drawWeighted<T>(random: Random, items: readonly T[], weight: (item: T, index: number) => number): T {
  const weights = items.map((item, index) => Math.max(0, weight(item, index)))
  let rest = random() * weights.reduce((sum, one) => sum + one, 0)
  for (const [index, item] of items.entries()) {
    rest -= weights[index] as number
    if (rest < 0) return item
  }
  throw new RangeError('drawWeighted: no weight is positive')
}

/** `value` times a log-normal factor, e.g. spread 0.2 for mostly within ±20 %. */
export function jitter(random: Random, value: number, spread: number): number {
  return value * Math.exp(spread * Math.max(-2, Math.min(2, normal(random))))
}

export function between(random: Random, low: number, high: number): number {
  return low + random() * (high - low)
}

export function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value))
}

/** To three significant digits: what a person would write. */
export function rounded(value: number): number {
  return Number(value.toPrecision(3))
}
