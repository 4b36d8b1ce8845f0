import { describe, expect, it } from 'vitest'
import { mean } from '../../math/moments.ts'
import { median } from '../../math/quantile.ts'
import { referenceCases } from '../../math/reference/cases.ts'
import { mismatches } from '../../math/reference/mismatches.ts'
import { generatedColumns, type GeneratorRule } from '../../math/reference/series.ts'
import { combinationCount, halves } from './combinations.ts'
import type { CscvOptions } from './halfSamples.ts'
import { probabilityOfOverfitting } from './probabilityOfOverfitting.ts'
import { rankLogit } from './rank.ts'
import { stochasticDominance } from './stochasticDominance.ts'

interface Inputs {
  matrix: { gen?: GeneratorRule; values?: number[][] }
  n_blocks: number | number[]
  metric: 'sharpe' | 'mean'
  rf_per_period?: number
  n_strategies: number
  oos_ranks: number[]
}

/** Keys that follow a convention that is not ours. */
const OTHER_CONVENTION = ['pbo_rank_over_n']

function columnsOf({ gen, values }: Inputs['matrix']): Float64Array[] {
  if (values === undefined) return generatedColumns(gen!)
  return values[0]!.map((_, k) => Float64Array.from(values, (row) => row[k]!))
}

const blocksOf = (mask: number): number[] => [...Array(32).keys()].filter((block) => (mask >> block) & 1)

/** Every figure by the name the reference gives it. */
function figures(inputs: Inputs): Record<string, unknown> {
  const columns = columnsOf(inputs.matrix)
  const blocks = inputs.n_blocks as number
  const options: CscvOptions = { blocks, metric: inputs.metric, riskFree: inputs.rf_per_period ?? 0 }
  const found = probabilityOfOverfitting(columns, options)!
  const dominance = stochasticDominance(columns, options)!
  const { logits, ranks, selected, inSample, outOfSample } = found
  const constant = (values: Float64Array) => (values.every((value) => value === values[0]) ? values[0] : undefined)
  return {
    n_combinations: found.combinations,
    pbo: found.pbo,
    mean_lambda: mean(logits),
    prob_loss: found.probabilityOfLoss,
    mean_is: mean(inSample),
    mean_oos: mean(outOfSample),
    median_oos: median(outOfSample),
    slope: found.performanceDegradation?.slope,
    intercept: found.performanceDegradation?.intercept,
    r2: found.performanceDegradation?.rSquared,
    first_order_dominance: dominance.firstOrder,
    second_order_dominance: dominance.secondOrder,
    mean_gap_oos_selected_minus_all: dominance.meanGap,
    all_ranks: constant(ranks),
    all_lambda: constant(logits),
    n_star: Array.from(selected),
    ranks,
    combinations: Array.from(halves(blocks), (mask, i) => {
      const omega = ranks[i]! / (columns.length + 1)
      return [blocksOf(mask), selected[i], inSample[i], outOfSample[i], ranks[i], omega, logits[i]]
    }),
  }
}

const CLAIMED: Record<string, (inputs: Inputs) => unknown> = {
  pbo_cscv: figures,
  pbo_logit: (i) => i.oos_ranks.map((rank) => rankLogit(rank, i.n_strategies)),
  cscv_counts: (i) => (i.n_blocks as number[]).map((blocks) => combinationCount(blocks, blocks / 2)),
}

const cases = referenceCases<Inputs>('03-pbo-cscv.json')

describe.skipIf(cases.length === 0)('PBO against ../shared/reference-values (needs that folder)', () => {
  it.each(cases.map((one) => [one.name, one] as const))('%s', (_name, one) => {
    const expected =
      typeof one.expected === 'object' && !Array.isArray(one.expected)
        ? Object.fromEntries(Object.entries(one.expected!).filter(([key]) => !OTHER_CONVENTION.includes(key)))
        : one.expected
    expect(mismatches(CLAIMED[one.function]!(one.inputs), expected, one.tolerance)).toEqual([])
  })
})
