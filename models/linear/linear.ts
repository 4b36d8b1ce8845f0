import { z } from 'zod'
import type { Hyperparameter } from '../../domain/model.ts'
import { checkRequest } from '../checkRequest.ts'
import type { FitRequest, FittedModel, ModelFamily } from '../family.ts'
import { settle } from '../hyperparameters.ts'
import { readModelFile } from '../modelFile.ts'
import { learnStandardiser, standardised, Standardiser } from '../standardise.ts'
import { fitLinear } from './fitLinear.ts'
import { linearModel } from './linearModel.ts'

const HYPERPARAMETERS = {
  l2: { default: 0.05, min: 1e-6, max: 1000, integer: false, meaning: 'penalty on the squared weights of the standardised features' },
} as const satisfies Record<string, Hyperparameter>

/** Each labelled row's share of the whole. Rows of no weight at all share equally. */
function rowShares(rows: Int32Array, weights: Float64Array | undefined): Float64Array {
  const amounts = Float64Array.from(rows, (row) => weights?.[row] ?? 1)
  const total = amounts.reduce((sum, amount) => sum + amount, 0)
  return amounts.map((amount) => (total > 0 ? amount / total : 1 / rows.length))
}

async function fit(request: FitRequest): Promise<FittedModel> {
  const { l2 } = settle('Linear', HYPERPARAMETERS, request.hyperparameters)
  const { train: rows } = checkRequest(request)
  const { x, y, weights } = request.train
  const standardiser = learnStandardiser(x, rows)
  const fitted = await fitLinear({
    columns: x.names.map((_, j) => standardised(x, standardiser, j, rows)),
    labels: Float64Array.from(rows, (row) => y[row] as number),
    shares: rowShares(rows, weights),
    l2,
    logistic: request.task === 'classification',
  })
  return linearModel({ task: request.task, featureNames: [...x.names], standardiser, fit: fitted })
}

async function load(directory: string): Promise<FittedModel> {
  const shape = { ...Standardiser.shape, intercept: z.number(), weights: z.array(z.number()) }
  const { task, feature_names, means, deviations, intercept, weights } = await readModelFile(directory, 'Linear', shape)
  const fitted = { intercept, weights: Float64Array.from(weights) }
  return linearModel({ task, featureNames: feature_names, standardiser: { means, deviations }, fit: fitted })
}

/** Ridge (Hoerl & Kennard 1970) and penalised logistic regression: what every other family has to beat. It has nothing to stop early. */
export const linear: ModelFamily = {
  name: 'Linear',
  title: 'ridge or logistic regression on standardised features, the baseline',
  hyperparameters: HYPERPARAMETERS,
  availability: () => ({ ok: true, library: 'quantopia', version: '1' }),
  fit,
  load,
}
