import { UsageError } from '../domain/errors.ts'
import { didYouMean } from '../domain/suggest.ts'
import type { ModelFamily } from './family.ts'
import { lightgbm } from './lightgbm/lightgbm.ts'
import { linear } from './linear/linear.ts'
import { gru } from './neural/gru.ts'
import { mlp } from './neural/mlp.ts'
import { randomForest } from './randomForest.ts'
import { xgboost } from './xgboost/xgboost.ts'

/** Every family there is, whether or not this machine has its library. */
export const FAMILIES: readonly ModelFamily[] = [xgboost, lightgbm, randomForest, mlp, gru, linear]

/** What agents are offered: the families that can be trained on this machine. */
export function availableFamilies(): ModelFamily[] {
  return FAMILIES.filter((family) => family.availability().ok)
}

/** @throws UsageError for a name that no family has. */
export function findFamily(name: string): ModelFamily {
  const family = FAMILIES.find((each) => each.name === name)
  if (family !== undefined) return family
  const names = FAMILIES.map((each) => each.name)
  throw new UsageError(`There is no model family "${name}"${didYouMean(name, names)}: ${names.join(', ')}.`, { name, families: names })
}
