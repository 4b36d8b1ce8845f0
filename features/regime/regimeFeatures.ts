import type { FeatureKind } from '../feature.ts'
import { drawdown, runUp, timeSinceHigh, timeSinceLow, ulcer } from './drawdown.ts'
import { autocorrelation, hurst, meanReversionSpeed, varianceRatio, volatilityClustering } from './memory.ts'
import { permutationEntropy } from './permutationEntropy.ts'
import { choppiness, efficiencyRatio, trendCorrelation, trendSlope, trendState } from './trend.ts'
import { volatilityState } from './volatilityState.ts'

export const REGIME: readonly FeatureKind[] = [
  trendState,
  trendCorrelation,
  trendSlope,
  volatilityState,
  efficiencyRatio,
  choppiness,
  varianceRatio,
  hurst,
  autocorrelation,
  volatilityClustering,
  meanReversionSpeed,
  permutationEntropy,
  drawdown,
  runUp,
  ulcer,
  timeSinceHigh,
  timeSinceLow,
]
