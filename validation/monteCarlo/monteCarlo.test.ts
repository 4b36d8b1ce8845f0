import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { normal, seededRandom } from '../../math/random.ts'
import { drawdowns, maxDrawdown } from '../../metrics/drawdown.ts'
import { wealth } from '../../metrics/growth.ts'
import { monteCarlo } from './monteCarlo.ts'
import { pathFigures, resampledPaths, type ResamplingMethod } from './resampledPaths.ts'

const returnsOf = (length: number, drift: number, seed: string): Float64Array => {
  const random = seededRandom(seed)
  return Float64Array.from({ length }, () => drift + 0.02 * normal(random))
}
const METHODS: ResamplingMethod[] = ['stationary', 'circular', 'iid', 'shuffle']

describe('pathFigures', () => {
  it('are those of the wealth curve', () => {
    const values = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 1, maxLength: 30 })
    fc.assert(
      fc.property(values, (given) => {
        const returns = Float64Array.from(given)
        const curve = wealth(returns)
        const { wealth: end, drawdown } = pathFigures(returns, Int32Array.from(returns.keys()))
        expect(end).toBeCloseTo(curve.at(-1)!, 12)
        expect(drawdown).toBeCloseTo(maxDrawdown(drawdowns(curve)), 12)
      }),
    )
  })
})

describe('monteCarlo', () => {
  it.each(METHODS)('%s: the same seed deals the same paths, another seed others', (method) => {
    const returns = returnsOf(200, 0.001, 'seeds')
    const options = { method, resamples: 50, seed: 1 }
    expect(resampledPaths(returns, options)).toEqual(resampledPaths(returns, options))
    expect(resampledPaths(returns, { ...options, seed: 2 })!.maxDrawdown).not.toEqual(resampledPaths(returns, options)!.maxDrawdown)
  })

  it.each(METHODS.slice(0, 3))('%s: the mean of the logarithm of wealth stays that of the returns', (method) => {
    const returns = returnsOf(250, 0.001, 'means')
    const { terminalWealth } = resampledPaths(returns, { method, resamples: 2_000, blockLength: 5 })!
    const logs = terminalWealth.map(Math.log)
    const center = logs.reduce((sum, value) => sum + value, 0) / logs.length
    const own = returns.reduce((sum, value) => sum + Math.log1p(value), 0)
    // Its standard error is 0.02 × √250 / √2000 = 0.007.
    expect(Math.abs(center - own)).toBeLessThan(0.035)
  })

  it('shuffled trades end where they ended, and the order alone decides how deep they fell', () => {
    const trades = returnsOf(80, 0.004, 'trades')
    const found = monteCarlo(trades, { method: 'shuffle', resamples: 400 })!
    const end = wealth(trades).at(-1)!
    expect(found.terminal_wealth.p01).toBeCloseTo(end, 10)
    expect(found.terminal_wealth.p99).toBeCloseTo(end, 10)
    expect(found.max_drawdown.p99).toBeGreaterThan(found.max_drawdown.p05 * 1.5)
    expect(found.probability_of_loss).toBe(end < 1 ? 1 : 0)
  })

  it('tells a good series from a bad one', () => {
    const good = monteCarlo(returnsOf(730, 0.003, 'good'))!
    const bad = monteCarlo(returnsOf(730, -0.003, 'bad'))!
    expect(good.probability_of_loss).toBeLessThan(0.05)
    expect(bad.probability_of_loss).toBeGreaterThan(0.95)
    expect(bad.probability_of_drawdown).toBeGreaterThan(good.probability_of_drawdown)
    expect(monteCarlo(returnsOf(730, -0.003, 'bad'), { drawdownLimit: 1 })!.probability_of_drawdown).toBe(0)
    expect(good.resamples).toBe(1_000)
  })

  it('blocks keep losses together that come together: deeper falls than one by one', () => {
    const clustered = Float64Array.from({ length: 600 }, (_, i) => (Math.floor(i / 30) % 2 === 0 ? 0.011 : -0.01))
    const median = (method: ResamplingMethod) => monteCarlo(clustered, { method, resamples: 300 })!.max_drawdown.p50
    expect(median('stationary')).toBeGreaterThan(2 * median('iid'))
    expect(median('circular')).toBeGreaterThan(2 * median('iid'))
  })

  it('does not exist for no returns and for missing ones', () => {
    expect(monteCarlo(new Float64Array())).toBeUndefined()
    expect(monteCarlo(Float64Array.of(0.1, NaN))).toBeUndefined()
    expect(monteCarlo(Float64Array.of(0.1), { resamples: 0 })).toBeUndefined()
    expect(() => monteCarlo(Float64Array.of(0.1, 0.2), { method: 'circular', blockLength: 0.2 })).toThrow('at least one')
  })
})
