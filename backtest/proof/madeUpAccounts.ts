import fc from 'fast-check'
import type { Bars } from '../../domain/bars.ts'
import type { EngineSettings } from '../../domain/order.ts'
import type { StrategyExits } from '../../domain/strategy.ts'
import { seededRandom } from '../../math/random.ts'
import { walkingBars } from './madeUpBars.ts'

const fraction = (max: number) => fc.option(fc.double({ min: 0.001, max, noNaN: true }), { nil: undefined })

export const exitsOf: fc.Arbitrary<StrategyExits> = fc.record({
  stopLoss: fraction(0.2),
  takeProfit: fraction(0.3),
  trailingStop: fraction(0.2),
  maxBarsHeld: fc.option(fc.integer({ min: 1, max: 20 }), { nil: undefined }),
})

/** Accounts of the plain kernel: one fee, one slippage, a fraction of equity. */
export const engineOf: fc.Arbitrary<EngineSettings> = fc.record({
  costs: fc.record({ feeBps: fc.constantFrom(0, 10, 75), slippageBps: fc.constantFrom(0, 5, 40) }),
  initialCash: fc.constantFrom(1, 10_000, 1e9),
  sizeFraction: fc.constantFrom(1, 0.5, 0.03),
})

export const caseOf = fc.record({
  seed: fc.integer(),
  bars: fc.integer({ min: 1, max: 120 }),
  step: fc.constantFrom(0.002, 0.01, 0.05, 0.25),
  activity: fc.constantFrom(0.05, 0.3, 0.9),
  tradeFrom: fc.integer({ min: 0, max: 20 }),
  engine: engineOf,
  exits: exitsOf,
})

export function ordersOf(seed: number, count: number, activity: number): Uint8Array {
  const random = seededRandom(`orders:${seed}`)
  return Uint8Array.from({ length: count }, () => (random() < activity ? 1 + Math.floor(3 * random()) : 0))
}

/** A seeded walk and what a trader who looks at nothing wishes at each close of it. */
export function madeUp(one: { seed: number; bars: number; step: number; activity: number }): { bars: Bars; wishes: Uint8Array } {
  return { bars: walkingBars(seededRandom(one.seed), one.bars, one.step), wishes: ordersOf(one.seed, one.bars, one.activity) }
}
