import type { Hyperparameter } from '../../domain/model.ts'
import { checkRequest } from '../checkRequest.ts'
import type { FamilyName, FitRequest, FittedModel, ModelFamily } from '../family.ts'
import { settle, type Hyperparameters } from '../hyperparameters.ts'
import { shares } from '../shares.ts'
import { learnStandardiser } from '../standardise.ts'
import { loadNetwork } from './loadNetwork.ts'
import type { Architecture } from './network.ts'
import { networkModel } from './networkModel.ts'
import { permutationImportance } from './permutationImportance.ts'
import { standardisedSamples } from './samples.ts'
import { tensorflow, tensorflowAvailability } from './tensorflow.ts'
import { trainNetwork, type Labelled, type NetworkTraining } from './trainNetwork.ts'

/** How every network is trained; a family may have other defaults. */
export const TRAINING = {
  epochs: { default: 30, min: 1, max: 1000, integer: true, meaning: 'passes over the training rows at most; early stopping keeps fewer' },
  patience: {
    default: 4,
    min: 1,
    max: 100,
    integer: true,
    meaning: 'epochs without gain on the validation slice after which training stops',
  },
  batch_size: { default: 256, min: 8, max: 8192, integer: true, meaning: 'rows per step' },
  learning_rate: { default: 0.003, min: 0.00001, max: 0.1, integer: false, meaning: 'size of a step' },
  l2: { default: 0.001, min: 0, max: 1, integer: false, meaning: 'penalty on the squared weights' },
} as const satisfies Record<string, Hyperparameter>

export interface NetworkFamilyOptions<Name extends string> {
  readonly name: FamilyName
  readonly title: string
  readonly hyperparameters: Hyperparameters<Name>
  readonly build: (settings: Readonly<Record<Name, number>>) => Architecture
}

/** Classes stay 0 and 1; values are learnt in deviations from their mean, whatever their unit. */
function labelScaleOf({ task, train: { y } }: FitRequest, rows: Int32Array): { mean: number; deviation: number } {
  if (task === 'classification') return { mean: 0, deviation: 1 }
  const { means, deviations } = learnStandardiser({ rows: y.length, columns: [y], names: ['label'] }, rows)
  return { mean: means[0] as number, deviation: deviations[0] as number }
}

/** A family of networks: standardised inputs, Adam, early stopping, importance by permutation. It has no SHAP values. */
export function networkFamily<Name extends string>(options: NetworkFamilyOptions<Name>): ModelFamily {
  const { name, title, build } = options
  const hyperparameters = { ...TRAINING, ...options.hyperparameters }
  const fit = async (request: FitRequest): Promise<FittedModel> => {
    const settings = settle(name, hyperparameters, request.hyperparameters) as Record<Name | keyof typeof TRAINING, number>
    const rows = checkRequest(request)
    const tf = await tensorflow()
    const { task, train, valid, seed } = request
    const standardiser = learnStandardiser(train.x, rows.train)
    const labelScale = labelScaleOf(request, rows.train)
    const labelled = ({ x, y, weights }: FitRequest['train'], picked: Int32Array): Labelled => ({
      samples: standardisedSamples(x, standardiser),
      picked,
      labels: Float32Array.from(picked, (row) => ((y[row] as number) - labelScale.mean) / labelScale.deviation),
      weights: Float32Array.from(picked, (row) => weights?.[row] ?? 1),
    })
    const architecture = build(settings)
    const watched = valid === undefined || rows.valid === undefined ? undefined : labelled(valid, rows.valid)
    const training: NetworkTraining = { architecture, task, train: labelled(train, rows.train), valid: watched, settings, seed }
    const { weights, epochs } = await trainNetwork(tf, training)
    const growth = await permutationImportance(tf, architecture, weights, task, watched ?? training.train, seed)
    const featureNames = [...train.x.names]
    const importance = shares(featureNames, growth)
    return networkModel(tf, architecture, {
      family: name,
      task,
      featureNames,
      standardiser,
      labelScale,
      settings,
      weights,
      epochs,
      importance,
    })
  }
  const load = (directory: string): Promise<FittedModel> =>
    loadNetwork(directory, name, (settings) => build(settle(name, hyperparameters, settings) as Record<Name, number>))
  return { name, title, hyperparameters, availability: tensorflowAvailability, fit, load }
}
