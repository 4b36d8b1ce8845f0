import { CROSS_SECTIONAL } from './crossSectional/crossSectionalFeatures.ts'
import type { FeatureKind } from './feature.ts'
import { MICROSTRUCTURE } from './microstructure/microstructureFeatures.ts'
import { PRICE } from './price/priceFeatures.ts'
import { REGIME } from './regime/regimeFeatures.ts'
import { TECHNICAL } from './technical/technicalFeatures.ts'
import { TEMPORAL } from './temporal/temporalFeatures.ts'
import { VOLATILITY } from './volatility/volatilityFeatures.ts'
import { VOLUME } from './volume/volumeFeatures.ts'

/** Every kind of feature there is, in the order of FEATURE_GROUPS. */
export const FEATURE_KINDS: readonly FeatureKind[] = [
  ...PRICE,
  ...TECHNICAL,
  ...VOLUME,
  ...VOLATILITY,
  ...TEMPORAL,
  ...MICROSTRUCTURE,
  ...CROSS_SECTIONAL,
  ...REGIME,
]

const byName = new Map(FEATURE_KINDS.map((kind) => [kind.kind, kind]))

export function kindNamed(name: string): FeatureKind | undefined {
  return byName.get(name)
}
