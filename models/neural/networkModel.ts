import type { Task } from '../../domain/ml.ts'
import { checkColumns } from '../checkRequest.ts'
import type { FamilyName, FittedModel } from '../family.ts'
import { writeModelBytes, writeModelFile } from '../modelFile.ts'
import type { Standardiser } from '../standardise.ts'
import { untilDisposed } from '../untilDisposed.ts'
import type { Architecture, Weights } from './network.ts'
import { standardisedSamples } from './samples.ts'
import { score } from './score.ts'
import type { Tensorflow } from './tensorflow.ts'

/** All weights one after the other, little-endian float32. */
const WEIGHTS_FILE = 'weights.bin'

/** What a network and its surroundings have learnt. */
export interface NetworkParts {
  readonly family: FamilyName
  readonly task: Task
  readonly featureNames: readonly string[]
  readonly standardiser: Standardiser
  /** Of the training labels: scores are in deviations from the mean. 0 and 1 for classes. */
  readonly labelScale: { readonly mean: number; readonly deviation: number }
  /** What builds the architecture again. */
  readonly settings: Readonly<Record<string, number>>
  readonly weights: readonly Weights[]
  readonly epochs: number
  readonly importance: Readonly<Record<string, number>>
}

export function networkModel(tf: Tensorflow, architecture: Architecture, parts: NetworkParts): FittedModel {
  const { family, task, featureNames, standardiser, labelScale, weights } = parts
  return untilDisposed(family, {
    featureNames,
    lookbackRows: architecture.lookback - 1,
    bestIteration: parts.epochs,
    predict: (x) => {
      checkColumns(x, featureNames)
      const all = Int32Array.from({ length: x.rows }, (_, row) => row)
      const scores = score(tf, architecture, weights, standardisedSamples(x, standardiser), all)
      if (task === 'classification') return scores.map((logOdds) => 1 / (1 + Math.exp(-logOdds)))
      return scores.map((value) => labelScale.mean + labelScale.deviation * value)
    },
    importance: () => ({ ...parts.importance }),
    save: (directory) => save(tf, parts, directory),
    dispose: () => undefined,
  })
}

async function save(tf: Tensorflow, parts: NetworkParts, directory: string): Promise<string[]> {
  const bytes = Buffer.concat(parts.weights.map(({ values }) => Buffer.from(values.buffer, values.byteOffset, values.byteLength)))
  const written = await writeModelBytes(directory, WEIGHTS_FILE, bytes)
  const file = await writeModelFile(directory, {
    format: 'quantopia-model-1',
    family: parts.family,
    task: parts.task,
    feature_names: [...parts.featureNames],
    best_iteration: parts.epochs,
    library: `TensorFlow.js ${tf.version_core}`,
    ...written,
    ...parts.standardiser,
    label_mean: parts.labelScale.mean,
    label_deviation: parts.labelScale.deviation,
    settings: parts.settings,
    weights: parts.weights.map(({ name, shape }) => ({ name, shape })),
    importance: parts.importance,
  })
  return [WEIGHTS_FILE, file]
}
