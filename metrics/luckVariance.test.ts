import { describe, expect, it } from 'vitest'
import { standardDeviation } from '../math/moments.ts'
import { normal, seededRandom } from '../math/random.ts'
import { luckVariance } from './luckVariance.ts'
import { sharpeRatio } from './sharpe.ts'
import { sharpeStandardError } from './sharpeInference.ts'

describe('luckVariance', () => {
  it('is the squared standard error of a Sharpe ratio of 0, whatever the skewness and kurtosis', () => {
    for (const [skewness, kurtosis] of [
      [0, 3],
      [-2, 14],
    ] as const)
      expect(luckVariance(731)).toBeCloseTo(sharpeStandardError({ sharpe: 0, observations: 731, skewness, kurtosis })! ** 2, 15)
  })

  it('is how far the Sharpe ratios of noise scatter on so many days', () => {
    const random = seededRandom('luck')
    for (const days of [31, 200]) {
      const noise = () => sharpeRatio(Float64Array.from({ length: days }, () => normal(random)))!
      const scatter = standardDeviation(Float64Array.from({ length: 2000 }, noise))! ** 2
      expect(scatter / luckVariance(days)!).toBeGreaterThan(0.85)
      expect(scatter / luckVariance(days)!).toBeLessThan(1.2)
    }
  })

  it('does not exist below two days', () => {
    expect(luckVariance(2)).toBe(1)
    for (const days of [1, 0]) expect(luckVariance(days)).toBeUndefined()
  })
})
