import type { Indicator } from '../indicator.ts'
import { atr } from './atr.ts'
import { bollinger } from './bollinger.ts'
import { donchian } from './donchian.ts'
import { garmanKlass } from './garmanKlass.ts'
import { keltner } from './keltner.ts'
import { natr } from './natr.ts'
import { parkinson } from './parkinson.ts'
import { realizedVolatility } from './realizedVolatility.ts'
import { rogersSatchell } from './rogersSatchell.ts'
import { standardDeviation } from './standardDeviation.ts'
import { trueRange } from './trueRange.ts'
import { yangZhang } from './yangZhang.ts'

export const VOLATILITY: readonly Indicator[] = [
  bollinger,
  atr,
  natr,
  trueRange,
  keltner,
  donchian,
  realizedVolatility,
  standardDeviation,
  parkinson,
  garmanKlass,
  rogersSatchell,
  yangZhang,
]
