import type { Bars } from '../../domain/bars.ts'
import { DEFAULT_ENGINE } from '../../domain/order.ts'
import { strategySource } from '../source.ts'
import type { StrategyRun } from '../types.ts'

/** An engine just large enough to hold a position; the real one lives upstairs. */
export const TEST_KERNEL = `
function simulate(bars, engine, exits, tradeFrom, decide) {
  const length = bars.close.length
  const actions = new Uint8Array(length)
  const position = { side: 0, entryPrice: NaN, barsHeld: 0, unrealizedReturn: NaN }
  for (let t = tradeFrom; t < length - 1; t++) {
    if (position.side !== 0) {
      position.barsHeld++
      position.unrealizedReturn = position.side * (bars.close[t] / position.entryPrice - 1)
    }
    const wish = decide(t, position)
    const heeded = position.side === 0 ? wish === 1 || wish === 2 : wish === 3
    if (!heeded) continue
    actions[t] = wish
    position.side = wish === 3 ? 0 : wish === 1 ? 1 : -1
    position.entryPrice = bars.open[t + 1]
    position.barsHeld = 0
  }
  return { actions }
}`

export function column(length: number, at: (index: number) => number): Float64Array {
  return Float64Array.from({ length }, (_, index) => at(index))
}

/** Hourly bars from Monday 2024-01-01 00:00 UTC: a wave, so that every threshold is crossed. */
export function testBars(length: number): Bars {
  const close = column(length, (i) => 100 + 10 * Math.sin(i / 7) + Math.sin(i * 1.7))
  return {
    time: column(length, (i) => Date.UTC(2024, 0, 1) + i * 3_600_000),
    open: column(length, (i) => (close[Math.max(0, i - 1)] as number) + 0.01),
    high: close.map((price) => price + 1),
    low: close.map((price) => price - 1),
    close,
    volume: column(length, (i) => 1 + (i % 13)),
  }
}

export function testRun(text: string, bars: Bars = testBars(60), more: Partial<StrategyRun> = {}): StrategyRun {
  const length = bars.close.length
  const wave = column(length, (i) => (i < 3 ? NaN : Math.sin(i / 5)))
  return {
    source: strategySource(text),
    kernel: TEST_KERNEL,
    bars,
    indicators: { rsi: { value: wave }, macd: { macd: wave, signal: column(length, (i) => i), histogram: column(length, (i) => -i) } },
    predictions: { direction: column(length, (i) => (i % 10 === 0 ? NaN : (i % 10) / 10)) },
    engine: DEFAULT_ENGINE,
    exits: {},
    tradeFrom: 5,
    seed: 1,
    ...more,
  }
}
