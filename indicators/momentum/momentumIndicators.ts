import type { Indicator } from '../indicator.ts'
import { rsi } from './rsi.ts'

export const MOMENTUM: readonly Indicator[] = [rsi]
