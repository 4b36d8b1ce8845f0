import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { betaQuantile } from './betaQuantile.ts'
import { clopperPearson } from './clopperPearson.ts'
import { incompleteBeta } from './incompleteBeta.ts'

/** P(X <= k) of a binomial, summed term by term: independent of any beta function. */
function binomialCdf(k: number, n: number, p: number): number {
  let term = (1 - p) ** n
  let sum = term
  for (let i = 1; i <= k; i++) {
    term *= ((n - i + 1) / i) * (p / (1 - p))
    sum += term
  }
  return sum
}

describe('incompleteBeta', () => {
  it.each([
    [0.3, 1, 1, 0.3],
    [0.3, 2, 1, 0.09],
    [0.3, 1, 3, 1 - 0.7 ** 3],
    // The arcsine law: 2/π · arcsin √x.
    [0.25, 0.5, 0.5, 1 / 3],
    [0.5, 300, 300, 0.5],
  ])('I_%d(%d, %d) = %d', (x, a, b, expected) => expect(incompleteBeta(x, a, b)).toBeCloseTo(expected, 12))

  it('is the upper tail of a binomial', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), fc.double({ min: 0.02, max: 0.98, noNaN: true }), fc.nat(), (n, p, pick) => {
        const k = 1 + (pick % n)
        expect(incompleteBeta(p, k, n - k + 1)).toBeCloseTo(1 - binomialCdf(k - 1, n, p), 10)
      }),
    )
  })

  it('is undone by its quantile', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.001, max: 0.999, noNaN: true }),
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 60 }),
        (p, a, b) => {
          expect(incompleteBeta(betaQuantile(p, a, b), a, b)).toBeCloseTo(p, 10)
        },
      ),
    )
  })
})

describe('clopperPearson', () => {
  // R 4.3: binom.test(x, n)$conf.int
  it.each([
    [0, 10, 0, 0.3084971],
    [5, 10, 0.187086, 0.812914],
    [1, 20, 0.001265089, 0.2487328],
    [10, 10, 0.6915029, 1],
    [7, 21, 0.145877, 0.5696755],
  ])('%d of %d', (successes, trials, low, high) => {
    const interval = clopperPearson(successes, trials)!
    expect(interval.low).toBeCloseTo(low, 6)
    expect(interval.high).toBeCloseTo(high, 6)
  })

  it('is what makes the tails of the binomial 2.5 % each, and 1 − 0.025^(1/n) for none', () => {
    const { low, high } = clopperPearson(9, 200)!
    expect(1 - binomialCdf(8, 200, low)).toBeCloseTo(0.025, 10)
    expect(binomialCdf(9, 200, high)).toBeCloseTo(0.025, 10)
    expect(clopperPearson(0, 200)!.high).toBeCloseTo(1 - 0.025 ** (1 / 200), 12)
  })

  it('does not exist without trials and refuses what cannot be', () => {
    expect(clopperPearson(0, 0)).toBeUndefined()
    expect(() => clopperPearson(3, 2)).toThrow(RangeError)
    expect(() => clopperPearson(1, 2, 1)).toThrow(RangeError)
  })
})
