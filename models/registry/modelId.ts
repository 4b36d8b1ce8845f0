import { UsageError } from '../../domain/errors.ts'
import { TARGETS, type TargetName } from '../../domain/ml.ts'
import { didYouMean } from '../../domain/suggest.ts'
import { FAMILY_NAMES, type FamilyName } from '../family.ts'

/** A model as it is asked for. */
export interface ParsedModelId {
  readonly family: FamilyName
  readonly target: TargetName
  /** `<Family>_<target>` */
  readonly modelName: string
  readonly version: number | 'latest'
}

export function modelNameOf(family: string, target: string): string {
  return `${family}_${target}`
}

export function modelIdOf(modelName: string, version: number): string {
  return `${modelName}_v${version}`
}

const FORM = '<Family>_<target>_v<N> or <Family>_<target>_latest'

/** `XGBoost_direction_v3`, `LightGBM_regime_latest`. @throws UsageError that says which part is wrong and what was perhaps meant. */
export function parseModelId(text: string): ParsedModelId {
  const parts = /^([^_]+)_([^_]+)_(?:v([1-9]\d{0,5})|latest)$/.exec(text)
  if (parts === null) throw new UsageError(`"${text}" is no model id; write ${FORM}, such as XGBoost_direction_v1.`, { modelId: text })
  const family = known(parts[1] as string, FAMILY_NAMES, 'model family', text)
  const target = known(parts[2] as string, TARGETS, 'target', text)
  return { family, target, modelName: modelNameOf(family, target), version: parts[3] === undefined ? 'latest' : Number(parts[3]) }
}

function known<T extends string>(word: string, words: readonly T[], what: string, modelId: string): T {
  const found = words.find((each) => each === word)
  if (found !== undefined) return found
  throw new UsageError(`There is no ${what} "${word}"${didYouMean(word, words)}: ${words.join(', ')}.`, { modelId })
}
