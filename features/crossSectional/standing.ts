import type { BarColumn } from '../../domain/bars.ts'
import type { FeatureParams, UniverseKind } from '../feature.ts'
import type { Universe } from '../universe.ts'
import { column } from '../kernels/column.ts'
import { products } from '../kernels/elementwise.ts'
import { LEAST_MEMBERS } from './members.ts'

/** What is compared across symbols. */
const COMPARED = [
  'log_return_1',
  'log_return_6',
  'log_return_24',
  'log_return_72',
  'log_return_168',
  'realized_volatility_24',
  'realized_volatility_168',
  'volume_ratio_24',
  'return_to_risk_72',
  'range_position_168',
  'amihud_ratio_24_168',
]

const reads: readonly BarColumn[] = []

/** A figure of the symbol's own value among those of all symbols that have one at the same bar; NaN where fewer than LEAST_MEMBERS have. */
function standing(kind: string, title: string, among: (own: Float64Array, others: readonly Float64Array[]) => Float64Array): UniverseKind {
  return {
    scope: 'universe',
    kind,
    group: 'cross_sectional',
    title,
    reads,
    params: { feature: { of: 'feature' } },
    settings: COMPARED.map((feature) => ({ feature })),
    warmup: (_, base) => base,
    compute: (universe: Universe, params: FeatureParams) => {
      const feature = String(params['feature'])
      return among(universe.own(feature), universe.others(feature))
    },
  }
}

// Symbol by symbol, not bar by bar: a loop over one column costs a quarter of one over all symbols at each bar.

/** How many of the others have a value at each bar. */
function othersAt(length: number, others: readonly Float64Array[]): Float64Array {
  const counts = column(length)
  for (const other of others) {
    for (let i = 0; i < length; i++) counts[i] = (counts[i] as number) + (Number.isNaN(other[i] as number) ? 0 : 1)
  }
  return counts
}

/** Share of the others below, ties by half. */
function ranksAmong(own: Float64Array, others: readonly Float64Array[]): Float64Array {
  const twice = column(own.length)
  for (const other of others) {
    for (let i = 0; i < own.length; i++) {
      const value = other[i] as number
      twice[i] = (twice[i] as number) + Number(value < (own[i] as number)) + Number(value <= (own[i] as number))
    }
  }
  const counts = othersAt(own.length, others)
  for (let i = 0; i < own.length; i++) {
    const count = counts[i] as number
    const known = !Number.isNaN(own[i] as number) && count + 1 >= LEAST_MEMBERS
    twice[i] = known ? (twice[i] as number) / (2 * count) : NaN
  }
  return twice
}

/** Sample standard deviations from the mean, the symbol itself included. Measured from its own value, so that equal values have no spread at all. */
function scoresAmong(own: Float64Array, others: readonly Float64Array[]): Float64Array {
  const { length } = own
  const counts = othersAt(length, others)
  const means = column(length)
  for (const other of others) {
    for (let i = 0; i < length; i++) {
      const distance = (other[i] as number) - (own[i] as number)
      if (!Number.isNaN(distance)) means[i] = (means[i] as number) + distance
    }
  }
  for (let i = 0; i < length; i++) means[i] = (means[i] as number) / ((counts[i] as number) + 1)
  const squares = products(means, means)
  for (const other of others) {
    for (let i = 0; i < length; i++) {
      const distance = (other[i] as number) - (own[i] as number) - (means[i] as number)
      if (!Number.isNaN(distance)) squares[i] = (squares[i] as number) + distance * distance
    }
  }
  for (let i = 0; i < length; i++) {
    const count = counts[i] as number
    const known = !Number.isNaN(own[i] as number) && count + 1 >= LEAST_MEMBERS && squares[i] !== 0
    squares[i] = known ? -(means[i] as number) / Math.sqrt((squares[i] as number) / count) : NaN
  }
  return squares
}

/** Jegadeesh and Titman (1993), Returns to buying winners: what matters is the place among others. */
export const crossRank = standing(
  'cross_rank',
  'Share of the other symbols with a lower value at the same bar: 0 lowest, 1 highest',
  ranksAmong,
)

export const crossZscore = standing('cross_zscore', 'Standard deviations from the mean of all symbols at the same bar', scoresAmong)
