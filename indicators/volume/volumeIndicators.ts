import type { Indicator } from '../indicator.ts'
import { obv } from './obv.ts'

export const VOLUME: readonly Indicator[] = [obv]
