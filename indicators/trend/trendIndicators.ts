import type { Indicator } from '../indicator.ts'
import { ema } from './ema.ts'
import { sma } from './sma.ts'

export const TREND: readonly Indicator[] = [sma, ema]
