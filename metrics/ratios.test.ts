import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ar1SharpeFactor, autocorrelations, sharpeGrowth, sharpeGrowthAr1 } from './autocorrelatedSharpe.ts'
import { alphaBeta, geometricInformationRatio, informationRatio, modiglianiSquared, trackingError, treynorRatio } from './benchmark.ts'
import { binaryBetsSharpe, impliedPrecision } from './binaryBets.ts'
import { captureRatios, geometricCaptureRatios } from './captures.ts'
import { downsideFrequency, omegaSharpe, stability, upsideRisk } from './dispersion.ts'
import { burkeRatio, calmarRatio, martinRatio, painRatio } from './drawdownRatios.ts'
import { drawdownTable } from './drawdownTable.ts'
import { exactExpectedMaximum } from './exactExpectedMaximum.ts'
import { annualReturn } from './growth.ts'
import { omegaRatio } from './omega.ts'
import { adjustedSharpe, geometricSharpe, sharpeRatio } from './sharpe.ts'
import { sharpeDifference } from './sharpeDifference.ts'
import { normalSharpeStandardError } from './sharpeInference.ts'

const of = (...values: number[]): Float64Array => Float64Array.from(values)
const entry = fc.double({ min: -0.2, max: 0.2, noNaN: true })
const series = fc
  .array(entry, { minLength: 4, maxLength: 30 })
  .map((values) => Float64Array.from([...values, 0.05, -0.03, 0.01, -0.02].map((value) => Math.round(value * 1e4) / 1e4)))

describe('figures that do not exist', () => {
  it.each([
    ['growth over no falls', [calmarRatio, painRatio, martinRatio, burkeRatio].map((ratio) => ratio(of(0.1, 0.2), 12))],
    ['growth to less than nothing', [calmarRatio(of(0.1, -1.5), 2), annualReturn(of(0.1, -1.5), 2), geometricSharpe(of(0.1, -1.5), 365)]],
    ['growth of nothing', [calmarRatio, painRatio, martinRatio, burkeRatio].map((ratio) => ratio(of(), 12))],
    ['ratios of what does not vary', [geometricSharpe(of(0.1, 0.1), 12), adjustedSharpe(of(0.1)), stability(of(0.1))]],
    ['downside of nothing', [downsideFrequency(of()), upsideRisk(of()), omegaSharpe(of(0.1, 0.2))]],
    ['a line on a flat benchmark', [alphaBeta(of(0.1, 0.2), of(0.01, 0.01)), treynorRatio(of(0.1, 0.2), of(0.01, 0.01), 12)]],
    ['differences from itself', [informationRatio(of(0.1, 0.2), of(0.1, 0.2)), geometricInformationRatio(of(0.1), of(0.2), 12)]],
    ['tracking error of one period', [trackingError(of(0.1), of(0.2)), modiglianiSquared(of(0.1, 0.1), of(0.1, 0.2), 12)]],
    ['captures without such periods', [captureRatios(of(0.1), of(-0.1)).up, geometricCaptureRatios(of(0.1), of(0.1)).down]],
    ['a difference to itself', [sharpeDifference(of(0.1, 0.2, 0), of(0.1, 0.2, 0)), sharpeDifference(of(0.1, 0.1), of(0.1, 0.2))]],
    ['bets that are certain', [binaryBetsSharpe({ betsPerYear: 1, profit: 1, loss: -1 }, 1)]],
    ['memory of what does not vary', [autocorrelations(of(0, 0, 0), 1), sharpeGrowth(2, () => -2)]],
    ['an error without observations', [normalSharpeStandardError(1, 0)]],
  ])('%s', (_what, found) => expect(found.every((value) => value === undefined)).toBe(true))
})

describe('ratios by their laws', () => {
  it('a series is its own benchmark, and leverage is beta', () => {
    fc.assert(
      fc.property(series, fc.double({ min: 0.5, max: 3, noNaN: true }), (returns, leverage) => {
        const { alpha, beta, rSquared } = alphaBeta(
          returns.map((value) => leverage * value + 0.001),
          returns,
        )!
        expect(beta).toBeCloseTo(leverage, 8)
        expect(alpha).toBeCloseTo(0.001, 8)
        expect(rSquared).toBeCloseTo(1, 8)
        expect(captureRatios(returns, returns)).toEqual({ up: 1, down: 1 })
        expect(modiglianiSquared(returns, returns, 12)).toBeCloseTo(geometricSharpe(returns, 12)! * annual(returns), 8)
      }),
    )
  })

  const annual = (returns: Float64Array): number => {
    const mean = returns.reduce((sum, value) => sum + value, 0) / returns.length
    return Math.sqrt((returns.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (returns.length - 1)) * 12)
  }

  it('Omega Sharpe is the Omega ratio less one, and a difference turns with its sides', () => {
    fc.assert(
      fc.property(series, series, (a, b) => {
        const potential = omegaSharpe(a, 0.001)
        if (potential !== undefined) expect(potential).toBeCloseTo(omegaRatio(a, 0.001)! - 1, 8)
        const length = Math.min(a.length, b.length)
        const [there, back] = [
          sharpeDifference(a.slice(0, length), b.slice(0, length)),
          sharpeDifference(b.slice(0, length), a.slice(0, length)),
        ]
        expect(there?.pValue).toEqual(back?.pValue)
        if (there !== undefined) expect(there.z).toBeCloseTo(-back!.z, 10)
      }),
    )
  })

  it('returns without skew or fat tails keep their Sharpe ratio', () => {
    // Kurtosis 3, skewness 0: values ±√3 with weight 1/6 each, 0 with 2/3.
    const normalLike = of(Math.sqrt(3), -Math.sqrt(3), 0, 0, 0, 0).map((value) => 0.01 * value + 0.002)
    expect(adjustedSharpe(normalLike)).toBeCloseTo(sharpeRatio(normalLike)!, 12)
  })

  it('a precision implies the ratio that implies it', () => {
    const bets = { betsPerYear: 260, profit: 0.01, loss: -0.006 }
    for (const precision of [0.2, 0.45, 0.6, 0.9]) {
      expect(impliedPrecision(bets, binaryBetsSharpe(bets, precision)!)).toBeCloseTo(precision, 10)
    }
    for (const loss of [-0.01, -0.007, -0.003]) {
      expect(impliedPrecision({ betsPerYear: 260, profit: 0.005, loss }, 0)).toBeCloseTo(loss / (loss - 0.005), 12)
    }
  })

  it('a Sharpe ratio grows with the root of time only without memory', () => {
    expect(sharpeGrowthAr1(0, 12)).toBeCloseTo(Math.sqrt(12), 12)
    expect(sharpeGrowthAr1(0.3, 12)! / Math.sqrt(12)).toBeCloseTo(ar1SharpeFactor(0.3, 12), 12)
    expect(ar1SharpeFactor(-0.2, 12)).toBeGreaterThan(1)
  })

  it('the best of one, two and three', () => {
    expect(exactExpectedMaximum(1)).toBeCloseTo(0, 12)
    expect(exactExpectedMaximum(2)).toBeCloseTo(1 / Math.sqrt(Math.PI), 12)
    expect(exactExpectedMaximum(3)).toBeCloseTo(1.5 / Math.sqrt(Math.PI), 12)
  })
})

describe('drawdownTable', () => {
  it('lists the deepest first, with how long they took', () => {
    expect(drawdownTable(of(100, 90, 100, 120, 60, 80, 120, 130, 117))).toEqual([
      { depth: 0.5, peak: 3, trough: 4, recovery: 6, periods_to_trough: 1, periods_to_recovery: 2, periods_under_water: 3 },
      { depth: expect.closeTo(0.1, 12) as number, peak: 0, trough: 1, recovery: 2, periods_to_trough: 1, periods_to_recovery: 1, periods_under_water: 2 },
      { depth: expect.closeTo(0.1, 12) as number, peak: 7, trough: 8, recovery: null, periods_to_trough: 1, periods_to_recovery: null, periods_under_water: 1 },
    ]) // prettier-ignore
    expect(drawdownTable(of(100, 90, 100, 120, 60), 1)).toHaveLength(1)
    expect(drawdownTable(of(1, 2, 3))).toEqual([])
  })
})
