import { describe, expect, it } from 'vitest'
import { ACTION, type EngineSettings, type Sizing } from '../../domain/order.ts'
import { simulate } from '../kernel.ts'
import { barsOf } from '../proof/madeUpBars.ts'
import { plainAccount } from '../proof/plainAccount.ts'

type Row = readonly [number, number, number, number]
const at = (price: number): Row => [price, price, price, price]

/** Value of each position at its entry over the equity then, by the engine and by the account that is written for the eye. */
function worths(rows: readonly Row[], wishes: readonly number[], sizing: Sizing, leverage: number, sizeFraction = 1): number[] {
  const bars = { ...barsOf(rows), volume: new Float64Array(rows.length).fill(1e6) }
  const margin = { leverage, maintenanceFraction: 0, liquidationFeeBps: 0 }
  const engine: EngineSettings = { costs: { feeBps: 0, slippageBps: 0 }, initialCash: 1000, sizeFraction, sizing, margin }
  const { trades } = simulate(bars, engine, {}, 0, (index) => wishes[index] ?? ACTION.hold)
  const plain = plainAccount([{ bars, market: {}, exits: {}, tradeFrom: 0, wishes, tickets: [] }], engine).legs[0]!.trades
  const values = plain.map((_, i) => trades.quantity[i]! * trades.entryPrice[i]!)
  values.forEach((value, i) => expect(value).toBeCloseTo(plain[i]!.quantity * plain[i]!.entryPrice, 9))
  return values.map((value, i) => value / trades.equityAtEntry[i]!)
}

describe('sizing with leverage', () => {
  // Log returns of ±ln 1.01: their standard deviation over four is ln 1.01 · √(4/3).
  const rows = [100, 101, 100, 101, 100, 100, 100].map(at)
  const annual = Math.log(1.01) * Math.sqrt(4 / 3) * Math.sqrt(8760)
  const targeted = (target: number, leverage: number, sizeFraction?: number): number => {
    const sizing = { kind: 'volatility_target' as const, annualVolatility: target * annual, barsPerYear: 8760, lookbackBars: 4 }
    const [worth = NaN] = worths(rows, [0, 0, 0, 0, ACTION.enterLong, 0, 0], sizing, leverage, sizeFraction)
    return worth
  }

  it('a volatility target is the account’s: the position is worth the same at every leverage', () => {
    expect(targeted(0.5, 1)).toBeCloseTo(0.5, 9)
    expect(targeted(0.5, 5)).toBeCloseTo(0.5, 9)
    expect(targeted(0.5, 5, 0.4)).toBeCloseTo(0.2, 9)
  })

  it('a target above what was realised takes leverage, as far as its margin goes', () => {
    expect(targeted(2, 1)).toBeCloseTo(1, 9)
    expect(targeted(2, 5)).toBeCloseTo(2, 9)
    expect(targeted(20, 5)).toBeCloseTo(5, 9)
    expect(targeted(20, 5, 0.4)).toBeCloseTo(2, 9)
  })

  it('Kelly’s fraction is of the position’s value, from the first trades on', () => {
    // Entered at 100, left at the open of the next bar: returns of +10 % and −5 % have mean 0.025 and variance 0.01125.
    const prices = [100, 100, 110, 100, 95, 100, 100].map(at)
    const wishes = [ACTION.enterLong, ACTION.exit, ACTION.enterLong, ACTION.exit, ACTION.enterLong, ACTION.hold, ACTION.hold]
    const kelly = { kind: 'kelly' as const, fraction: 0.25, cap: 1, minTrades: 2, startFraction: 0.1 }
    for (const leverage of [1, 5]) {
      const [first, second, third] = worths(prices, wishes, kelly, leverage)
      expect(first).toBeCloseTo(0.1, 9)
      expect(second).toBeCloseTo(0.1, 9)
      expect(third).toBeCloseTo(0.25 * (0.025 / 0.01125), 9)
      expect(worths(prices, wishes, { ...kelly, cap: 0.3 }, leverage)[2]).toBeCloseTo(0.3, 9)
    }
  })
})
