import { describe, expect, it } from 'vitest'
import { ACTION, type EngineSettings, type OrderTicket } from '../../domain/order.ts'
import { FLAT, FREE, HOUR, run, START, type Row } from '../proof/workedRun.ts'

/** Finer bars, evenly spread over the hour of bar `place`. */
function within(place: number, rows: readonly Row[]) {
  const column = (k: 0 | 1 | 2 | 3): Float64Array => Float64Array.from(rows, (row) => row[k])
  const time = Float64Array.from(rows, (_, i) => START + place * HOUR + (i * HOUR) / rows.length)
  return { time, open: column(0), high: column(1), low: column(2), close: column(3) }
}

describe('finer bars that do not make up their bar', () => {
  const rows: Row[] = [FLAT, FLAT, [100, 102, 90, 99], FLAT]
  const exits = { stopLoss: 0.05, takeProfit: 0.02 }
  const whole: Row[] = [
    [100, 102, 99, 101],
    [101, 101, 90, 99],
  ]
  const exit = (parts: readonly Row[]) => run(rows, { 0: ACTION.enterLong }, FREE, { exits, market: { finer: within(2, parts) } }).trades[0]

  it('are not asked: what is missing may have stopped the position', () => {
    expect(exit(whole)).toMatchObject({ exitReason: 'take_profit', exitPrice: 102 })
    const partial: Record<string, Row[]> = {
      'the low is missing': [whole[0]!, [101, 101, 97, 99]],
      'the high is missing': [[100, 101, 99, 101], whole[1]!],
      'the beginning is missing': [[100.5, 102, 99, 101], whole[1]!],
      'the end is missing': [[100, 102, 90, 101]],
    }
    for (const [what, parts] of Object.entries(partial))
      expect([what, exit(parts)]).toMatchObject([what, { exitReason: 'stop_loss', exitPrice: 95 }])
  })
})

describe('an entry that the open fills', () => {
  const market = { funding: { time: Float64Array.of(START + HOUR + HOUR / 3), rate: Float64Array.of(0.001) } }
  const paid = (order: Partial<OrderTicket> | number): number => run([FLAT, FLAT, FLAT], { 0: order }, FREE, { market }).result.fundingPaid
  const borrow: EngineSettings = { ...FREE, costs: { ...FREE.costs, borrowBpsPerYear: 8760 } }
  const lent = (order: Partial<OrderTicket> & { short: true }): number => run([FLAT, FLAT, FLAT], { 0: order }, borrow).result.borrowPaid

  it('pays what holding costs from the open on, whatever the kind of order', () => {
    expect(paid(ACTION.enterLong)).toBeCloseTo(1, 9)
    for (const order of [{ limit: 200 }, { limit: 100 }, { stop: 90 }, { stop: 100, limit: 101 }]) expect(paid(order)).toBeCloseTo(1, 9)
    for (const order of [{ limit: 50 }, { stop: 100 }]) expect(lent({ ...order, short: true })).toBeCloseTo(2 * 0.1, 9)
  })
})

describe('a position that was opened in the middle of a bar', () => {
  it('is not liquidated by a mark price from before', () => {
    const engine: EngineSettings = { ...FREE, margin: { leverage: 20, maintenanceFraction: 0.005, liquidationFeeBps: 0 } }
    const rows: Row[] = [FLAT, [100, 106, 95, 105], [105, 105, 105, 105], FLAT]
    const finer = within(1, [
      [100, 101, 95, 100.5],
      [101, 103, 101, 103],
      [104, 106, 104, 105],
    ])
    const mark = { time: Float64Array.of(START + HOUR), open: Float64Array.of(100), high: Float64Array.of(106), low: Float64Array.of(95) }
    const orders = { 0: { stop: 102 }, 1: ACTION.exit }
    expect(run(rows, orders, engine, { market: { finer, mark } }).trades).toMatchObject([
      { entryIndex: 1, exitIndex: 2, exitReason: 'signal' },
    ])
  })

  it('is not given the high of a bar for what a limit added on its way down', () => {
    const engine: EngineSettings = { ...FREE, costs: { ...FREE.costs, participation: 0.1 } }
    const rows: Row[] = [FLAT, [98, 98.5, 96.9, 97.5], [97.5, 105, 96.5, 100], FLAT]
    const { trades } = run(rows, { 0: { limit: 97, takeProfitPrice: 103, bars: 3 } }, engine, { volume: [0, 50, 1000, 1000] })
    expect(trades).toMatchObject([{ entryIndex: 1, exitIndex: 3, exitReason: 'end_of_data' }])
    expect(trades[0]!.quantity).toBeCloseTo(1000 / 97, 9)
  })
})

describe('what a triggered stop leaves over', () => {
  it('goes on at the next opens, as of any market order', () => {
    const engine: EngineSettings = { ...FREE, costs: { ...FREE.costs, participation: 0.1 } }
    const rows: Row[] = [FLAT, [104, 106, 104, 105], ...Array.from({ length: 4 }, (): Row => [105, 105, 105, 105])]
    const { trades, result } = run(rows, { 0: { stop: 105 } }, engine, { volume: 40 })
    expect(trades[0]!.quantity).toBeCloseTo(1000 / 105, 9)
    expect(result.ordersExpired).toBe(0)
  })
})

describe('a short before a halt', () => {
  it('borrows until it is closed, which is at the end of its bar', () => {
    const engine: EngineSettings = { ...FREE, costs: { ...FREE.costs, borrowBpsPerYear: 8760 }, longestHaltMs: 7 * 24 * HOUR }
    const { result } = run([FLAT, FLAT, FLAT, FLAT], { 0: ACTION.enterShort }, engine, { pause: 10 * 24 * HOUR })
    expect(result.borrowPaid).toBeCloseTo(0.1, 9)
  })
})
