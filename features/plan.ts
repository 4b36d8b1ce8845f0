import { UsageError } from '../domain/errors.ts'
import type { FeaturePlan } from '../domain/ml.ts'
import { didYouMean } from '../domain/suggest.ts'
import { type Timeframe, timeframeMs } from '../domain/timeframe.ts'
import { featureCatalogue, featureNamed } from './definitions.ts'
import { FEATURE_GROUPS, type FeatureDefinition } from './feature.ts'
import { FEATURE_KINDS } from './kinds.ts'
import { FEATURE_PRESETS } from './presets.ts'

/** What features a model is to have, in few words. A word is a preset, a group, a kind or a feature's name, `rsi_21` as well as `rsi_14`. */
export interface PlanRequest {
  /** Where to start from; default: `all`, or nothing where `include` is given. */
  readonly groups?: readonly string[] | undefined
  readonly include?: readonly string[] | undefined
  /** Taken out again, whatever put it in. */
  readonly exclude?: readonly string[] | undefined
  /** At most so many: what `include` names first, then the groups in turn, so that each keeps its share. */
  readonly limit?: number | undefined
  /** Whether other symbols are at hand; unless true, a preset leaves cross-sectional features out. */
  readonly universe?: boolean | undefined
  /** Leaves out of groups what never changes at this timeframe, such as the hour of a daily bar. */
  readonly timeframe?: Timeframe | undefined
}

/** The explicit list of features that a request comes to. @throws UsageError on an unknown word, on nothing left, on symbols that are not at hand. */
export function expandPlan(request: PlanRequest = {}): FeaturePlan {
  const included = request.include ?? []
  const groups = request.groups ?? (request.include === undefined ? ['all'] : [])
  const excluded = new Set((request.exclude ?? []).flatMap(featuresOf).map(({ name }) => name))
  const named = included.flatMap(featuresOf)
  const grouped = groups.flatMap((word) => featuresOf(word).filter((feature) => belongs(feature, word, request)))
  const kept = (features: FeatureDefinition[]): FeatureDefinition[] => features.filter(({ name }) => !excluded.has(name))
  const chosen = limited(unique(kept(named)), unique(kept(grouped)), request.limit)
  if (chosen.length === 0) {
    const words = [...included, ...groups].join(', ')
    throw new UsageError(`No feature is left of "${words}": exclude less, or name a group, one of ${FEATURE_GROUPS.join(', ')}.`, { words })
  }
  checkUniverse(chosen, request)
  return { features: chosen.map(({ name, kind, params }) => ({ name, kind, params })) }
}

/** Every word that a request may use, single features left out. */
export function planWords(): string[] {
  return [...new Set([...Object.keys(FEATURE_PRESETS), ...FEATURE_GROUPS, ...FEATURE_KINDS.map(({ kind }) => kind)])]
}

function featuresOf(word: string): FeatureDefinition[] {
  const spelt = word
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_')
  if (Object.hasOwn(FEATURE_PRESETS, spelt)) return (FEATURE_PRESETS[spelt] ?? []).flatMap(featuresOf)
  const members = featureCatalogue().filter(({ name, kind, group }) => group === spelt || kind === spelt || name === spelt)
  if (members.length > 0) return members
  const custom = featureNamed(spelt)
  if (custom !== undefined) return [custom]
  const known = [...planWords(), ...featureCatalogue().map(({ name }) => name)]
  const presets = Object.keys(FEATURE_PRESETS).join(', ')
  const message = `There is no feature, group or preset "${word}"${didYouMean(spelt, known)}. Groups: ${FEATURE_GROUPS.join(', ')}. Presets: ${presets}.`
  throw new UsageError(message, { word })
}

/** Whether a group or preset brings the feature along: what cannot be computed or cannot vary has to be asked for by its name. */
function belongs(feature: FeatureDefinition, word: string, { universe, timeframe }: PlanRequest): boolean {
  const isAsked = word.trim().toLowerCase().startsWith('cross')
  if (feature.scope === 'universe' && universe !== true && !isAsked) return false
  const still = feature.barsShorterThanMs !== undefined && timeframe !== undefined && timeframeMs(timeframe) >= feature.barsShorterThanMs
  return !still
}

function unique(features: readonly FeatureDefinition[]): FeatureDefinition[] {
  return [...new Map(features.map((feature) => [feature.name, feature])).values()]
}

function limited(named: FeatureDefinition[], grouped: FeatureDefinition[], limit: number | undefined): FeatureDefinition[] {
  const all = unique([...named, ...grouped])
  if (limit === undefined) return all
  if (!Number.isInteger(limit) || limit < 1)
    throw new UsageError(`The limit of features is ${limit}: give a whole number from 1.`, { limit })
  const rest = all.slice(named.length)
  const queues = FEATURE_GROUPS.map((group) => rest.filter((feature) => feature.group === group))
  const inTurn = rest.map((_, round) => queues.flatMap((queue) => queue.slice(round, round + 1))).flat()
  return unique([...named, ...inTurn]).slice(0, limit)
}

function checkUniverse(chosen: readonly FeatureDefinition[], { universe }: PlanRequest): void {
  const across = chosen.find(({ scope }) => scope === 'universe')
  if (across === undefined || universe !== false) return
  const message = `"${across.name}" compares symbols, but there is only one: add datasets, or leave cross_sectional out.`
  throw new UsageError(message, { feature: across.name })
}
