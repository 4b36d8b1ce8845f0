import { normal, type Random } from '../../math/random.ts'

/** One in ten shocks is two and a half times as wide as the others; together variance 1, kurtosis 6. */
const WIDE_SHARE = 0.1
const WIDE = 2
const NARROW = Math.sqrt((1 - WIDE_SHARE * WIDE * WIDE) / (1 - WIDE_SHARE))
const LARGEST_SHOCK = 5

/** A symmetric shock with mean 0 and fat tails (scale mixture of two normals), cut at ±5. */
export function fatTailedShock(random: Random): number {
  const scale = random() < WIDE_SHARE ? WIDE : NARROW
  return Math.max(-LARGEST_SHOCK, Math.min(LARGEST_SHOCK, scale * normal(random)))
}

const REACTION = 0.05
const PERSISTENCE = 0.94
const LARGEST_VARIANCE = 5

/** The next conditional variance, long-run mean 1: GARCH(1,1) (Bollerslev 1986), capped: an uncapped one has days on which a market loses everything. */
export function nextVariance(variance: number, shock: number): number {
  const next = 1 - REACTION - PERSISTENCE + (REACTION * shock * shock + PERSISTENCE) * variance
  return Math.min(next, LARGEST_VARIANCE)
}

/** More is traded, and prices move more, when Europe and America are both awake: a factor by hour UTC whose square has mean 1. */
export const HOUR_FACTOR: Float64Array = (() => {
  const raw = Float64Array.from({ length: 24 }, (_, hour) => 1 + 0.25 * Math.cos((2 * Math.PI * (hour - 15)) / 24))
  const meanSquare = raw.reduce((sum, value) => sum + value * value, 0) / 24
  return raw.map((value) => value / Math.sqrt(meanSquare))
})()
