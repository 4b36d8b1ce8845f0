import { UsageError } from '../domain/errors.ts'
import { didYouMean } from '../domain/suggest.ts'
import { checkParams } from './checkParams.ts'
import type { FeatureDefinition, FeatureKind, FeatureParams } from './feature.ts'
import { FEATURE_KINDS, kindNamed } from './kinds.ts'

/** The feature of a kind with these parameters, in the catalogue or not. @throws UsageError where there is none. */
export function describeFeature(kindName: string, params: FeatureParams): FeatureDefinition {
  const kind = kindNamed(kindName)
  if (kind === undefined) {
    const kinds = FEATURE_KINDS.map((known) => known.kind)
    throw new UsageError(`There is no kind of feature "${kindName}"${didYouMean(kindName, kinds)}. There are: ${kinds.join(', ')}.`, {
      kind: kindName,
    })
  }
  const checked = checkParams(kind, params)
  const { group, title, reads, scope, barsShorterThanMs } = kind
  const name = [kind.kind, ...Object.values(checked)].join('_')
  const common = { name, kind: kind.kind, params: checked, group, scope, barsShorterThanMs }
  if (kind.scope === 'bars') return { ...common, title, reads, warmup: kind.warmup(checked as Record<string, number>) }
  const base = checked['feature']
  if (base === undefined) return { ...common, title, reads, warmup: kind.warmup(checked, 0) }
  const made = comparable(String(base), kind)
  return { ...common, title: `${made.title}: ${lowerFirst(title)}`, reads: made.reads, warmup: kind.warmup(checked, made.warmup) }
}

/** The feature that another is made of: one of each symbol's own bars, without indicators, that are to be had for one symbol only. */
function comparable(name: string, kind: FeatureKind): FeatureDefinition {
  const base = findFeature(name)
  const baseKind = kindNamed(base.kind)
  if (baseKind?.scope === 'bars' && !baseKind.usesIndicator) return base
  const message = `"${kind.kind}" cannot compare "${name}" across symbols: give a feature of prices and volumes alone, such as log_return_24.`
  throw new UsageError(message, { kind: kind.kind, feature: name })
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}

const CATALOGUE: readonly FeatureDefinition[] = FEATURE_KINDS.flatMap((kind) =>
  kind.settings.map((setting) => describeFeature(kind.kind, setting)),
)

/** Every ready-made feature, group by group. What differs only in its numbers of bars can be had by its name all the same. */
export function featureCatalogue(): readonly FeatureDefinition[] {
  return CATALOGUE
}

/** The feature of that name: `rsi_14` of the catalogue, or `rsi_21` that follows its pattern. @throws UsageError where there is none. */
export function findFeature(name: string): FeatureDefinition {
  const found = featureNamed(name)
  if (found !== undefined) return found
  const names = FEATURE_KINDS.flatMap((kind) => kind.settings.map((setting) => [kind.kind, ...Object.values(setting)].join('_')))
  throw new UsageError(`There is no feature "${name}"${didYouMean(name, names)}.`, { feature: name })
}

/** The same, or undefined. @throws UsageError where the pattern is known but its numbers are not to be had. */
export function featureNamed(name: string): FeatureDefinition | undefined {
  // The longest kind first: `volume_ratio_24` is not a `volume` of `ratio_24`.
  const kinds = FEATURE_KINDS.filter(({ kind }) => name === kind || name.startsWith(`${kind}_`))
  for (const kind of kinds.sort((a, b) => b.kind.length - a.kind.length)) {
    const params = paramsIn(name.slice(kind.kind.length + 1), kind)
    if (params !== undefined) return describeFeature(kind.kind, params)
  }
  return undefined
}

function paramsIn(rest: string, kind: FeatureKind): FeatureParams | undefined {
  const names = Object.keys(kind.params)
  if (names.length === 1 && kind.params[names[0] as string]?.of === 'feature')
    return rest === '' ? undefined : { [names[0] as string]: rest }
  const words = rest === '' ? [] : rest.split('_')
  if (words.length !== names.length || !words.every((word) => /^\d{1,6}$/.test(word))) return undefined
  return Object.fromEntries(names.map((name, k) => [name, Number(words[k])]))
}
