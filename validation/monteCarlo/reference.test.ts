import { describe, expect, it } from 'vitest'
import { mean } from '../../math/moments.ts'
import { referenceCases } from '../../math/reference/cases.ts'
import { minstd } from '../../math/reference/minstd.ts'
import { mismatches } from '../../math/reference/mismatches.ts'
import { generatedSeries, type GeneratorRule } from '../../math/reference/series.ts'
import { pathFigures, quantilesAt, resampledPaths, type MonteCarloOptions } from './resampledPaths.ts'

interface Inputs {
  returns: { gen: GeneratorRule }
  method: { kind: string; seed: number; n_resamples: number; block_length?: number; q?: number }
  threshold: number
}

const METHODS: Record<string, MonteCarloOptions['method']> = {
  iid: 'iid',
  circular_block: 'circular',
  stationary: 'stationary',
  shuffle: 'shuffle',
}

function figures({ returns, method, threshold }: Inputs, levels: number[]): Record<string, unknown> {
  const series = generatedSeries(returns.gen)
  const length = method.block_length ?? (method.q === undefined ? undefined : 1 / method.q)
  const { terminalWealth, maxDrawdown } = resampledPaths(series, {
    method: METHODS[method.kind]!,
    resamples: method.n_resamples,
    random: minstd(method.seed),
    ...(length === undefined ? {} : { blockLength: length }),
  })!
  const original = pathFigures(series, Int32Array.from(series.keys()))
  const at = (i: number) => ({ terminal_wealth: terminalWealth.at(i), max_drawdown: maxDrawdown.at(i) })
  return {
    quantile_levels: levels,
    terminal_wealth_quantiles: quantilesAt(terminalWealth, levels),
    max_drawdown_quantiles: quantilesAt(maxDrawdown, levels),
    mean_terminal_wealth: mean(terminalWealth),
    mean_max_drawdown: mean(maxDrawdown),
    first_resample: at(0),
    last_resample: at(-1),
    share_max_drawdown_above_threshold: maxDrawdown.filter((depth) => depth > threshold).length / maxDrawdown.length,
    original: { terminal_wealth: original.wealth, max_drawdown: original.drawdown },
  }
}

const cases = referenceCases<Inputs>('10-kelly-montecarlo.json').filter((one) => one.function === 'monte_carlo_paths')

describe.skipIf(cases.length === 0)('Monte Carlo against ../shared/reference-values (needs that folder)', () => {
  it.each(cases.map((one) => [one.name, one] as const))('%s', (_name, one) => {
    const levels = (one.expected as { quantile_levels: number[] }).quantile_levels
    expect(mismatches(figures(one.inputs, levels), one.expected, one.tolerance)).toEqual([])
  })
})
