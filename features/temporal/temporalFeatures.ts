import type { FeatureKind } from '../feature.ts'
import { CYCLES } from './cycle.ts'
import { SESSIONS } from './session.ts'

export const TEMPORAL: readonly FeatureKind[] = [...CYCLES, ...SESSIONS]
