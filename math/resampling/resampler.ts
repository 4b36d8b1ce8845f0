import type { Random } from '../random.ts'

/** Fills `indices` with the observations, 0 to `indices.length` − 1, that one resample is made of, in order. */
export type Resampler = (indices: Int32Array) => void

const drawn = (random: Random, count: number): number => Math.floor(random() * count)

/** Every observation drawn on its own (Efron 1979): for returns without memory. */
export function iidResampler(random: Random): Resampler {
  return (indices) => {
    for (let i = 0; i < indices.length; i++) indices[i] = drawn(random, indices.length)
  }
}

/** Blocks of fixed length with random starts, wrapping round the end (Politis and Romano 1992). */
export function circularBlockResampler(random: Random, blockLength: number): Resampler {
  if (!(blockLength >= 1)) throw new RangeError(`a block has at least one observation, not ${blockLength}`)
  const length = Math.floor(blockLength)
  return (indices) => {
    const count = indices.length
    for (let from = 0; from < count; from += length) {
      const start = drawn(random, count)
      for (let k = 0; k < length && from + k < count; k++) indices[from + k] = (start + k) % count
    }
  }
}

/**
 * Blocks of random, geometrically distributed length (Politis and Romano 1994, JASA 89): what is resampled stays stationary.
 * `newBlock` is the probability that the next observation starts a block, 1 / mean block length.
 */
export function stationaryResampler(random: Random, newBlock: number): Resampler {
  if (!(newBlock > 0 && newBlock <= 1)) throw new RangeError(`the probability of a new block lies in (0, 1], not at ${newBlock}`)
  return (indices) => {
    const count = indices.length
    if (count > 0) indices[0] = drawn(random, count)
    for (let i = 1; i < count; i++) {
      indices[i] = random() < newBlock ? drawn(random, count) : ((indices[i - 1] as number) + 1) % count
    }
  }
}

/** Every observation once, in random order (Fisher and Yates 1938, as Durstenfeld 1964 writes it). */
export function shuffleResampler(random: Random): Resampler {
  return (indices) => {
    for (let i = 0; i < indices.length; i++) indices[i] = i
    for (let i = indices.length - 1; i >= 1; i--) {
      const j = drawn(random, i + 1)
      const kept = indices[i] as number
      indices[i] = indices[j] as number
      indices[j] = kept
    }
  }
}
