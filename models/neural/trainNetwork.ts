import { setImmediate as turn } from 'node:timers/promises'
import type { Task } from '../../domain/ml.ts'
import { seededRandom, type Random } from '../../math/random.ts'
import { batchLoss, meanLoss } from './loss.ts'
import type { Architecture, Weights } from './network.ts'
import { batchInputs, type Samples } from './samples.ts'
import { score } from './score.ts'
import type { Tensorflow, Variable } from './tensorflow.ts'

export interface Labelled {
  readonly samples: Samples
  /** Rows that have a label; labels and weights are theirs. */
  readonly picked: Int32Array
  readonly labels: Float32Array
  readonly weights: Float32Array
}

export interface NetworkTraining {
  readonly architecture: Architecture
  readonly task: Task
  readonly train: Labelled
  readonly valid: Labelled | undefined
  readonly settings: {
    readonly epochs: number
    readonly patience: number
    readonly batch_size: number
    readonly learning_rate: number
    readonly l2: number
  }
  readonly seed: number
}

/** Positions 0 … count-1 in random order (Fisher & Yates): TensorFlow.js shuffles with a generator that takes no seed. */
export function shuffled(count: number, random: Random): Int32Array {
  const order = Int32Array.from({ length: count }, (_, i) => i)
  for (let i = count - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    ;[order[i], order[j]] = [order[j] as number, order[i] as number]
  }
  return order
}

/**
 * Adam (Kingma & Ba 2015) on mini-batches with a penalty on the squared weights. Stops when the validation loss has not fallen for
 * `patience` epochs and keeps the weights of the best; without a validation slice it takes all epochs. The event loop turns after every batch.
 */
export async function trainNetwork(tf: Tensorflow, training: NetworkTraining): Promise<{ weights: Weights[]; epochs: number }> {
  const { architecture, task, train, valid, settings, seed } = training
  const start = architecture.start(train.samples.features, seededRandom(`${seed} weights`))
  // A variable lives until it is disposed of; the tensor that it starts from would too.
  const variables = start.map(({ values, shape }) => tf.tidy(() => tf.variable(tf.tensor2d(values, [...shape]))))
  const optimizer = tf.train.adam(settings.learning_rate)
  const random = seededRandom(`${seed} order`)
  const current = (): Weights[] => start.map((each, k) => ({ ...each, values: Float32Array.from((variables[k] as Variable).dataSync()) }))
  try {
    let best = { loss: Infinity, weights: start, epochs: 0 }
    for (let epoch = 1; epoch <= settings.epochs && epoch - best.epochs <= settings.patience; epoch++) {
      const order = shuffled(train.picked.length, random)
      for (let from = 0; from < order.length; from += settings.batch_size) {
        const batch = order.subarray(from, from + settings.batch_size)
        optimizer.minimize(() => penalisedLoss(tf, training, variables, batch), false, variables)
        await turn()
      }
      const weights = current()
      const loss =
        valid === undefined ? -epoch : meanLoss(task, score(tf, architecture, weights, valid.samples, valid.picked), valid.labels)
      if (loss < best.loss) best = { loss, weights, epochs: epoch }
    }
    return best
  } finally {
    optimizer.dispose()
    tf.dispose(variables)
  }
}

/** `batch`: positions among the labelled rows. */
function penalisedLoss(tf: Tensorflow, { architecture, task, train, settings }: NetworkTraining, variables: Variable[], batch: Int32Array) {
  const { lookback, forward } = architecture
  const rows = batch.map((position) => train.picked[position] as number)
  const inputs = tf.tensor2d(batchInputs(train.samples, rows, 0, rows.length, lookback), [lookback * rows.length, train.samples.features])
  const pick = (values: Float32Array): Float32Array => Float32Array.from(batch, (position) => values[position] as number)
  const loss = batchLoss(
    tf,
    task,
    forward(tf, variables, inputs, rows.length),
    tf.tensor1d(pick(train.labels)),
    tf.tensor1d(pick(train.weights)),
  )
  return variables.reduce((sum, variable) => tf.add(sum, tf.mul(settings.l2, tf.sum(tf.square(variable)))), loss).asScalar()
}
