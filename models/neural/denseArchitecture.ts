import { randomWeights, zeroWeights, type Architecture, type Weights } from './network.ts'
import type { Tensor, Tensor1D } from './tensorflow.ts'

/** Layers of rectified units, and one that sums up. He et al. (2015): twice the variance, for half of the units are off. */
export function denseArchitecture(hidden: readonly number[]): Architecture {
  return {
    lookback: 1,
    start: (features, random) => {
      const widths = [features, ...hidden, 1]
      return hidden.concat(1).flatMap((width, layer): Weights[] => {
        const gain = layer < hidden.length ? 2 : 1
        return [randomWeights(`weights_${layer}`, widths[layer] as number, width, random, gain), zeroWeights(`bias_${layer}`, width)]
      })
    },
    forward: (tf, weights, batch) => {
      let signal: Tensor = batch
      for (let layer = 0; layer * 2 < weights.length; layer++) {
        const [matrix, bias] = [weights[layer * 2] as Tensor, weights[layer * 2 + 1] as Tensor]
        const sum = tf.add(tf.matMul(signal, matrix), bias)
        signal = layer < hidden.length ? tf.relu(sum) : sum
      }
      return signal.flatten() as Tensor1D
    },
  }
}
