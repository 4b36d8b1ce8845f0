import type { Task } from '../../domain/ml.ts'
import { checkColumns } from '../checkRequest.ts'
import type { FittedModel, Matrix } from '../family.ts'
import { writeModelFile } from '../modelFile.ts'
import { shares } from '../shares.ts'
import { standardised, type Standardiser } from '../standardise.ts'
import { untilDisposed } from '../untilDisposed.ts'
import { sigmoid, type LinearFit } from './fitLinear.ts'

export interface LinearParts {
  readonly task: Task
  readonly featureNames: readonly string[]
  readonly standardiser: Standardiser
  readonly fit: LinearFit
}

/** `weight` · score of each feature, and the intercept last: a linear model's SHAP values (Lundberg & Lee 2017), features taken as independent. */
function contributions(x: Matrix, { featureNames, standardiser, fit }: LinearParts): Float64Array[] {
  checkColumns(x, featureNames)
  const columns = featureNames.map((_, j) => standardised(x, standardiser, j).map((score) => score * (fit.weights[j] as number)))
  return [...columns, new Float64Array(x.rows).fill(fit.intercept)]
}

export function linearModel(parts: LinearParts): FittedModel {
  const { task, featureNames, standardiser, fit } = parts
  return untilDisposed('Linear', {
    featureNames,
    lookbackRows: 0,
    bestIteration: undefined,
    predict: (x) => {
      const sum = new Float64Array(x.rows)
      for (const column of contributions(x, parts)) for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] as number) + (column[i] as number)
      return task === 'classification' ? sum.map(sigmoid) : sum
    },
    contributions: (x) => contributions(x, parts),
    importance: () => shares(featureNames, fit.weights.map(Math.abs)),
    save: async (directory) => {
      const about = { family: 'Linear', task, feature_names: [...featureNames], best_iteration: null, library: 'quantopia' }
      const learnt = { ...standardiser, intercept: fit.intercept, weights: [...fit.weights] }
      return [await writeModelFile(directory, { format: 'quantopia-model-1', ...about, ...learnt })]
    },
    dispose: () => undefined,
  })
}
