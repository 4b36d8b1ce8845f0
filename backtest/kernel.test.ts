import { describe, expect, it } from 'vitest'
import { ACTION, EXIT_REASONS, type EngineSettings, type ExitReason } from '../domain/order.ts'
import type { StrategyExits } from '../domain/strategy.ts'
import { simulate } from './kernel.ts'
import { barsOf } from './proof/madeUpBars.ts'
import { tradesOf } from './trades.ts'

type Row = readonly [number, number, number, number]
const FREE: EngineSettings = { costs: { feeBps: 0, slippageBps: 0 }, initialCash: 1000, sizeFraction: 1 }
const FLAT: Row = [100, 100, 100, 100]

/** Orders by bar; everything else is hold. */
function run(rows: readonly Row[], orders: Record<number, number>, exits: StrategyExits = {}, engine = FREE) {
  const bars = barsOf(rows)
  const result = simulate(bars, engine, exits, 0, (index) => orders[index] ?? ACTION.hold)
  return { result, trades: tradesOf(result, bars) }
}

interface Way {
  name: string
  side: 'long' | 'short'
  exits: StrategyExits
  /** Bars after the decision in bar 0; the position is opened at 100. */
  after: readonly Row[]
  /** Order at the close of bar 1 or later. */
  order?: number
  reason: ExitReason
  exitIndex: number
  price: number
  barsHeld: number
}

const quiet: Row = [100, 101, 99, 100]
// prettier-ignore
const WAYS: Way[] = [
  { name: 'signal at the next open', side: 'long', exits: {}, after: [quiet, [107, 109, 106, 108], quiet], order: 1, reason: 'signal', exitIndex: 2, price: 107, barsHeld: 1 },
  { name: 'signal at the next open', side: 'short', exits: {}, after: [quiet, [93, 94, 92, 93], quiet], order: 1, reason: 'signal', exitIndex: 2, price: 93, barsHeld: 1 },
  { name: 'stop in the entry bar', side: 'long', exits: { stopLoss: 0.05 }, after: [[100, 101, 94, 99], quiet], reason: 'stop_loss', exitIndex: 1, price: 95, barsHeld: 1 },
  { name: 'stop in the entry bar', side: 'short', exits: { stopLoss: 0.05 }, after: [[100, 106, 99, 99], quiet], reason: 'stop_loss', exitIndex: 1, price: 105, barsHeld: 1 },
  { name: 'stop touched to the tick', side: 'long', exits: { stopLoss: 0.05 }, after: [quiet, [100, 101, 95, 99], quiet], reason: 'stop_loss', exitIndex: 2, price: 95, barsHeld: 2 },
  { name: 'a gap through the stop fills at the open', side: 'long', exits: { stopLoss: 0.05 }, after: [quiet, [90, 92, 88, 91], quiet], reason: 'stop_loss', exitIndex: 2, price: 90, barsHeld: 2 },
  { name: 'a gap through the stop fills at the open', side: 'short', exits: { stopLoss: 0.05 }, after: [quiet, [110, 112, 108, 109], quiet], reason: 'stop_loss', exitIndex: 2, price: 110, barsHeld: 2 },
  { name: 'target', side: 'long', exits: { takeProfit: 0.05 }, after: [quiet, [101, 106, 100, 102], quiet], reason: 'take_profit', exitIndex: 2, price: 105, barsHeld: 2 },
  { name: 'target', side: 'short', exits: { takeProfit: 0.05 }, after: [quiet, [99, 100, 94, 98], quiet], reason: 'take_profit', exitIndex: 2, price: 95, barsHeld: 2 },
  { name: 'target touched to the tick', side: 'long', exits: { takeProfit: 0.05 }, after: [quiet, [101, 105, 100, 102], quiet], reason: 'take_profit', exitIndex: 2, price: 105, barsHeld: 2 },
  { name: 'a gap beyond the target fills at the limit', side: 'long', exits: { takeProfit: 0.05 }, after: [quiet, [110, 112, 109, 111], quiet], reason: 'take_profit', exitIndex: 2, price: 105, barsHeld: 2 },
  { name: 'stop and target in one bar: the stop', side: 'long', exits: { stopLoss: 0.05, takeProfit: 0.05 }, after: [quiet, [100, 106, 94, 105], quiet], reason: 'stop_loss', exitIndex: 2, price: 95, barsHeld: 2 },
  { name: 'stop and target in one bar: the stop', side: 'short', exits: { stopLoss: 0.05, takeProfit: 0.05 }, after: [quiet, [100, 106, 94, 95], quiet], reason: 'stop_loss', exitIndex: 2, price: 105, barsHeld: 2 },
  { name: 'opening beyond the target comes before the stop', side: 'long', exits: { stopLoss: 0.05, takeProfit: 0.05 }, after: [quiet, [108, 109, 90, 91], quiet], reason: 'take_profit', exitIndex: 2, price: 105, barsHeld: 2 },
  { name: 'trailing stop from the high of the bar before', side: 'long', exits: { trailingStop: 0.1 }, after: [[100, 120, 100, 118], [118, 119, 107, 110], quiet], reason: 'trailing_stop', exitIndex: 2, price: 108, barsHeld: 2 },
  { name: 'trailing stop from the low of the bar before', side: 'short', exits: { trailingStop: 0.1 }, after: [[100, 100, 80, 82], [82, 89, 81, 85], quiet], reason: 'trailing_stop', exitIndex: 2, price: 88, barsHeld: 2 },
  { name: 'a bar’s own high does not move its trailing stop', side: 'long', exits: { trailingStop: 0.1 }, after: [[100, 130, 95, 128], [128, 128, 120, 121], [121, 122, 119, 120]], reason: 'end_of_data', exitIndex: 3, price: 120, barsHeld: 3 },
  { name: 'the tighter of stop and trailing stop', side: 'long', exits: { stopLoss: 0.05, trailingStop: 0.1 }, after: [[100, 101, 96, 97], [97, 98, 94, 95], quiet], reason: 'stop_loss', exitIndex: 2, price: 95, barsHeld: 2 },
  { name: 'held for as many bars as allowed', side: 'long', exits: { maxBarsHeld: 2 }, after: [quiet, quiet, [103, 104, 102, 103], quiet], reason: 'max_bars_held', exitIndex: 3, price: 103, barsHeld: 2 },
  { name: 'open at the end', side: 'short', exits: {}, after: [quiet, [99, 99, 97, 98]], reason: 'end_of_data', exitIndex: 2, price: 98, barsHeld: 2 },
  { name: 'nothing is left', side: 'short', exits: {}, after: [quiet, [150, 210, 140, 160], quiet], reason: 'liquidation', exitIndex: 2, price: 200, barsHeld: 2 },
]

describe('every way out, without costs', () => {
  it.each(WAYS.map((way) => [`${way.side}: ${way.name}`, way] as const))('%s', (_title, way) => {
    const orders = {
      0: way.side === 'long' ? ACTION.enterLong : ACTION.enterShort,
      ...(way.order === undefined ? {} : { [way.order]: ACTION.exit }),
    }
    const { result, trades } = run([FLAT, ...way.after], orders, way.exits)
    const sign = way.side === 'long' ? 1 : -1
    expect(trades).toHaveLength(1)
    expect(trades[0]).toMatchObject({
      side: way.side,
      entryIndex: 1,
      entryPrice: 100,
      exitIndex: way.exitIndex,
      exitReason: way.reason,
      barsHeld: way.barsHeld,
    })
    expect(trades[0]!.exitPrice).toBeCloseTo(way.price, 10)
    expect(trades[0]!.profit).toBeCloseTo(sign * 10 * (way.price - 100), 8)
    expect(trades[0]!.return).toBeCloseTo((sign * (way.price - 100)) / 100, 10)
    expect(result.equity.at(-1)).toBeCloseTo(1000 + sign * 10 * (way.price - 100), 8)
  })
})

describe('costs', () => {
  const costly: EngineSettings = { costs: { feeBps: 100, slippageBps: 50 }, initialCash: 1000, sizeFraction: 1 }
  const rows: Row[] = [FLAT, [100, 100, 100, 100], [120, 120, 120, 120], FLAT]

  it('a long pays both fees and slips both ways', () => {
    const { result, trades } = run(rows, { 0: ACTION.enterLong, 1: ACTION.exit }, {}, costly)
    const quantity = 1000 / (100.5 * 1.01)
    expect(trades[0]!.quantity).toBeCloseTo(quantity, 10)
    expect(trades[0]!.entryPrice).toBeCloseTo(100.5, 10)
    expect(trades[0]!.exitPrice).toBeCloseTo(119.4, 10)
    expect(trades[0]!.fees).toBeCloseTo(quantity * 1.005 + quantity * 1.194, 10)
    expect(result.equity[1]).toBeCloseTo(quantity * 100, 8)
    expect(result.equity[3]).toBeCloseTo(quantity * 119.4 * 0.99, 8)
    expect(result.feesPaid).toBeCloseTo(trades[0]!.fees, 10)
    expect(result.tradedValue).toBeCloseTo(quantity * (100.5 + 119.4), 8)
  })

  it('a short keeps the proceeds as cash', () => {
    const { result, trades } = run(rows, { 0: ACTION.enterShort, 1: ACTION.exit }, {}, costly)
    const quantity = 1000 / (99.5 * 1.01)
    const proceeds = quantity * 99.5 * 0.99
    expect(result.equity[1]).toBeCloseTo(1000 + proceeds - quantity * 100, 8)
    expect(result.equity[3]).toBeCloseTo(1000 + proceeds - quantity * 120.6 * 1.01, 8)
    expect(trades[0]!.exitPrice).toBeCloseTo(120.6, 10)
  })

  it('a stop slips, a target does not, both pay the fee', () => {
    const stopped = run([FLAT, FLAT, [100, 100, 80, 90], FLAT], { 0: ACTION.enterLong }, { stopLoss: 0.1 }, costly)
    expect(stopped.trades[0]!.exitPrice).toBeCloseTo(100.5 * 0.9 * 0.995, 10)
    const reached = run([FLAT, FLAT, [100, 130, 100, 110], FLAT], { 0: ACTION.enterLong }, { takeProfit: 0.1 }, costly)
    expect(reached.trades[0]!.exitPrice).toBeCloseTo(100.5 * 1.1, 10)
    expect(reached.trades[0]!.fees).toBeCloseTo(reached.trades[0]!.quantity * 0.01 * (100.5 + 110.55), 10)
  })

  it('buying and holding has a closed form', () => {
    const held: Row[] = [FLAT, [100, 110, 95, 105], [106, 130, 104, 125], [125, 140, 120, 137]]
    const { result } = run(held, { 0: ACTION.enterLong }, {}, costly)
    expect(result.equity.at(-1)).toBeCloseTo((1000 / (100.5 * 1.01)) * 137 * 0.995 * 0.99, 8)
  })

  it('half the equity leaves the other half in cash', () => {
    const { result, trades } = run(rows, { 0: ACTION.enterLong, 1: ACTION.exit }, {}, { ...FREE, sizeFraction: 0.5 })
    expect(trades[0]!.quantity).toBeCloseTo(5, 12)
    expect(result.equity.at(-1)).toBeCloseTo(1100, 10)
    expect(trades[0]!.return).toBeCloseTo(0.1, 12)
  })
})

describe('ruin', () => {
  it('a gap beyond everything ends at nothing, never below, and nothing is traded afterwards', () => {
    const rows: Row[] = [FLAT, quiet, [500, 510, 490, 505], quiet, quiet, quiet]
    const { result, trades } = run(rows, { 0: ACTION.enterShort, 2: ACTION.enterLong, 3: ACTION.enterLong })
    expect(trades).toHaveLength(1)
    expect(trades[0]).toMatchObject({ exitReason: 'liquidation', exitPrice: 500, profit: -1000, return: -1 })
    expect([...result.equity]).toEqual([1000, 1000, 0, 0, 0, 0])
    expect(result.ruinedAt).toBe(2)
    expect([...result.actions]).toEqual([ACTION.enterShort, 0, 0, 0, 0, 0])
  })

  it('a stop that is nearer saves the account', () => {
    const { result } = run([FLAT, quiet, [100, 300, 90, 250], quiet], { 0: ACTION.enterShort }, { stopLoss: 0.2 })
    expect(result.equity.at(-1)).toBeCloseTo(800, 8)
    expect(result.ruinedAt).toBe(-1)
  })

  it('a small short survives a doubling', () => {
    const { result } = run([FLAT, quiet, [100, 210, 90, 200], quiet], { 0: ACTION.enterShort }, {}, { ...FREE, sizeFraction: 0.5 })
    expect(result.equity[2]).toBeCloseTo(500, 8)
  })
})

describe('what decide is asked and told', () => {
  it('is asked from tradeFrom to the last bar but one, and told the position', () => {
    const told: [number, number, number, number, number][] = []
    const bars = barsOf([FLAT, FLAT, FLAT, [100, 112, 100, 110], [110, 125, 110, 120], FLAT, FLAT])
    simulate(bars, FREE, {}, 1, (index, position) => {
      told.push([index, position.side, position.entryPrice, position.barsHeld, Math.round(position.unrealizedReturn * 1e6) / 1e6])
      return index === 2 ? ACTION.enterShort : index === 4 ? ACTION.exit : ACTION.hold
    })
    expect(told).toEqual([
      [1, 0, NaN, 0, NaN],
      [2, 0, NaN, 0, NaN],
      [3, -1, 100, 1, -0.1],
      [4, -1, 100, 2, -0.2],
      [5, 0, NaN, 0, NaN],
    ])
  })

  it('a stop and a new entry: flat at the close, in again at the next open', () => {
    const { trades } = run(
      [FLAT, [100, 100, 90, 95], [100, 100, 99, 100], FLAT],
      { 0: ACTION.enterLong, 1: ACTION.enterLong },
      { stopLoss: 0.05 },
    )
    expect(trades.map((trade) => [trade.entryIndex, trade.exitReason])).toEqual([
      [1, 'stop_loss'],
      [2, 'end_of_data'],
    ])
  })

  it('cannot be entered twice nor left when flat', () => {
    const { result, trades } = run([FLAT, FLAT, FLAT, FLAT, FLAT], { 0: ACTION.exit, 1: ACTION.enterLong, 2: ACTION.enterShort })
    expect([...result.actions]).toEqual([0, ACTION.enterLong, 0, 0, 0])
    expect(trades).toHaveLength(1)
  })

  it('no bars and one bar are simulations too', () => {
    expect(run([], {}).result.equity).toHaveLength(0)
    expect([...run([FLAT], { 0: ACTION.enterLong }).result.equity]).toEqual([1000])
  })

  it('bars whose high or low forgets the close are read as if they did not', () => {
    const { trades } = run([FLAT, [100, 100, 100, 80], FLAT], { 0: ACTION.enterLong }, { stopLoss: 0.1 })
    expect(trades[0]).toMatchObject({ exitReason: 'stop_loss', exitIndex: 1 })
  })

  it('prices that make no sense stop the run instead of passing through', () => {
    expect(() => run([FLAT, [100, 100, 100, NaN], FLAT], { 0: ACTION.enterLong })).toThrow('bug in the engine')
  })
})

it('exit reasons are written as their places in EXIT_REASONS', () => {
  expect(EXIT_REASONS).toEqual(['signal', 'stop_loss', 'take_profit', 'trailing_stop', 'max_bars_held', 'end_of_data', 'liquidation'])
})
