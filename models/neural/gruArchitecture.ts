import { randomWeights, zeroWeights, type Architecture } from './network.ts'
import type { Tensor, Tensor1D, Tensor2D, Tensorflow } from './tensorflow.ts'

/**
 * Gated recurrent unit (Cho et al. 2014) in the variant of cuDNN, with the reset gate behind the recurrent product: one product per step
 * serves all three gates, and the inputs of all steps take one more. TensorFlow.js's own layer needs several times as long.
 */
export function gruArchitecture(units: number, lookback: number): Architecture {
  return {
    lookback,
    start: (features, random) => [
      randomWeights('input', features, 3 * units, random),
      zeroWeights('input_bias', 3 * units),
      randomWeights('recurrent', units, 3 * units, random),
      zeroWeights('recurrent_bias', 3 * units),
      randomWeights('output', units, 1, random),
      zeroWeights('output_bias', 1),
    ],
    forward: (tf, weights, batch, samples) => {
      const [input, inputBias, recurrent, recurrentBias, output, outputBias] = weights as [Tensor, Tensor, Tensor, Tensor, Tensor, Tensor]
      const driven = tf.split(tf.add(tf.matMul(batch, input), inputBias), lookback, 0)
      let state: Tensor = tf.zeros([samples, units])
      for (const drive of driven) {
        const own = tf.add(tf.matMul(state, recurrent), recurrentBias)
        state = step(tf, drive, own, state, units)
      }
      return tf.add(tf.matMul(state as Tensor2D, output as Tensor2D), outputBias).flatten() as Tensor1D
    },
  }
}

/** `drive`, `own`: samples × (update | reset | candidate). Returns the next state. */
function step(tf: Tensorflow, drive: Tensor, own: Tensor, state: Tensor, units: number): Tensor {
  const [driveGates, driveCandidate] = tf.split(drive, [2 * units, units], 1) as [Tensor, Tensor]
  const [ownGates, ownCandidate] = tf.split(own, [2 * units, units], 1) as [Tensor, Tensor]
  const [update, reset] = tf.split(tf.sigmoid(tf.add(driveGates, ownGates)), 2, 1) as [Tensor, Tensor]
  const candidate = tf.tanh(tf.add(driveCandidate, tf.mul(reset, ownCandidate)))
  return tf.add(candidate, tf.mul(update, tf.sub(state, candidate)))
}
