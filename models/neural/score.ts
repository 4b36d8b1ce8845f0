import type { Architecture, Weights } from './network.ts'
import { batchInputs, type Samples } from './samples.ts'
import type { Tensor, Tensorflow } from './tensorflow.ts'

/** Rows handed over at a time: the memory of one pass stays below some 10 MB. */
const PASS_ROWS = 8192

/** The network's score for each of the picked samples. Leaves no tensor behind. */
export function score(
  tf: Tensorflow,
  architecture: Architecture,
  weights: readonly Weights[],
  samples: Samples,
  picked: Int32Array,
): Float64Array {
  const { lookback, forward } = architecture
  const pass = Math.max(1, Math.floor(PASS_ROWS / lookback))
  const scores = new Float64Array(picked.length)
  tf.tidy(() => {
    const tensors: Tensor[] = weights.map(({ values, shape }) => tf.tensor2d(values, [...shape]))
    for (let from = 0; from < picked.length; from += pass) {
      const to = Math.min(picked.length, from + pass)
      tf.tidy(() => {
        const batch = tf.tensor2d(batchInputs(samples, picked, from, to, lookback), [lookback * (to - from), samples.features])
        scores.set(forward(tf, tensors, batch, to - from).dataSync(), from)
      })
    }
  })
  return scores
}
