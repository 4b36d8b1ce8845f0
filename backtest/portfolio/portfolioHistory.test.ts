import { describe, expect, it } from 'vitest'
import { ACTION, DEFAULT_ENGINE } from '../../domain/order.ts'
import { barsOf } from '../proof/madeUpBars.ts'
import { portfolioHistory } from './portfolioHistory.ts'
import { portfolioEngine, simulatePortfolio } from './simulatePortfolio.ts'

const HOUR = 3_600_000
const HOURS = 10 * 24

/** Stamps of the clock, in hours from its start, at which a long in a symbol counts as held that has bars at these hours alone, beside one that never trades. */
function heldAt(hours: readonly number[]): number[] {
  const flat = (count: number) => barsOf(Array.from({ length: count }, () => [100, 100, 100, 100] as const))
  const always = flat(HOURS)
  const paused = { ...flat(hours.length), time: Float64Array.from(hours, (hour) => always.time[0]! + hour * HOUR) }
  const legs = [paused, always].map((bars, i) => ({
    symbol: String(i),
    bars,
    exits: {},
    tradeFrom: 0,
    decide: (index: number): number => (i === 0 && index === 0 ? ACTION.enterLong : ACTION.hold),
  }))
  const engine = portfolioEngine(DEFAULT_ENGINE)
  const simulation = simulatePortfolio(legs, engine)
  const times = legs.map(({ bars }) => bars.time)
  const { position } = portfolioHistory(simulation, times, '1h', engine)
  return [...position].flatMap((held, i) => (held === 0 ? [] : [i]))
}

describe('bars with a position', () => {
  it('are those of a gap, in which it is held', () => {
    expect(heldAt([0, 1, 2, 5, 6])).toEqual([1, 2, 3, 4, 5, 6])
  })

  it('are none of a halt, with which it is closed', () => {
    expect(heldAt([0, 1, 2, 9 * 24 + 2, 9 * 24 + 3])).toEqual([1, 2])
  })

  it('are none behind the last bar', () => {
    expect(heldAt([0, 1, 2])).toEqual([1, 2])
  })
})
