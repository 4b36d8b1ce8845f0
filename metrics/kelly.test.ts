import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { solveLinear } from '../math/linearSystem.ts'
import { referenceCases } from '../math/reference/cases.ts'
import { mismatches } from '../math/reference/mismatches.ts'
import { generatedSeries, type GeneratorRule } from '../math/reference/series.ts'
import {
  kellyBinary,
  kellyBinaryGrowth,
  kellyContinuous,
  kellyContinuousGrowth,
  kellyEmpirical,
  kellyMeanVariance,
  kellyWinLoss,
  logGrowth,
} from './kelly.ts'
import { kellyPortfolio } from './kellyPortfolio.ts'
import { everDrawdownProbability, expectedMaxDrawdown, gamblersRuin } from './ruin.ts'

interface Inputs {
  p: number
  b: number
  win: number
  loss: number
  mean: number
  sd: number | number[]
  rf: number
  mu: number[]
  correlation: number[][]
  returns: { gen: GeneratorRule }
  kelly_fraction: number[]
  level: number[]
  cases: [number, number, number][]
  sd_per_period: number
  periods: number[]
}

function continuous({ mean, sd, rf }: Inputs): Record<string, unknown> {
  const deviation = sd as number
  const f = kellyContinuous(mean, deviation, rf)
  const growth = (leverage: number) => kellyContinuousGrowth(leverage, mean, deviation, rf)
  return { f, growth_full: growth(f), growth_half: growth(f / 2), sharpe: (mean - rf) / deviation, sd_of_full_kelly: f * deviation }
}

function fromReturns({ returns }: Inputs): Record<string, unknown> {
  const series = generatedSeries(returns.gen)
  const empirical = kellyEmpirical(series)!
  return {
    kelly_empirical: empirical,
    growth_at_empirical: logGrowth(series, empirical),
    kelly_mean_variance: kellyMeanVariance(series),
    kelly_mean_variance_half: kellyMeanVariance(series)! / 2,
    kelly_win_loss: kellyWinLoss(series),
  }
}

const CLAIMED: Record<string, (inputs: Inputs) => unknown> = {
  kelly_binary: ({ p, b }) => {
    const f = kellyBinary(p, b)
    return { f, f_clamped: Math.max(0, f), growth: kellyBinaryGrowth(f, p, b), growth_half_kelly: kellyBinaryGrowth(f / 2, p, b) }
  },
  kelly_binary_partial_loss: ({ p, win, loss }) => ({ f: kellyBinary(p, win, loss) }),
  kelly_continuous: continuous,
  kelly_from_returns: fromReturns,
  kelly_multi: ({ mu, sd, correlation, rf }) => {
    const deviations = sd as number[]
    const covariance = correlation.map((row, i) => row.map((rho, k) => rho * deviations[i]! * deviations[k]!))
    const { fractions, growth, leverage } = kellyPortfolio(mu, covariance, rf)!
    return { f: fractions, growth, leverage }
  },
  ever_drawdown_probability: (i) => i.kelly_fraction.map((fraction, k) => everDrawdownProbability(fraction, i.level[k]!)),
  gamblers_ruin: (i) => i.cases.map(([p, start, target]) => gamblersRuin(p, start, target)),
  expected_mdd_driftless: (i) => i.periods.map((periods) => expectedMaxDrawdown(i.sd_per_period, periods)),
}

const cases = referenceCases<Inputs>('10-kelly-montecarlo.json').filter((one) => one.function !== 'monte_carlo_paths')

describe.skipIf(cases.length === 0)('Kelly against ../shared/reference-values (needs that folder)', () => {
  it.each(cases.map((one) => [one.name, one] as const))('%s', (_name, one) => {
    expect(mismatches(CLAIMED[one.function]!(one.inputs), one.expected, one.tolerance)).toEqual([])
  })
})

describe('Kelly by its laws', () => {
  const returns = fc
    .array(fc.double({ min: -0.5, max: 0.5, noNaN: true }), { minLength: 3, maxLength: 30 })
    .map((values) => Float64Array.from([...values, 0.1, -0.1]))

  it('grows fastest at the empirical fraction, which scales inversely with the returns', () => {
    fc.assert(
      fc.property(returns, (series) => {
        const best = kellyEmpirical(series)!
        const growth = logGrowth(series, best)!
        for (const other of [best * 0.9, best * 1.05, 0]) {
          const compared = logGrowth(series, other)!
          if (Number.isFinite(compared)) expect(growth).toBeGreaterThanOrEqual(compared - 1e-12)
        }
        expect(kellyEmpirical(series.map((value) => value / 2))! / 2).toBeCloseTo(best, 6)
        expect(kellyEmpirical(series.map((value) => -value))).toBeCloseTo(-best, 6)
      }),
    )
  })

  it('agrees with the bet it is made of', () => {
    const bet = Float64Array.from({ length: 100 }, (_, i) => (i < 55 ? 1.1 : -1))
    expect(kellyEmpirical(bet)).toBeCloseTo(kellyBinary(0.55, 1.1), 12)
    expect(kellyWinLoss(bet)).toBeCloseTo(kellyBinary(0.55, 1.1), 12)
  })

  it('does not exist where nothing limits it', () => {
    expect([kellyEmpirical(Float64Array.of(0.1, 0.2)), kellyEmpirical(Float64Array.of(-0.1)), kellyEmpirical(new Float64Array())]).toEqual([
      undefined,
      undefined,
      undefined,
    ])
    expect([kellyMeanVariance(Float64Array.of(0.1, 0.1)), kellyWinLoss(Float64Array.of(0.1, 0))]).toEqual([undefined, undefined])
    expect(kellyPortfolio([0.1, 0.1], [[1, 1], [1, 1]])).toBeUndefined() // prettier-ignore
    expect(everDrawdownProbability(2.5, 0.5)).toBe(1)
  })

  it('solves what it is asked', () => {
    const entry = fc.double({ min: -1, max: 1, noNaN: true })
    const row = fc.array(entry, { minLength: 3, maxLength: 3 })
    fc.assert(
      fc.property(fc.array(row, { minLength: 3, maxLength: 3 }), row, (random, x) => {
        const matrix = random.map((values, i) => values.map((value, k) => (i === k ? value + 4 : value)))
        const right = matrix.map((values) => values.reduce((sum, value, k) => sum + value * x[k]!, 0))
        solveLinear(matrix, right)!.forEach((value, i) => expect(value).toBeCloseTo(x[i]!, 10))
      }),
    )
    expect(solveLinear([[0, 1], [1, 0]], [2, 3])).toEqual([3, 2]) // prettier-ignore
  })
})
