import type { Indicator } from '../indicator.ts'
import { cci } from './cci.ts'
import { cmo } from './cmo.ts'
import { efficiencyRatio } from './efficiencyRatio.ts'
import { momentum } from './momentum.ts'
import { roc } from './roc.ts'
import { rsi } from './rsi.ts'
import { stochastic } from './stochastic.ts'
import { stochRsi } from './stochRsi.ts'
import { trix } from './trix.ts'
import { ultimateOscillator } from './ultimateOscillator.ts'
import { williamsR } from './williamsR.ts'
import { zscore } from './zscore.ts'

export const MOMENTUM: readonly Indicator[] = [
  rsi,
  stochastic,
  stochRsi,
  cci,
  williamsR,
  roc,
  momentum,
  trix,
  cmo,
  ultimateOscillator,
  efficiencyRatio,
  zscore,
]
