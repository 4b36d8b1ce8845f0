import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { strategyText } from '../corpus/case.ts'
import { column, testBars, testRun } from '../corpus/market.ts'
import { openSandbox } from '../pool.ts'
import { transpile } from '../transpile.ts'
import type { StrategyRun } from '../types.ts'

const asSteps = openSandbox({ processes: 1 })
const inIsolates = openSandbox({ processes: 1, usesIsolates: true })
afterAll(() => Promise.all([asSteps.close(), inIsolates.close()]))

const BARS = 400
const bars = testBars(BARS)
const wave = column(BARS, (i) => (i % 37 < 3 ? NaN : Math.sin(i / 5)))
const columns: Partial<StrategyRun> = {
  indicators: { rsi: { value: wave }, macd: { signal: column(BARS, (i) => ((i * 7) % 11) - 5), histogram: wave.map((value) => -value) } },
  predictions: { direction: column(BARS, (i) => (i % 10 === 0 ? NaN : ((i * 3) % 10) / 10)) },
  params: { level: 0.3, lag: 4 },
}

const sources = fc.letrec<{ number: string; boolean: string }>((tie) => {
  const binary = (operators: readonly string[], side: fc.Arbitrary<string>) =>
    fc.tuple(side, fc.constantFrom(...operators), side).map(([a, operator, b]) => `(${a} ${operator} ${b})`)
  const number = tie('number')
  const boolean = tie('boolean')
  return {
    number: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      fc.constantFrom('bar.rsi', 'bar.macd.signal', 'bar.close', 'bar.volume', 'earlier.open', 'bar.ago(30).macd.histogram', 'bar.hour'),
      fc.constantFrom('earlier.dayOfWeek', '0', '1', '(-0)', '0.5', '30', '100', 'NaN', 'this.params.level', 'LEVEL', 'half'),
      fc.constantFrom("bar.mlSignal('direction', 0.6)", "earlier.mlSignal('direction', this.params.level)", "bar.prediction('direction')"),
      binary(['+', '-', '*', '/', '%', '**'], number),
      fc
        .tuple(fc.constantFrom('abs', 'sqrt', 'exp', 'log', 'round', 'sign', 'floor', 'tanh', 'cbrt'), number)
        .map(([f, x]) => `Math.${f}(${x})`),
      fc
        .tuple(fc.constantFrom('min', 'max'), fc.array(number, { minLength: 2, maxLength: 4 }))
        .map(([f, xs]) => `Math.${f}(${xs.join(', ')})`),
      number.map((x) => `(-${x})`),
      fc.tuple(boolean, number, number).map(([a, b, c]) => `(${a} ? ${b} : ${c})`),
    ),
    boolean: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      binary(['<', '>', '<=', '>=', '===', '!=='], number),
      binary(['&&', '||', '===', '!=='], boolean),
      boolean.map((x) => `!${x}`),
      number.map((x) => `Number.isNaN(${x})`),
      number.map((x) => `isFinite(${x})`),
    ),
  }
})

const HEAD = 'const LEVEL = -0.2'
const NAMES = 'const earlier = bar.ago(3); const { close: price, rsi } = bar; const half = price / 2 + rsi;'
const position = fc.constantFrom(
  'position.barsHeld > 5',
  "position.side === 'long'",
  "position.side !== 'short'",
  'position.unrealizedReturn > 0.01',
  'position.entryPrice > bar.close',
  'position.barsHeld % 2 === bar.hour % 2',
  'false',
)
const strategies = fc.record({
  enter: fc.tuple(sources.boolean, sources.boolean, sources.boolean).map(
    ([a, b, c]) => `${NAMES} if (${a}) { const half = 1; if (half > 0 && ${b}) return 'long' } else if (${c}) return 'short'
      return ${b} ? (${c} ? 'short' : 'none') : 'none'`,
  ),
  exit: fc
    .tuple(sources.boolean, position, position, fc.constantFrom('&&', '||'))
    .map(([a, b, c, operator]) => `${NAMES} if (${b}) return ${a}; return ${c} ${operator} ${a}`),
})

describe('a strategy that is steps on columns', () => {
  it('orders bar for bar what the same text orders in an isolate', { timeout: 120_000 }, async () => {
    let traded = 0
    await fc.assert(
      fc.asyncProperty(strategies, fc.boolean(), async (parts, inWindows) => {
        const windows = inWindows ? [{ from: 0, to: 90 }, { from: 60, to: 61 }, { from: 100, to: BARS }] : undefined // prettier-ignore
        const text = strategyText({ head: HEAD, ...parts })
        expect(transpile(text)).toMatchObject({ expressions: expect.anything() as unknown })
        const run = testRun(text, bars, { ...columns, windows, tradeFrom: 5 })
        const [fast, slow] = [await asSteps.run(run), await inIsolates.run(run)]
        expect(slow.ok && [...slow.actions]).toEqual(fast.ok && [...fast.actions])
        if (fast.ok) traded += fast.actions.filter((action) => action !== 0).length
      }),
      { numRuns: 300 },
    )
    expect(traded).toBeGreaterThan(2_000)
  })
})
