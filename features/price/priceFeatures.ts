import type { FeatureKind } from '../feature.ts'
import { barBody, lowerShadow, openingGap, upperShadow } from './candle.ts'
import { distanceFromHigh, distanceFromLow, distanceFromMean, priceRank, rangePosition } from './position.ts'
import { logReturn, returnAcceleration, returnToRisk, returnZscore } from './returns.ts'
import { streak, upRatio } from './streaks.ts'

export const PRICE: readonly FeatureKind[] = [
  logReturn,
  returnAcceleration,
  returnZscore,
  returnToRisk,
  rangePosition,
  distanceFromHigh,
  distanceFromLow,
  distanceFromMean,
  priceRank,
  barBody,
  openingGap,
  upperShadow,
  lowerShadow,
  upRatio,
  streak,
]
