import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { openSandbox } from '../sandbox/pool.ts'
import { strategySource } from '../sandbox/source.ts'
import { kernelText } from './kernelText.ts'
import { indicatorColumns } from './prepare.ts'
import { detailedEngineOf, legOf, madeUpLeg } from './proof/madeUpDetails.ts'

const asSteps = openSandbox({ processes: 1 })
const inIsolates = openSandbox({ processes: 1, usesIsolates: true })
afterAll(() => Promise.all([asSteps.close(), inIsolates.close()]))

const NEEDS = {
  warmupBars: 3,
  indicators: { rsi: ['rsi', { period: 3 }], macd: ['macd', { fast: 2, slow: 4, signal: 2 }] },
  models: {},
} as const
const TEXTS = [
  ['bar.rsi < 40', 'bar.rsi > 60', 'bar.rsi > 55'],
  ['bar.macd.macd > bar.macd.signal', 'bar.close < bar.ago(2).close', 'position.barsHeld >= 4'],
  [
    'bar.close > bar.ago(1).high',
    'bar.hour === 3',
    "position.side === 'long' ? position.unrealizedReturn < -0.01 : bar.open > position.entryPrice",
  ],
].map(([long, short, exit]) =>
  strategySource(`export default class Rule extends Strategy {
  static needs = ${JSON.stringify(NEEDS)}
  static exits = {}
  shouldEnter(bar) { if (${long ?? ''}) return 'long'; return ${short ?? ''} ? 'short' : 'none' }
  shouldExit(bar, position) { return ${exit ?? ''} }
}`),
)

describe('a strategy that is steps on columns', () => {
  it('orders in any account what the same text orders in an isolate, by the kernel that the host recomputes with', async () => {
    let traded = 0
    await fc.assert(
      fc.asyncProperty(legOf, detailedEngineOf, fc.constantFrom(...TEXTS), fc.nat(40), async (shape, engine, source, start) => {
        const { bars, exits, market, tradeFrom } = madeUpLeg({ ...shape, bars: shape.bars + 20 })
        const end = bars.time.length
        const windows = start > 20 ? undefined : [{ from: Math.min(start, end - 1), to: end }, { from: end >> 1, to: end }] // prettier-ignore
        const indicators = indicatorColumns(bars, NEEDS)
        const run = { source, kernel: kernelText(), bars, indicators, predictions: {}, engine, market, exits, tradeFrom, windows, seed: 1 }
        const fast = await asSteps.run(run)
        expect(await inIsolates.run(run)).toEqual(fast)
        traded += fast.ok ? fast.actions.filter((action) => action !== 0).length : 0
      }),
      { numRuns: 150 },
    )
    expect(traded).toBeGreaterThan(500)
  })
})
