import type { Indicator } from '../indicator.ts'
import { bollinger } from './bollinger.ts'

export const VOLATILITY: readonly Indicator[] = [bollinger]
