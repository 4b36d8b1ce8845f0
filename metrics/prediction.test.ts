import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { normal, seededRandom } from '../math/random.ts'
import { auc, aucStandardError, classCounts } from './auc.ts'
import { accuracy, logLoss } from './logLoss.ts'
import { correlation, rankCorrelation, rootMeanSquaredError } from './rankCorrelation.ts'

const of = (...values: number[]): Float64Array => Float64Array.from(values)

describe('auc', () => {
  it.each([
    [of(0.1, 0.4, 0.35, 0.8), of(0, 0, 1, 1), 0.75],
    [of(1, 2, 3, 4), of(0, 0, 1, 1), 1],
    [of(4, 3, 2, 1), of(0, 0, 1, 1), 0],
    [of(5, 5, 5), of(0, 1, 0), 0.5],
    [of(1, 2, 2, 3), of(0, 0, 1, 1), 0.875],
    [of(1, 2), of(1, 1), undefined],
    [of(), of(), undefined],
  ])('%o %o', (scores, labels, expected) => expect(auc(scores, labels)).toBe(expected))

  it('is the share of pairs in the right order, whatever the scale of the scores', () => {
    const rows = fc.array(fc.tuple(fc.integer({ min: -5, max: 5 }), fc.constantFrom(0, 1)), { minLength: 2, maxLength: 40 })
    fc.assert(
      fc.property(rows, (pairs) => {
        const [scores, labels] = [of(...pairs.map(([s]) => s)), of(...pairs.map(([, l]) => l))]
        const won = pairs.flatMap(([s, l]) =>
          l === 1 ? pairs.filter(([, other]) => other === 0).map(([t]) => (s > t ? 1 : s === t ? 0.5 : 0)) : [],
        )
        const expected: unknown = won.length === 0 ? undefined : expect.closeTo(won.reduce((a: number, b) => a + b, 0) / won.length, 12)
        expect(auc(scores, labels)).toEqual(expected)
        expect(auc(scores.map(Math.exp), labels)).toEqual(auc(scores, labels))
      }),
    )
  })

  it('has the standard error of the published example', () => {
    // Hanley and McNeil 1982, table II: area 0.893 over 51 abnormal and 58 normal images; standard error 0.032.
    expect(aucStandardError(0.893, 51, 58)).toBeCloseTo(0.0324, 3)
    expect(aucStandardError(0.5, 0, 10)).toBeUndefined()
  })

  it('scatters on noise as its standard error says', () => {
    const random = seededRandom('auc')
    const areas = Array.from({ length: 400 }, () => {
      const scores = Float64Array.from({ length: 120 }, () => normal(random))
      return auc(
        scores,
        scores.map((_, i) => (i < 50 ? 1 : 0)),
      ) as number
    })
    const spread = Math.sqrt(areas.reduce((sum, area) => sum + (area - 0.5) ** 2, 0) / areas.length)
    expect(spread / (aucStandardError(0.5, 50, 70) as number)).toBeCloseTo(1, 0.8)
    expect(classCounts(of(1, 0, 0))).toEqual({ positives: 1, negatives: 2 })
  })
})

describe('log loss and accuracy', () => {
  it('are those of the textbook', () => {
    // scikit-learn's user guide: log_loss of [.9 .1 .8 .3] for [1 0 1 0]… by hand: −mean(ln .9, ln .9, ln .8, ln .7).
    const expected = -(Math.log(0.9) * 2 + Math.log(0.8) + Math.log(0.7)) / 4
    expect(logLoss(of(0.9, 0.1, 0.8, 0.3), of(1, 0, 1, 0))).toBeCloseTo(expected, 14)
    expect(logLoss(of(0.5, 0.5), of(0, 1))).toBeCloseTo(Math.LN2, 14)
    expect(logLoss(of(0), of(1))).toBeCloseTo(-Math.log(1e-15), 9)
    expect(accuracy(of(0.9, 0.4, 0.5, 0.2), of(1, 1, 0, 0))).toBe(0.75)
    expect([logLoss(of(), of()), accuracy(of(), of())]).toEqual([undefined, undefined])
  })
})

describe('correlation', () => {
  it('is Pearson’s by value and Spearman’s by rank', () => {
    const [x, y] = [of(1, 2, 3, 4, 5), of(2, 1, 4, 3, 5)]
    expect(correlation(x, y)).toBeCloseTo(0.8, 14)
    expect(rankCorrelation(of(1, 10, 100, 1000), of(1, 2, 3, 4))).toBeCloseTo(1, 14)
    expect(correlation(of(1, 10, 100, 1000), of(1, 2, 3, 4))).toBeLessThan(0.9)
    // Ties: ranks 1.5 1.5 3 4 against 1 2 3 4 correlate √0.9.
    expect(rankCorrelation(of(7, 7, 8, 9), of(1, 2, 3, 4))).toBeCloseTo(Math.sqrt(0.9), 14)
    expect(correlation(x, of(3, 3, 3, 3, 3))).toBeUndefined()
    expect([correlation(of(1), of(1)), rankCorrelation(of(), of()), rootMeanSquaredError(of(), of())]).toEqual([
      undefined,
      undefined,
      undefined,
    ])
    expect(rootMeanSquaredError(of(1, 2), of(4, 6))).toBeCloseTo(Math.sqrt(12.5), 14)
  })
})
