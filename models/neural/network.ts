import { normal, type Random } from '../../math/random.ts'
import type { Tensor, Tensor1D, Tensor2D, Tensorflow } from './tensorflow.ts'

/** One named array of weights: plain memory, so that a fitted network holds nothing that has to be freed. */
export interface Weights {
  readonly name: string
  readonly shape: readonly [number, number]
  readonly values: Float32Array
}

/** What distinguishes one network from another; training, saving and predicting are shared. */
export interface Architecture {
  /** Rows that one prediction reads, its own the last. */
  readonly lookback: number
  /** Fresh weights, all from `random`. */
  readonly start: (features: number, random: Random) => Weights[]
  /**
   * One score per sample: log-odds, or a standardised value. `batch`: time-major, that is the first row of
   * every sample, then the second of every sample, … (`lookback` · samples rows by features).
   */
  readonly forward: (tf: Tensorflow, weights: readonly Tensor[], batch: Tensor2D, samples: number) => Tensor1D
}

/** Normal numbers of variance 1 / inputs (LeCun et al. 1998), times `gain`. */
export function randomWeights(name: string, inputs: number, outputs: number, random: Random, gain = 1): Weights {
  const scale = Math.sqrt(gain / inputs)
  return { name, shape: [inputs, outputs], values: Float32Array.from({ length: inputs * outputs }, () => scale * normal(random)) }
}

export function zeroWeights(name: string, outputs: number): Weights {
  return { name, shape: [1, outputs], values: new Float32Array(outputs) }
}
