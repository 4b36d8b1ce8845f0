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
import { ruleTimes } from '../limit/rule.ts'
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

interface Reference {
  readonly name: string
  readonly ms: number
}

/** Measured here where the Python has them, else what was measured elsewhere, scaled to this machine. */
function references(python: string, bars: Bars): { backtestingPy: Reference; vectorbtCallback: Reference } {
  const measured = ruleTimes(python, bars)
  if (measured !== undefined) {
    const { backtesting, vectorbt } = measured
    return {
      backtestingPy: { name: `backtesting.py ${backtesting.version}`, ms: backtesting.ms },
      vectorbtCallback: { name: `vectorbt ${vectorbt.version} callback`, ms: vectorbt.ms },
    }
  }
  const year = walkingBars(seededRandom('year'), 8760, 0.01)
  const scale = (cLimit('W1', [year.close], 8760)?.ms ?? PEERS.limit) / PEERS.limit
  const scaled = (name: string, ms: number): Reference => ({ name: `${name} (peers.md, scaled)`, ms: ms * scale })
  return {
    backtestingPy: scaled('backtesting.py', PEERS.backtestingPy),
    vectorbtCallback: scaled('vectorbt callback', PEERS.vectorbtCallback),
  }
}

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

/** @param python one that has the packages backtesting and vectorbt. */
export default async function generatedStrategy(python = 'python3'): Promise<BenchRow[]> {
  const hundredThousand = walkingBars(seededRandom('hours'), 100_000, 0.01)
  const million = walkingBars(seededRandom('more hours'), 1_000_000, 0.01)
  const { backtestingPy, vectorbtCallback } = references(python, hundredThousand)
  const tenTimes = { name: `ten times ${vectorbtCallback.name}`, ms: 10 * vectorbtCallback.ms }
  const sandbox = openSandbox({ processes: 1, timeoutMs: 60_000 })
  const best = async (source: StrategySource, bars: Bars, rounds: number): Promise<number> =>
    (await timeOf(rounds, () => runOnce(sandbox, source, bars))).best
  try {
    const small = await best(RULE, hundredThousand, 30)
    const large = await best(RULE, million, 12)
    const remembering = await best(WITH_MEMORY, hundredThousand, 9)
    const rememberingLarge = await best(WITH_MEMORY, million, 4)
    const perBar = (ms: number, bars: number): string => `${((ms * 1e6) / bars).toFixed(0)} ns per bar`
    const [sixtieth, third] = [1 / 60, 1 / 3]
    return [
      row('(3)', 'RSI + SMA × 100,000 bars in the sandbox', small, { ...backtestingPy, allowed: sixtieth }, perBar(small, 100_000)),
      row('(3)', 'the same', small, { ...vectorbtCallback, allowed: third }, 'steps on columns'),
      row('(3)', 'the same × 1,000,000 bars', large, { ...tenTimes, allowed: third }, perBar(large, 1_000_000)),
      row('(3)', 'with a memory, × 100,000 bars', remembering, backtestingPy, 'an isolate, cold code in every run'),
      row('(3)', 'with a memory, × 1,000,000 bars', rememberingLarge, tenTimes, perBar(rememberingLarge, 1_000_000)),
    ]
  } finally {
    await sandbox.close()
  }
}
