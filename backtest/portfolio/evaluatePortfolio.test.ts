import { afterAll, describe, expect, it } from 'vitest'
import type { Bars } from '../../domain/bars.ts'
import { DEFAULT_ENGINE } from '../../domain/order.ts'
import { seededRandom } from '../../math/random.ts'
import { openSandbox } from '../../sandbox/pool.ts'
import { strategySource } from '../../sandbox/source.ts'
import { evaluateStrategy } from '../evaluate.ts'
import { noLedger } from '../proof/noLedger.ts'
import { walkingBars } from '../proof/madeUpBars.ts'
import { copyUntil } from '../prepare.ts'
import { evaluatePortfolio, type PortfolioEvaluation, type PortfolioMember, type PortfolioRequest } from './evaluatePortfolio.ts'

const HOUR = 3_600_000
const sandbox = openSandbox({ processes: 1, timeoutMs: 20_000 })
afterAll(() => sandbox.close())

const CROSS = `export default class Cross extends Strategy {
  static params = { slow: [24, 48] }
  static needs = { indicators: { fast: ['sma', { period: 6 }], slow: ['sma', { period: 'slow' }] } }
  static exits = { stopLoss: 0.05 }
  entries = 0
  shouldEnter(bar) { if (bar.fast > bar.slow) { this.entries++; return 'long' } return 'none' }
  shouldExit(bar, position) { return bar.fast < bar.slow || position.barsHeld > 40 }
}`
const member = (symbol: string, seed: number, length = 1200): PortfolioMember => {
  const bars = walkingBars(seededRandom(seed), length, 0.01)
  return { symbol, bars, from: bars.time[0]! }
}
const later = ({ bars, ...rest }: PortfolioMember, hours: number): PortfolioMember => {
  const moved: Bars = { ...bars, time: bars.time.map((stamp) => stamp + hours * HOUR) }
  return { ...rest, bars: moved, from: moved.time[0]! }
}
const request = (members: readonly PortfolioMember[], change: Partial<PortfolioRequest> = {}): PortfolioRequest => ({
  sandbox,
  source: strategySource(CROSS),
  members,
  timeframe: '1h',
  to: Infinity,
  engine: { ...DEFAULT_ENGINE, sizeFraction: 0.4 },
  seed: 3,
  ledger: () => undefined,
  ...change,
})
async function evaluated(members: readonly PortfolioMember[], change: Partial<PortfolioRequest> = {}) {
  const outcome = await evaluatePortfolio(request(members, change))
  if (!outcome.ok) throw new Error(outcome.failure.message)
  return outcome
}

describe('a strategy on several symbols in one account, sandboxed', () => {
  it('of one symbol is the strategy on that symbol', async () => {
    const one = member('a', 1)
    const { metrics, members, daily, params } = await evaluated([one])
    const engine = { ...DEFAULT_ENGINE, sizeFraction: 0.4, longestHaltMs: 7 * 24 * HOUR }
    const alone = await evaluateStrategy({
      sandbox,
      source: strategySource(CROSS),
      bars: one.bars,
      timeframe: '1h',
      engine,
      seed: 3,
      ledger: noLedger,
    })
    if (!alone.ok) throw new Error(alone.failure.message)
    expect(members[0]!.trades).toEqual(alone.trades)
    expect(metrics).toEqual(alone.metrics)
    expect(daily).toEqual(alone.daily)
    expect(params).toEqual({ slow: 24 })
  })

  it('sees each symbol’s own bars and real position: what had no money is entered later', async () => {
    const members = [member('a', 1), later(member('b', 2), 5), later(member('c', 3), 300)]
    const outcome = await evaluated(members, { engine: { ...DEFAULT_ENGINE, sizeFraction: 0.6 } })
    const longest = Math.max(...outcome.members.map(({ trades }) => trades.length))
    expect(longest).toBeGreaterThan(10)
    // Three times 0.6 do not fit: some entry was dropped, and asked for again.
    expect(outcome.account.orders_dropped).toBeGreaterThan(0)
    expect(outcome.metrics.num_trades).toBe(outcome.members.reduce((sum, { trades }) => sum + trades.length, 0))
    const profit = outcome.members.reduce((sum, one) => sum + one.profit, 0)
    expect(outcome.equity.at(-1)).toBeCloseTo(10_000 + profit, 6)
    expect(outcome.metrics.accounting_residual).toBeLessThan(1e-9)
  })

  it('knows nothing of later bars: the orders before a cut stay when what follows is another market', async () => {
    const members = [member('a', 1), member('b', 2)]
    const cut = 700
    const others = members.map(({ bars, ...rest }) => {
      const other = (column: Float64Array): Float64Array => column.map((price, i) => (i < cut ? price : price * (1 + 0.5 * Math.sin(i))))
      return { ...rest, bars: { ...bars, open: other(bars.open), high: other(bars.high), low: other(bars.low), close: other(bars.close) } }
    })
    const before = ({ members: results }: Extract<PortfolioEvaluation, { ok: true }>) =>
      results.map(({ trades }) => trades.filter(({ exitIndex }) => exitIndex < cut - 1))
    expect(before(await evaluated(others))).toEqual(before(await evaluated(members)))
  })

  it('loads nothing behind the common end, and takes another point of the grid', async () => {
    const members = [member('a', 1), member('b', 2)]
    const to = members[0]!.bars.time[600]!
    const inside = await evaluated(members, { to, params: { slow: 48 } })
    expect(inside.time.at(-1)).toBe(to - HOUR)
    expect(inside.params).toEqual({ slow: 48 })
    const short = members.map(({ bars, ...rest }) => ({
      ...rest,
      bars: copyUntil(bars, 600),
    }))
    expect(await evaluated(short, { params: { slow: 48 } })).toEqual(inside)
  })

  it('tells what was delisted, and keeps its loss', async () => {
    const dying = member('dead', 5, 600)
    for (const name of ['open', 'high', 'low', 'close'] as const) for (let i = 560; i < 600; i++) dying.bars[name][i]! *= 0.9 ** (i - 559)
    const hold = strategySource(`export default class Hold extends Strategy {
      static needs = { warmupBars: 1 }
      shouldEnter() { return 'long' }
      shouldExit() { return false }
    }`)
    const { members, metrics } = await evaluated([dying, member('alive', 6)], { source: hold })
    expect(members[0]!.delistedAt).toEqual([dying.bars.time[599]])
    expect(members[1]!.delistedAt).toEqual([])
    expect(members[0]!.trades).toHaveLength(1)
    expect(members[0]!.trades[0]).toMatchObject({ exitReason: 'end_of_data', exitIndex: 599 })
    expect(members[0]!.profit).toBeLessThan(-3500)
    expect(metrics.total_return).toBeLessThan(0)
  })

  it('a strategy that fails is a value that names the symbol, and is told to the ledger', async () => {
    const told: PortfolioEvaluation[] = []
    const broken = strategySource(CROSS.replace('return bar.fast < bar.slow', 'if (bar.close > 1e9) return 1; return bar.nope < 1'))
    const outcome = await evaluatePortfolio(request([member('a', 1), member('b', 2)], { source: broken, ledger: (one) => told.push(one) }))
    expect(outcome).toMatchObject({ ok: false, failure: { stage: 'backtest', code: 'unknown_field' } })
    expect(told).toEqual([outcome])
    const short = await evaluatePortfolio(request([member('a', 1), member('b', 2, 10)]))
    expect(short).toMatchObject({ ok: false, failure: { code: 'too_few_bars' } })
  })
})
