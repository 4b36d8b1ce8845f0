import { accountHistory } from '../../backtest/account.ts'
import { simulate } from '../../backtest/kernel.ts'
import { walkingBars } from '../../backtest/proof/madeUpBars.ts'
import type { Combination } from '../../backtest/sweep/combination.ts'
import { sweep } from '../../backtest/sweep/sweep.ts'
import { DEFAULT_ENGINE } from '../../domain/order.ts'
import { seededRandom } from '../../math/random.ts'
import { summarize } from '../../metrics/summary.ts'
import { bestLimit } from '../limit/limit.ts'
import { timeOf } from '../measure.ts'
import { type BenchRow, row } from '../row.ts'

const BARS = 1_000_000
const EXITS = { stopLoss: 0.02, takeProfit: 0.04 }
const RULE: Combination = {
  enterLong: { left: 'entry', is: 'above', right: 0 },
  exitLong: { left: 'exit', is: 'above', right: 0 },
  exits: EXITS,
}

export default async function oneColumnWithStops(): Promise<BenchRow[]> {
  const walk = walkingBars(seededRandom('minutes'), BARS, 0.001)
  const bars = { ...walk, time: walk.time.map((_, i) => i * 60_000) }
  const random = seededRandom('signals')
  const flag = (): Float64Array => Float64Array.from({ length: BARS }, () => (random() < 0.01 ? 1 : 0))
  const [entry, exit] = [flag(), flag()]
  const columns = [bars.open, bars.high, bars.low, bars.close, entry, exit]
  const { ours, limit } = await bestLimit('W2', columns, BARS, () =>
    timeOf(12, () => sweep(bars, { entry, exit }, [RULE], { perBar: '1m' })),
  )
  const daily = await timeOf(15, () => sweep(bars, { entry, exit }, [RULE]))
  const decide = (i: number, { side }: { side: number }): number =>
    side === 0 ? ((entry[i] as number) > 0 ? 1 : 0) : (exit[i] as number) > 0 ? 3 : 0
  const replay = () => simulate(bars, DEFAULT_ENGINE, EXITS, 0, decide)
  const engine = await timeOf(9, replay)
  const everything = await timeOf(5, () => summarize(accountHistory(replay(), bars, 0, '1m', DEFAULT_ENGINE.initialCash)))
  const { totalReturn, sharpeRatio, maxDrawdown, trades } = sweep(bars, { entry, exit }, [RULE], { perBar: '1m' })
  const sum = [totalReturn, sharpeRatio, maxDrawdown, trades].reduce((total, column) => total + (column[0] as number), 0)
  const same = limit !== undefined && Math.abs(sum / limit.checksum - 1) < 1e-9
  const against = { name: 'C, one thread', ms: limit?.ms, allowed: 3 }
  return [
    row('(2)', '1,000,000 bars, stop, target, slippage, fees, with figures', ours, against, same ? 'figures equal' : 'FIGURES DIFFER'),
    row('(2)', 'the same, daily Sharpe', daily.best, against),
    row('(2)', "the engine's kernel, with trades and equity curve", engine.best, { name: against.name, ms: limit?.ms }),
    row('(2)', 'that, and every figure of a report', everything.best, { name: against.name, ms: limit?.ms }),
  ]
}
