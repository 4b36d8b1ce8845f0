import type { FeatureKind } from '../feature.ts'
import { breadth, dispersion, marketBeta, marketCorrelation, marketReturn, relativeReturn } from './market.ts'
import { crossRank, crossZscore } from './standing.ts'

export const CROSS_SECTIONAL: readonly FeatureKind[] = [
  crossRank,
  crossZscore,
  marketReturn,
  relativeReturn,
  marketBeta,
  marketCorrelation,
  dispersion,
  breadth,
]
