import { describe, expect, it } from 'vitest'
import { referenceCases } from '../reference/cases.ts'
import { minstd } from '../reference/minstd.ts'
import { mismatches } from '../reference/mismatches.ts'
import { generatedSeries, type GeneratorRule } from '../reference/series.ts'
import { optimalBlockLength } from './blockLength.ts'
import { stationaryResampler } from './resampler.ts'

interface Inputs {
  seed: number
  n: number
  n_resamples: number
  q: number
  series: { gen: GeneratorRule }
}

const CLAIMED: Record<string, (inputs: Inputs) => unknown> = {
  stationary_bootstrap_indices: ({ seed, n, n_resamples, q }) => {
    const resample = stationaryResampler(minstd(seed), q)
    return Array.from({ length: n_resamples }, () => {
      const indices = new Int32Array(n)
      resample(indices)
      return indices
    })
  },
  optimal_block_length: ({ series }) => optimalBlockLength(generatedSeries(series.gen)),
}

const cases = referenceCases<Inputs>('05-multiple-testing.json').filter((one) => CLAIMED[one.function] !== undefined)

describe.skipIf(cases.length === 0)('resampling against ../shared/reference-values (needs that folder)', () => {
  it.each(cases.map((one) => [one.name, one] as const))('%s', (_name, one) => {
    expect(mismatches(CLAIMED[one.function]!(one.inputs), one.expected, one.tolerance)).toEqual([])
  })
})
