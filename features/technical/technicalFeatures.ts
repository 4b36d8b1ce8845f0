import type { FeatureKind } from '../feature.ts'
import { AVERAGES } from './averages.ts'
import { BANDS } from './bands.ts'
import { OSCILLATORS } from './oscillators.ts'
import { TREND_INDICATORS } from './trendIndicators.ts'

export const TECHNICAL: readonly FeatureKind[] = [...OSCILLATORS, ...TREND_INDICATORS, ...AVERAGES, ...BANDS]
