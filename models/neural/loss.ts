import type { Task } from '../../domain/ml.ts'
import type { Tensor, Tensor1D, Tensorflow } from './tensorflow.ts'

/** Cross-entropy of log-odds, or squared error, weighted; a scalar. */
export function batchLoss(tf: Tensorflow, task: Task, scores: Tensor1D, labels: Tensor1D, weights: Tensor1D): Tensor {
  const losses =
    task === 'classification'
      ? // log(1 + e^s) − y·s, written so that a large score doesn't overflow.
        tf.sub(tf.add(tf.relu(scores), tf.log1p(tf.exp(tf.neg(tf.abs(scores))))), tf.mul(labels, scores))
      : tf.square(tf.sub(scores, labels))
  return tf.div(tf.sum(tf.mul(losses, weights)), tf.maximum(tf.sum(weights), 1e-12))
}

/** The same mean over plain columns, unweighted. */
export function meanLoss(task: Task, scores: Float64Array, labels: Float32Array): number {
  const sum = scores.reduce((total, score, i) => {
    const label = labels[i] as number
    if (task === 'regression') return total + (score - label) ** 2
    return total + Math.max(score, 0) + Math.log1p(Math.exp(-Math.abs(score))) - label * score
  }, 0)
  return sum / scores.length
}
