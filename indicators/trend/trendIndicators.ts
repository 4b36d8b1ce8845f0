import type { Indicator } from '../indicator.ts'
import { adx } from './adx.ts'
import { aroon } from './aroon.ts'
import { dema } from './dema.ts'
import { ema } from './ema.ts'
import { hma } from './hma.ts'
import { ichimoku } from './ichimoku.ts'
import { kama } from './kama.ts'
import { macd } from './macd.ts'
import { psar } from './psar.ts'
import { rma } from './rma.ts'
import { sma } from './sma.ts'
import { supertrend } from './supertrend.ts'
import { tema } from './tema.ts'
import { trima } from './trima.ts'
import { verticalHorizontalFilter } from './verticalHorizontalFilter.ts'
import { vortex } from './vortex.ts'
import { wma } from './wma.ts'

export const TREND: readonly Indicator[] = [
  sma,
  ema,
  wma,
  dema,
  tema,
  trima,
  hma,
  kama,
  rma,
  macd,
  adx,
  aroon,
  vortex,
  psar,
  supertrend,
  ichimoku,
  verticalHorizontalFilter,
]
