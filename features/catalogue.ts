/** The front door: what features there are, and a plan of them. */
export { featureCatalogue, findFeature } from './definitions.ts'
export { FEATURE_GROUPS, type FeatureDefinition, type FeatureGroup } from './feature.ts'
export { expandPlan, planWords, type PlanRequest } from './plan.ts'
export { FEATURE_PRESETS } from './presets.ts'
