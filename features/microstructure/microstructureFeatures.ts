import type { FeatureKind } from '../feature.ts'
import { amihudRatio, kyleLambda, rangePerVolume, volumeReversal } from './illiquidity.ts'
import { barImbalance, closeLocation, orderFlowImbalance, vpin } from './orderFlow.ts'
import { abdiRanaldoSpread, corwinSchultzSpread, rollSpread } from './spreads.ts'

export const MICROSTRUCTURE: readonly FeatureKind[] = [
  amihudRatio,
  kyleLambda,
  volumeReversal,
  rangePerVolume,
  corwinSchultzSpread,
  rollSpread,
  abdiRanaldoSpread,
  vpin,
  orderFlowImbalance,
  closeLocation,
  barImbalance,
]
