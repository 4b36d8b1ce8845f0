import { describe, expect, it } from 'vitest'
import type { MarketData } from '../../domain/market.ts'
import { ACTION, type EngineSettings } from '../../domain/order.ts'
import { FLAT, FREE, HOUR, run, START, type Order, type Row } from '../proof/workedRun.ts'

describe('costs', () => {
  it('a market order pays the taker’s fee and half the spread, a target the maker’s fee and neither', () => {
    const costs = { feeBps: 50, slippageBps: 0, takerFeeBps: 100, makerFeeBps: 20, halfSpreadBps: 10 }
    const { trades } = run(
      [FLAT, FLAT, [100, 130, 100, 110], FLAT],
      { 0: ACTION.enterLong },
      { ...FREE, costs },
      { exits: { takeProfit: 0.1 } },
    )
    expect(trades[0]!.entryPrice).toBeCloseTo(100.1, 10)
    expect(trades[0]!.exitPrice).toBeCloseTo(110.11, 10)
    expect(trades[0]!.fees).toBeCloseTo(trades[0]!.quantity * (0.01 * 100.1 + 0.002 * 110.11), 10)
  })

  it('impact grows with the root of the order', () => {
    // Log returns of ±ln 1.01: their standard deviation over four is ln 1.01 · √(4/3).
    const rows: Row[] = [0, 1, 0, 1, 0].map((up): Row => (up === 1 ? [101, 101, 101, 101] : FLAT)).concat([FLAT, FLAT])
    const paid = (cash: number): number => {
      const engine = { ...FREE, initialCash: cash, costs: { feeBps: 0, slippageBps: 0, impact: { coefficient: 0.5, lookbackBars: 4 } } }
      return run(rows, { 4: ACTION.enterLong }, engine, { volume: 100 }).trades[0]!.entryPrice
    }
    const deviation = Math.log(1.01) * Math.sqrt(4 / 3)
    expect(paid(100)).toBeCloseTo(100 * (1 + 0.5 * deviation * Math.sqrt(100 / (100 * 100))), 9)
    expect((paid(400) - 100) / (paid(100) - 100)).toBeCloseTo(2, 9)
  })

  it('a tenth of the volume a bar: an order goes in and out over several opens', () => {
    const rows: Row[] = [FLAT, FLAT, [110, 110, 110, 110], FLAT, [120, 120, 120, 120], [90, 90, 90, 90], FLAT, FLAT]
    const engine = { ...FREE, costs: { feeBps: 0, slippageBps: 0, participation: 0.1 } }
    const { result, trades } = run(rows, { 0: ACTION.enterLong, 3: ACTION.exit }, engine, { volume: 40 })
    // 4 at 100, 4 at 110, then the last 160 at 100: 1.6. Out: 4 at 120, 4 at 90, 1.6 at 100.
    expect(trades).toHaveLength(1)
    expect(trades[0]!.quantity).toBeCloseTo(9.6, 12)
    expect(trades[0]!.entryPrice).toBeCloseTo(1000 / 9.6, 10)
    expect(trades[0]!.exitPrice).toBeCloseTo((4 * 120 + 4 * 90 + 160) / 9.6, 10)
    expect(trades[0]).toMatchObject({ entryIndex: 1, exitIndex: 6, exitReason: 'signal' })
    expect([...result.equity].map((equity) => Math.round(equity * 1e6) / 1e6)).toEqual([1000, 1000, 1040, 960, 1152, 984, 1000, 1000])
  })

  it('funding: 0.01 % of 10,000 is 1, from the long, at the stamp, though it comes 8 ms late', () => {
    const rows = Array.from({ length: 12 }, () => FLAT)
    const funding = { time: Float64Array.of(START, START + 8 * HOUR + 8), rate: Float64Array.of(0.5, 0.0001) }
    const engine = { ...FREE, initialCash: 10_000 }
    const long = run(rows, { 0: ACTION.enterLong }, engine, { market: { funding } })
    expect([long.result.equity[7], long.result.equity[8], long.result.fundingPaid]).toEqual([10_000, 9_999, 1])
    expect(run(rows, { 0: ACTION.enterShort }, engine, { market: { funding } }).result.equity[8]).toBe(10_001)
    // Out at the open of the stamp still pays, in at that open does not.
    expect(run(rows, { 0: ACTION.enterLong, 7: ACTION.exit }, engine, { market: { funding } }).result.fundingPaid).toBe(1)
    expect(run(rows, { 7: ACTION.enterLong }, engine, { market: { funding } }).result.fundingPaid).toBe(0)
  })

  it('borrow: a short of 1000 at 8760 bp a year pays a ten-thousandth of it an hour', () => {
    const rows = Array.from({ length: 5 }, () => FLAT)
    const costs = { feeBps: 0, slippageBps: 0, borrowBpsPerYear: 8760 }
    const { result } = run(rows, { 0: ACTION.enterShort, 2: ACTION.exit }, { ...FREE, costs })
    expect(result.borrowPaid).toBeCloseTo(2 * 1000 * 0.0001, 12)
    expect(run(rows, { 0: ACTION.enterLong }, { ...FREE, costs }).result.borrowPaid).toBe(0)
  })

  it('quantities come in lots, and an order below the least is dropped and counted', () => {
    const lots = { quantityStep: 0.3, minNotional: 950 }
    const { trades } = run([FLAT, FLAT, FLAT], { 0: ACTION.enterLong }, { ...FREE, lots })
    expect(trades[0]!.quantity).toBeCloseTo(9.9, 12)
    const none = run([FLAT, FLAT, FLAT], { 0: ACTION.enterLong }, { ...FREE, sizeFraction: 0.9, lots })
    expect([none.trades.length, none.result.ordersDropped]).toEqual([0, 1])
  })
})

describe('isolated margin', () => {
  const margin = { leverage: 10, maintenanceFraction: 0.005, liquidationFeeBps: 0 }
  const engine: EngineSettings = { ...FREE, sizeFraction: 0.5, margin }

  it.each([
    // entry · (1 − 1/leverage) / (1 − maintenance), as exchanges publish it for linear contracts; mirrored for a short.
    ['long', ACTION.enterLong, [100, 101, 80, 85] as Row, (100 * (1 - 0.1)) / (1 - 0.005)],
    ['short', ACTION.enterShort, [100, 120, 99, 115] as Row, (100 * (1 + 0.1)) / (1 + 0.005)],
  ])('a %s is liquidated at the published price, loses its margin and no more, and the account stops', (_side, order, bar, price) => {
    const { result, trades } = run([FLAT, FLAT, bar, FLAT, FLAT], { 0: order, 2: ACTION.enterLong }, engine)
    expect(trades).toHaveLength(1)
    expect(trades[0]).toMatchObject({ exitReason: 'liquidation', exitIndex: 2 })
    expect(trades[0]!.exitPrice).toBeCloseTo(price, 9)
    expect(result.equity[2]).toBeGreaterThanOrEqual(500)
    expect(result.equity[2]).toBeLessThan(530)
    expect([result.ruinedAt, result.actions[2]]).toEqual([2, ACTION.hold])
  })

  it('a gap beyond the margin costs the margin, exactly', () => {
    const { result, trades } = run([FLAT, FLAT, [50, 51, 49, 50], FLAT], { 0: ACTION.enterLong }, engine)
    expect(trades[0]).toMatchObject({ exitPrice: 50, profit: -500 })
    expect(result.equity.at(-1)).toBe(500)
  })

  it('the mark price decides: a wick in the trades alone does nothing, a mark alone liquidates', () => {
    const rows: Row[] = [FLAT, FLAT, [100, 101, 80, 99], [99, 100, 98, 99], FLAT]
    const mark = (low: number): MarketData => ({
      mark: { time: Float64Array.of(START + 2 * HOUR), open: Float64Array.of(100), high: Float64Array.of(101), low: Float64Array.of(low) },
    })
    expect(run(rows, { 0: ACTION.enterLong }, engine, { market: mark(95) }).trades[0]!.exitReason).toBe('end_of_data')
    const calm: Row[] = [FLAT, FLAT, [100, 101, 97, 99], FLAT]
    expect(run(calm, { 0: ACTION.enterLong }, engine, { market: mark(85) }).trades[0]!.exitReason).toBe('liquidation')
  })

  it('ten times the leverage is ten times the gain', () => {
    const { trades } = run([FLAT, FLAT, [105, 105, 105, 105], FLAT, FLAT], { 0: ACTION.enterLong, 1: ACTION.exit }, engine)
    expect(trades[0]!.profit).toBeCloseTo(0.5 * 1000 * 10 * 0.05, 9)
  })
})

describe('orders', () => {
  const costs = { feeBps: 0, slippageBps: 100, makerFeeBps: 0, takerFeeBps: 0 }
  const engine: EngineSettings = { ...FREE, costs }
  const cases: [string, Order, Row[], { entryIndex: number; entryPrice: number } | 'expired'][] = [
    ['a limit that is touched, at its price', { limit: 95 }, [[100, 101, 95, 99]], { entryIndex: 1, entryPrice: 95 }],
    [
      'a limit that is not reached in its bar',
      { limit: 95 },
      [
        [100, 101, 95.01, 99],
        [90, 90, 90, 90],
      ],
      'expired',
    ],
    ['a limit that waits for two bars', { limit: 95, bars: 2 }, [FLAT, [96, 97, 94, 96]], { entryIndex: 2, entryPrice: 95 }],
    ['a limit that opens better on arrival: the open, slipped', { limit: 95 }, [[90, 99, 89, 98]], { entryIndex: 1, entryPrice: 90.9 }],
    ['no worse than the limit on arrival', { limit: 100.5 }, [FLAT], { entryIndex: 1, entryPrice: 100.5 }],
    [
      'a limit that waited is filled at its price through a gap',
      { limit: 95, bars: 2 },
      [FLAT, [90, 99, 89, 98]],
      { entryIndex: 2, entryPrice: 95 },
    ],
    ['a stop, slipped', { stop: 110 }, [[100, 111, 99, 105]], { entryIndex: 1, entryPrice: 111.1 }],
    ['a stop through a gap: the open', { stop: 110 }, [[120, 121, 119, 120]], { entryIndex: 1, entryPrice: 121.2 }],
    ['a stop-limit within its limit', { stop: 110, limit: 110.5 }, [[100, 115, 99, 114]], { entryIndex: 1, entryPrice: 110.5 }],
    [
      'a stop-limit gapped over, then back at its limit',
      { stop: 110, limit: 112, bars: 2 },
      [
        [120, 121, 111, 120],
        [119, 119, 111, 115],
      ],
      { entryIndex: 2, entryPrice: 112 },
    ],
    ['a short’s limit above', { short: true, limit: 105 }, [[100, 105, 99, 100]], { entryIndex: 1, entryPrice: 105 }],
    ['a short’s stop below', { short: true, stop: 95 }, [[100, 101, 94, 96]], { entryIndex: 1, entryPrice: 94.05 }],
  ]
  it.each(cases)('%s', (_title, order, after, expected) => {
    const { result, trades } = run([FLAT, ...after, FLAT, FLAT], { 0: order }, engine)
    if (expected === 'expired') expect([trades.length, result.ordersExpired]).toEqual([0, 1])
    else {
      expect(trades[0]!.entryIndex).toBe(expected.entryIndex)
      expect(trades[0]!.entryPrice).toBeCloseTo(expected.entryPrice, 10)
    }
  })

  const free: EngineSettings = FREE
  it.each([
    [
      'a bracket’s stop, in the bar of its limit entry',
      { limit: 95, stopLossPrice: 90, takeProfitPrice: 99 },
      [100, 100, 89, 94] as Row,
      'stop_loss',
      90,
    ],
    [
      'no target from a high that may have come before the limit',
      { limit: 95, takeProfitPrice: 99 },
      [100, 100, 94, 96] as Row,
      'end_of_data',
      96,
    ],
    ['a target from the close after a limit', { limit: 95, takeProfitPrice: 97 }, [100, 100, 94, 98] as Row, 'take_profit', 97],
    ['a target from the high after a stop', { stop: 105, takeProfitPrice: 108 }, [100, 109, 99, 101] as Row, 'take_profit', 108],
    [
      'stop before target after a stop entry',
      { stop: 105, stopLossPrice: 100, takeProfitPrice: 108 },
      [101, 109, 99, 101] as Row,
      'stop_loss',
      100,
    ],
  ])('%s', (_title, order, bar, reason, price) => {
    const { trades } = run([FLAT, bar, [96, 96, 96, 96]], { 0: order }, free)
    expect(trades[0]).toMatchObject({ exitReason: reason })
    expect(trades[0]!.exitPrice).toBeCloseTo(price, 10)
  })

  it('finer bars know what the bar does not: the target came before the stop', () => {
    const rows: Row[] = [FLAT, FLAT, [100, 110, 90, 95], FLAT]
    const exits = { stopLoss: 0.05, takeProfit: 0.05 }
    expect(run(rows, { 0: ACTION.enterLong }, free, { exits }).trades[0]!.exitReason).toBe('stop_loss')
    const finer = {
      time: Float64Array.of(START + 2 * HOUR, START + 2.5 * HOUR),
      open: Float64Array.of(100, 108),
      high: Float64Array.of(110, 108),
      low: Float64Array.of(99, 90),
      close: Float64Array.of(108, 95),
    }
    expect(run(rows, { 0: ACTION.enterLong }, free, { exits, market: { finer } }).trades[0]).toMatchObject({
      exitReason: 'take_profit',
      exitPrice: 105,
    })
  })

  it('size is a share of the engine’s own', () => {
    const { trades } = run([FLAT, FLAT, FLAT], { 0: { size: 0.25 } }, { ...free, sizeFraction: 0.5 })
    expect(trades[0]!.quantity).toBeCloseTo(1.25, 12)
  })
})

describe('sizing', () => {
  it('a target of half the realised volatility is half a position, of twice it a whole one', () => {
    const rows: Row[] = [0, 1, 0, 1, 0].map((up): Row => (up === 1 ? [101, 101, 101, 101] : FLAT)).concat([FLAT, FLAT])
    const annual = Math.log(1.01) * Math.sqrt(4 / 3) * Math.sqrt(8760)
    const quantity = (target: number): number | undefined => {
      const sizing = { kind: 'volatility_target' as const, annualVolatility: target * annual, barsPerYear: 8760, lookbackBars: 4 }
      return run(rows, { 4: ACTION.enterLong }, { ...FREE, sizing }).trades[0]?.quantity
    }
    expect(quantity(0.5)).toBeCloseTo(5, 9)
    expect(quantity(2)).toBeCloseTo(10, 9)
  })

  it('Kelly: mean over variance of the trades before, and nothing after losses', () => {
    const trade = (exit: number): Row[] => [FLAT, [exit, exit, exit, exit]]
    const play = (exits: number[], fraction: number) => {
      const rows = [...exits.flatMap(trade), FLAT, FLAT]
      const orders = Object.fromEntries(rows.map((_, i) => [i, i % 2 === 0 ? ACTION.enterLong : ACTION.exit]))
      const sizing = { kind: 'kelly' as const, fraction, cap: 1, minTrades: 2, startFraction: 0.1 }
      return run([FLAT, ...rows], orders, { ...FREE, sizing })
    }
    // Entered at 100, left at the open of the next bar: returns of +60 % and −20 % have mean 0.2 and variance 0.32.
    const won = play([160, 80], 0.5)
    expect(won.trades).toHaveLength(3)
    expect(won.trades[2]!.quantity * 100).toBeCloseTo(0.5 * (0.2 / 0.32) * won.result.equity[4]!, 6)
    const lost = play([80, 90], 0.5)
    expect([lost.trades.length, lost.result.ordersDropped]).toEqual([2, 1])
  })
})
