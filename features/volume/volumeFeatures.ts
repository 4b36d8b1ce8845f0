import type { FeatureKind } from '../feature.ts'
import { chaikinMoneyFlow, chaikinOscillator, moneyFlow } from './flowIndicators.ts'
import { volumeChange, volumeConcentration, volumeRank, volumeRatio, volumeTrend, volumeVariation, volumeZscore } from './relativeVolume.ts'
import { obvFlow, volumeMoveCorrelation, volumePersistence, volumePriceCorrelation, vwapDistance } from './volumeAndPrice.ts'

export const VOLUME: readonly FeatureKind[] = [
  volumeRatio,
  volumeTrend,
  volumeZscore,
  volumeRank,
  volumeVariation,
  volumeConcentration,
  volumeChange,
  volumePriceCorrelation,
  volumeMoveCorrelation,
  volumePersistence,
  obvFlow,
  vwapDistance,
  moneyFlow,
  chaikinMoneyFlow,
  chaikinOscillator,
]
