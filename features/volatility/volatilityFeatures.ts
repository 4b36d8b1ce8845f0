import type { FeatureKind } from '../feature.ts'
import { downsideShare, downsideVolatility, returnKurtosis, returnSkewness } from './asymmetry.ts'
import { ewmaVolatility, realizedVolatility, volatilityOfVolatility, volatilityRatio } from './closeToClose.ts'
import { jumpShare, largestMove } from './jumps.ts'
import { RANGE_VOLATILITIES, rangeRatio, rangeToCloseVolatility } from './ranges.ts'

export const VOLATILITY: readonly FeatureKind[] = [
  realizedVolatility,
  ewmaVolatility,
  volatilityRatio,
  volatilityOfVolatility,
  downsideVolatility,
  downsideShare,
  returnSkewness,
  returnKurtosis,
  jumpShare,
  largestMove,
  ...RANGE_VOLATILITIES,
  rangeRatio,
  rangeToCloseVolatility,
]
