import { describe, expect, it } from 'vitest'
import { storeSeries } from '../data/contracts/storeSeries.ts'
import { storeBars } from '../data/lake/storeBars.ts'
import { openWorkspace, type Workspace } from '../data/workspace.ts'
import type { Dataset } from '../domain/dataset.ts'
import { ACTION, DEFAULT_ENGINE } from '../domain/order.ts'
import { temporaryHome } from '../fixtures/home.ts'
import { seededRandom } from '../math/random.ts'
import { evaluateStrategy } from './evaluate.ts'
import { walkingBars } from './proof/madeUpBars.ts'
import { noLedger } from './proof/noLedger.ts'
import { openSandboxWithoutWalls } from './proof/openSandbox.ts'
import { describeTerms, tradingTerms } from './tradingTerms.ts'

const bars = walkingBars(seededRandom('terms'), 60 * 24, 0.01)
const everyEighth = bars.time.filter((_, i) => i % 8 === 0)
const RATE = 0.0003
const source = { name: 'made up', notes: [] }
const window = { from: bars.time[0]!, to: bars.time.at(-1)! + 3_600_000 }

async function stored(exchange: string, symbol = 'BTCUSDT-PERP'): Promise<{ workspace: Workspace; dataset: Dataset }> {
  const workspace = openWorkspace(temporaryHome())
  const { dataset } = await storeBars(workspace, { exchange, symbol, timeframe: '1h', synthetic: false, bars })
  return { workspace, dataset }
}

async function withFunding(exchange: string, time = everyEighth, symbol?: string) {
  const { workspace, dataset } = await stored(exchange, symbol)
  const none = new Float64Array(time.length).fill(NaN)
  const rows = { time, open: time.map(() => RATE), high: none, low: none, close: none, volume: none }
  const key = { kind: 'funding', exchange, symbol: dataset.symbol, timeframe: null } as const
  await storeSeries(workspace, { key, rows, source })
  return { workspace, dataset }
}

describe('tradingTerms', () => {
  it('of what the lake has no funding rates of are the standard ones, whatever its name', async () => {
    const { workspace, dataset } = await stored('binance')
    const terms = await tradingTerms(workspace, dataset, DEFAULT_ENGINE)
    expect(terms).toEqual({ engine: DEFAULT_ENGINE, market: undefined, contract: undefined })
    expect(describeTerms(terms, window)).toEqual([])
  })

  it.each([['BTCUSDT-PERP'], ['BTCUSDT']])('of a contract are its funding and its exchange’s fees of contracts: %s', async (symbol) => {
    const { workspace, dataset } = await withFunding('binance', everyEighth, symbol)
    const terms = await tradingTerms(workspace, dataset, DEFAULT_ENGINE)
    expect(terms.engine).toEqual({ ...DEFAULT_ENGINE, costs: { ...DEFAULT_ENGINE.costs, makerFeeBps: 2, takerFeeBps: 5 } })
    expect(terms.market?.funding?.rate).toHaveLength(everyEighth.length)
    expect(describeTerms(terms, window)).toEqual([expect.stringMatching(/2 bp for makers and 5 bp for takers \(binance, contracts\)/)])
  })

  it('charge the standard fee where ccxt knows none, and say where the rates end', async () => {
    const { workspace, dataset } = await withFunding('bybit', everyEighth.slice(0, 90))
    const terms = await tradingTerms(workspace, dataset, DEFAULT_ENGINE)
    expect(terms.engine).toEqual(DEFAULT_ENGINE)
    expect(describeTerms(terms, window)).toEqual([
      expect.stringMatching(/10 bp a side, because ccxt ships no fees/),
      expect.stringMatching(/only: outside, holding costs nothing/),
    ])
  })

  it('take from who holds a contract what its funding is', async () => {
    const { workspace, dataset } = await withFunding('bybit')
    const { engine, market } = await tradingTerms(workspace, dataset, DEFAULT_ENGINE)
    const sandbox = openSandboxWithoutWalls({}, () => (index) => (index === 0 ? ACTION.enterLong : ACTION.hold))
    const request = { sandbox, source: { text: '', hash: '' }, bars, timeframe: '1h', seed: 1, engine, ledger: noLedger } as const
    const [free, charged] = [await evaluateStrategy(request), await evaluateStrategy({ ...request, market })]
    if (!free.ok || !charged.ok) throw new Error('It failed.')
    // In at the second bar: all stamps but the first, on what the position is worth.
    const quantity = charged.trades[0]!.quantity
    const due = everyEighth.slice(1).reduce((sum, time) => sum + RATE * quantity * bars.open[bars.time.indexOf(time)]!, 0)
    expect(charged.account.funding_paid).toBeCloseTo(due, 6)
    const lost = (free.metrics.total_return - charged.metrics.total_return) * engine.initialCash
    expect(lost).toBeCloseTo(due, 6)
  })
})
