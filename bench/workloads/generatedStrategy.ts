import { kernelText } from '../../backtest/kernelText.ts'
import { simulate } from '../../backtest/kernel.ts'
import { indicatorColumns, warmupOf } from '../../backtest/prepare.ts'
import { walkingBars } from '../../backtest/proof/madeUpBars.ts'
import { replayOf } from '../../backtest/replay.ts'
import type { Bars } from '../../domain/bars.ts'
import { DEFAULT_ENGINE } from '../../domain/order.ts'
import type { StrategySource } from '../../domain/strategy.ts'
import { seededRandom } from '../../math/random.ts'
import { openSandbox } from '../../sandbox/pool.ts'
import { strategySource } from '../../sandbox/source.ts'
import type { Sandbox } from '../../sandbox/types.ts'
import { cLimit } from '../limit/limit.ts'
import { timeOf } from '../measure.ts'
import { type BenchRow, row } from '../row.ts'

const ruleWith = (memory: string, remember: string): StrategySource =>
  strategySource(`export default class RsiDip extends Strategy {
  static needs = { warmupBars: 200, indicators: { rsi: ['rsi', { period: 14 }], sma: ['sma', { period: 200 }] }, models: {} }
  static exits = {}
  ${memory}
  shouldEnter(bar) { ${remember} return bar.rsi < 30 && bar.close > bar.sma ? 'long' : 'none' }
  shouldExit(bar) { return bar.rsi > 70 }
}`)

/** No memory, as everything that the offline policy writes: played as steps on columns (docs/decisions/0008-expressions.md). */
const RULE = ruleWith('', '')
/** The same orders, by code that has to be executed: an isolate of its own in every run, in which V8 meets everything for the first time. */
const WITH_MEMORY = ruleWith('asked = 0', 'this.asked++;')

/** ../shared/peers.md: milliseconds where the C limit of workload (1) took 122. */
const PEERS = { limit: 122, backtestingPy: 652, vectorbtCallback: 30 }

/** Declaration, indicators, the run in the sandbox, and the host's own recomputation of every fill. */
async function runOnce(sandbox: Sandbox, source: StrategySource, bars: Bars): Promise<void> {
  const declared = await sandbox.declare(source)
  if (!declared.ok) throw new Error(declared.failure.message)
  const { declaration } = declared
  const tradeFrom = warmupOf(declaration.needs)
  const outcome = await sandbox.run({
    source,
    kernel: kernelText(),
    bars,
    indicators: indicatorColumns(bars, declaration.needs),
    predictions: {},
    engine: DEFAULT_ENGINE,
    exits: declaration.exits,
    tradeFrom,
    seed: 1,
  })
  if (!outcome.ok) throw new Error(outcome.failure.message)
  simulate(bars, DEFAULT_ENGINE, declaration.exits, tradeFrom, replayOf(outcome))
}

export default async function generatedStrategy(): Promise<BenchRow[]> {
  const year = walkingBars(seededRandom('year'), 8760, 0.01)
  const scale = (cLimit('W1', [year.close], 8760)?.ms ?? PEERS.limit) / PEERS.limit
  const sandbox = openSandbox({ processes: 1, timeoutMs: 60_000 })
  try {
    const hundredThousand = walkingBars(seededRandom('hours'), 100_000, 0.01)
    const million = walkingBars(seededRandom('more hours'), 1_000_000, 0.01)
    const small = await timeOf(30, () => runOnce(sandbox, RULE, hundredThousand))
    const large = await timeOf(12, () => runOnce(sandbox, RULE, million))
    const remembering = await timeOf(9, () => runOnce(sandbox, WITH_MEMORY, hundredThousand))
    const rememberingLarge = await timeOf(4, () => runOnce(sandbox, WITH_MEMORY, million))
    const perBar = (ms: number, bars: number): string => `${((ms * 1e6) / bars).toFixed(0)} ns per bar`
    const peer = (name: string, ms: number, allowed?: number) => ({ name: `${name} (peers.md, scaled)`, ms: ms * scale, allowed })
    const { backtestingPy, vectorbtCallback } = PEERS
    return [
      row(
        '(3)',
        'RSI + SMA strategy × 100,000 bars in the sandbox',
        small.best,
        peer('backtesting.py', backtestingPy, 1 / 60),
        perBar(small.best, 100_000),
      ),
      row('(3)', 'the same', small.best, peer('vectorbt callback', vectorbtCallback, 1 / 3), 'steps on columns'),
      row(
        '(3)',
        'the same × 1,000,000 bars',
        large.best,
        peer('ten times vectorbt', 10 * vectorbtCallback, 1 / 3),
        perBar(large.best, 1_000_000),
      ),
      row(
        '(3)',
        'with a memory, × 100,000 bars',
        remembering.best,
        peer('backtesting.py', backtestingPy),
        'an isolate, cold code in every run',
      ),
      row(
        '(3)',
        'with a memory, × 1,000,000 bars',
        rememberingLarge.best,
        peer('ten times vectorbt', 10 * vectorbtCallback),
        perBar(rememberingLarge.best, 1_000_000),
      ),
    ]
  } finally {
    await sandbox.close()
  }
}
