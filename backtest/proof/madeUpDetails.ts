import fc from 'fast-check'
import { ACTION, type EngineSettings, type OrderTicket } from '../../domain/order.ts'
import type { Bars } from '../../domain/bars.ts'
import type { MarketData } from '../../domain/market.ts'
import { normal, seededRandom, type Random } from '../../math/random.ts'
import { exitsOf } from './madeUpAccounts.ts'
import { madeUpMarket } from './madeUpMarket.ts'
import type { PlainLeg } from './plainPosition.ts'

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined })

const costsOf: fc.Arbitrary<EngineSettings['costs']> = fc.record({
  feeBps: fc.constantFrom(0, 10, 75),
  slippageBps: fc.constantFrom(0, 5, 40),
  makerFeeBps: maybe(fc.constantFrom(0, 2)),
  takerFeeBps: maybe(fc.constantFrom(4, 20)),
  halfSpreadBps: maybe(fc.constantFrom(1, 15)),
  impact: maybe(fc.record({ coefficient: fc.constantFrom(0.3, 1, 10), lookbackBars: fc.constantFrom(2, 10) })),
  participation: maybe(fc.constantFrom(0.01, 0.1, 1)),
  borrowBpsPerYear: maybe(fc.constantFrom(300, 50_000)),
})
const sizingOf: fc.Arbitrary<NonNullable<EngineSettings['sizing']>> = fc.oneof(
  fc.record({
    kind: fc.constant('volatility_target' as const),
    annualVolatility: fc.constantFrom(0.2, 1),
    barsPerYear: fc.constant(8760),
    lookbackBars: fc.constantFrom(2, 12),
  }),
  fc.record({
    kind: fc.constant('kelly' as const),
    fraction: fc.constantFrom(0.25, 1),
    cap: fc.constantFrom(0.5, 1),
    minTrades: fc.constantFrom(2, 4),
    startFraction: fc.constantFrom(0.1, 0.6),
  }),
)

export const detailedEngineOf: fc.Arbitrary<EngineSettings> = fc.record({
  costs: costsOf,
  initialCash: fc.constantFrom(100, 10_000, 1e6),
  sizeFraction: fc.constantFrom(1, 0.5, 0.1),
  sizing: maybe(sizingOf),
  margin: maybe(
    fc.record({
      leverage: fc.constantFrom(1, 3, 20),
      maintenanceFraction: fc.constantFrom(0, 0.004, 0.03),
      liquidationFeeBps: fc.constantFrom(0, 100),
    }),
  ),
  lots: maybe(
    fc.record({
      quantityStep: maybe(fc.constantFrom(0.001, 0.5)),
      priceTick: maybe(fc.constantFrom(0.01, 0.5)),
      minNotional: maybe(fc.constantFrom(5, 500)),
    }),
  ),
  longestHaltMs: maybe(fc.constantFrom(3_600_000, 5 * 3_600_000)),
})

export interface LegShape {
  seed: number
  bars: number
  step: number
  activity: number
  /** Bars that are missing in the middle, and how late the leg is listed. */
  gap: number
  late: number
  funding: boolean
  mark: boolean
  finer: boolean
  exits: PlainLeg['exits']
}
export const legOf: fc.Arbitrary<LegShape> = fc.record({
  seed: fc.integer(),
  bars: fc.integer({ min: 1, max: 50 }),
  step: fc.constantFrom(0.003, 0.02, 0.08),
  activity: fc.constantFrom(0.3, 0.9),
  gap: fc.constantFrom(0, 0, 2, 9),
  late: fc.constantFrom(0, 0, 7),
  funding: fc.boolean(),
  mark: fc.boolean(),
  finer: fc.boolean(),
  exits: exitsOf,
})

/** An order around the last close, with some of everything. */
function ticketAt(random: Random, close: number, step: number): Partial<OrderTicket> {
  const around = (): number => close * Math.exp(1.5 * step * normal(random))
  const some = (price: () => number): number | undefined => (random() < 0.4 ? price() : undefined)
  const all = {
    limit: some(around),
    stop: some(around),
    stopLossPrice: some(around),
    takeProfitPrice: some(around),
    size: some(() => 0.1 + 0.9 * random()),
    bars: some(() => 1 + Math.floor(4 * random())),
  }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined))
}

const without = (column: Float64Array, from: number, count: number): Float64Array => column.filter((_, i) => i < from || i >= from + count)
function listed(bars: Bars, { late, gap }: LegShape): Bars {
  const from = Math.floor(bars.time.length / 2)
  const columns = Object.entries(bars) as [keyof Bars, Float64Array][]
  return Object.fromEntries(columns.map(([name, column]) => [name, without(column, from, gap).slice(late)])) as unknown as Bars
}

/** One symbol with its market and a trader who looks at nothing but the last price. */
export function madeUpLeg(shape: LegShape): PlainLeg {
  const random = seededRandom(shape.seed)
  const made = madeUpMarket(random, shape.bars + shape.gap + shape.late, shape.step)
  const bars = listed(made.bars, shape)
  const market: MarketData = {
    ...(shape.funding ? { funding: made.market.funding } : {}),
    ...(shape.mark ? { mark: made.market.mark } : {}),
    ...(shape.finer ? { finer: made.market.finer } : {}),
  }
  const wishes = Uint8Array.from(bars.close, () => (random() < shape.activity ? 1 + Math.floor(5 * random()) : ACTION.hold))
  const tickets = [...bars.close].map((close, i) => ((wishes[i] as number) > ACTION.exit ? ticketAt(random, close, shape.step) : undefined))
  return { bars, market, exits: shape.exits, tradeFrom: Math.floor(3 * random()), wishes, tickets }
}
