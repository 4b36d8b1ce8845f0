import type { Bars } from '../domain/bars.ts'
import { ACTION, DEFAULT_ENGINE } from '../domain/order.ts'
import type { StrategyExits } from '../domain/strategy.ts'
import { computeIndicator } from '../indicators/compute.ts'
import { seededRandom } from '../math/random.ts'
import { summarize } from '../metrics/summary.ts'
import { accountHistory } from '../backtest/account.ts'
import { baselinesOf } from '../backtest/baselines.ts'
import { evaluateStrategy } from '../backtest/evaluate.ts'
import { simulate } from '../backtest/kernel.ts'
import { walkingBars } from '../backtest/proof/madeUpBars.ts'
import type { Simulation } from '../backtest/simulation.ts'
import { openSandbox } from '../sandbox/pool.ts'
import { strategySource } from '../sandbox/source.ts'

const RUNS = 15

/** Median and best of warm runs, in ms. */
async function time(name: string, work: () => unknown): Promise<void> {
  for (let i = 0; i < 5; i++) await work()
  const taken: number[] = []
  for (let i = 0; i < RUNS; i++) {
    const start = performance.now()
    await work()
    taken.push(performance.now() - start)
  }
  taken.sort((a, b) => a - b)
  console.log(
    `${name.padEnd(72)} median ${(taken[RUNS >> 1] as number).toFixed(1).padStart(7)} ms   best ${(taken[0] as number).toFixed(1).padStart(7)} ms`,
  )
}

function signals(count: number): Uint8Array {
  const random = seededRandom('signals')
  return Uint8Array.from({ length: count }, () => (random() < 0.01 ? ACTION.enterLong : random() < 0.01 ? ACTION.exit : ACTION.hold))
}

function rsiRule(bars: Bars): Simulation {
  const rsi = computeIndicator(bars, 'rsi', { period: 14 })['value'] as Float64Array
  const sma = computeIndicator(bars, 'sma', { period: 200 })['value'] as Float64Array
  return simulate(bars, DEFAULT_ENGINE, {}, 200, (i, position) => {
    if (position.side !== 0) return (rsi[i] as number) > 70 ? ACTION.exit : ACTION.hold
    return (rsi[i] as number) < 30 && (bars.close[i] as number) > (sma[i] as number) ? ACTION.enterLong : ACTION.hold
  })
}

const minutes = walkingBars(seededRandom('minutes'), 1_000_000, 0.001)
const orders = signals(1_000_000)
const exits: StrategyExits = { stopLoss: 0.02, takeProfit: 0.04 }
const replay = (): Simulation => simulate(minutes, DEFAULT_ENGINE, exits, 0, (i) => orders[i] as number)
const simulated = replay()
console.log(
  `W2: ${simulated.trades.count} trades, final equity ${simulated.equity.at(-1)?.toPrecision(6)}, residual ${simulated.maxResidual.toExponential(1)}`,
)
await time('W2 simulate, 1,000,000 bars, stop 2 %, target 4 %, 10 + 5 bp', replay)
await time('W2 with every figure of domain/metrics.ts', () => summarize(accountHistory(replay(), minutes, 0, '1m', 10_000)))

const hours = walkingBars(seededRandom('hours'), 100_000, 0.01)
console.log(`W3: ${rsiRule(hours).trades.count} trades`)
await time('W3 RSI(14) + SMA(200) bar by bar, 100,000 bars, indicators included', () => rsiRule(hours))

const year = walkingBars(seededRandom('year'), 8_760, 0.01)
const candidate = rsiRule(year)
await time('baselines of 8,760 bars (buy and hold, 21 coin flips)', () =>
  baselinesOf({ bars: year, timeframe: '1h', engine: DEFAULT_ENGINE, tradeFrom: 200, seed: 1, trades: candidate.trades, sharpeRatio: 1 }),
)

const source = strategySource(`export default class RsiDip extends Strategy {
  static needs = { warmupBars: 200, indicators: { rsi: ['rsi', { period: 14 }], sma: ['sma', { period: 200 }] }, models: {} }
  static exits = {}
  shouldEnter(bar) { return bar.rsi < 30 && bar.close > bar.sma ? 'long' : 'none' }
  shouldExit(bar) { return bar.rsi > 70 }
}`)
const sandbox = openSandbox({ processes: 2 })
await time('evaluateStrategy, 8,760 bars: sandbox, smoke, causality, figures', async () => {
  const evaluation = await evaluateStrategy({ sandbox, source, bars: year, timeframe: '1h', seed: 1, ledger: () => undefined })
  if (!evaluation.ok) throw new Error(evaluation.failure.message)
})
await sandbox.close()
