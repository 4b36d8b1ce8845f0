import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ACTION, DEFAULT_ENGINE, type EngineSettings, type Sizing } from '../domain/order.ts'
import { seededRandom } from '../math/random.ts'
import { baselinesOf } from './baselines.ts'
import { coinFlipActions } from './coinFlip.ts'
import { simulate } from './kernel.ts'
import { walkingBars } from './proof/madeUpBars.ts'

const FREE: EngineSettings = { ...DEFAULT_ENGINE, costs: { feeBps: 0, slippageBps: 0 } }
const bars = walkingBars(seededRandom(21), 3000, 0.01)

/** A candidate that enters now and then, either way, and leaves at random. */
function candidate(seed: number, activity: number, tradeFrom = 100, exits = {}) {
  const random = seededRandom(seed)
  return simulate(bars, DEFAULT_ENGINE, exits, tradeFrom, (_index, position) => {
    if (position.side !== 0) return random() < 0.1 ? ACTION.exit : ACTION.hold
    return random() < activity ? (random() < 0.7 ? ACTION.enterLong : ACTION.enterShort) : ACTION.hold
  })
}

const sorted = (values: Float64Array, count: number): number[] => [...values.subarray(0, count)].sort((a, b) => a - b)

describe('coinFlipActions', () => {
  it('trades as often, as long and on the same sides as the candidate, elsewhere', () => {
    fc.assert(
      fc.property(fc.integer(), fc.constantFrom(0.01, 0.05), fc.integer({ min: 0, max: 500 }), (seed, activity, tradeFrom) => {
        const { trades } = candidate(seed, activity, tradeFrom)
        const actions = coinFlipActions(seededRandom(seed), trades, tradeFrom, bars.time.length)
        const flipped = simulate(bars, FREE, {}, tradeFrom, (index) => actions[index]!).trades
        expect(flipped.count).toBe(trades.count)
        expect(sorted(flipped.barsHeld, flipped.count)).toEqual(sorted(trades.barsHeld, trades.count))
        expect(sorted(flipped.side, flipped.count)).toEqual(sorted(trades.side, trades.count))
        if (trades.count > 10) expect(flipped.entryIndex).not.toEqual(trades.entryIndex)
      }),
      { numRuns: 50 },
    )
  })

  it('shortens what does not fit, and stays in the window', () => {
    const { trades } = candidate(4, 1, 2000, { maxBarsHeld: 2, stopLoss: 0.001 })
    const actions = coinFlipActions(seededRandom(4), trades, 2000, bars.time.length)
    expect(actions.subarray(0, 2000).every((action) => action === 0)).toBe(true)
    const flipped = simulate(bars, FREE, {}, 2000, (index) => actions[index]!).trades
    expect(flipped.count).toBeGreaterThan(trades.count / 2)
  })
})

describe('baselinesOf', () => {
  const request = { bars, timeframe: '1h' as const, engine: DEFAULT_ENGINE, tradeFrom: 100, seed: 5 }

  it('an idea beats chance, and chance does not', () => {
    // Sees the next bar: no honest strategy, but one that must be told from luck.
    const clairvoyant = simulate(bars, FREE, {}, 100, (i, position) => {
      const rises = bars.close[i + 1]! > bars.open[i + 1]!
      return position.side === 0 ? (rises ? ACTION.enterLong : ACTION.hold) : rises ? ACTION.hold : ACTION.exit
    })
    const free = { ...request, engine: FREE }
    expect(baselinesOf({ ...free, trades: clairvoyant.trades, sharpeRatio: 10 }).coin_flip.share_beaten).toBe(1)
    const lucky = candidate(8, 0.05)
    expect(baselinesOf({ ...request, trades: lucky.trades, sharpeRatio: -50 }).coin_flip.share_beaten).toBe(0)
    expect(baselinesOf({ ...request, trades: lucky.trades, sharpeRatio: null }).coin_flip.share_beaten).toBe(0)
  })

  it('the median run is beaten by half of the others, so a median Sharpe ratio beats about half', () => {
    const { trades } = candidate(9, 0.05)
    const { sharpe_ratio } = baselinesOf({ ...request, trades, sharpeRatio: 0 }).coin_flip
    const { share_beaten } = baselinesOf({ ...request, trades, sharpeRatio: sharpe_ratio }).coin_flip
    expect(share_beaten).toBeCloseTo(10 / 21, 12)
  })

  it('is seeded', () => {
    const { trades } = candidate(10, 0.05)
    const flip = (seed: number) => baselinesOf({ ...request, seed, trades, sharpeRatio: 0 }).coin_flip
    expect(flip(1)).toEqual(flip(1))
    expect(flip(1)).not.toEqual(flip(2))
  })

  it('buys at the open after the first decision and sells at the last close', () => {
    const { total_return } = baselinesOf({ ...request, trades: candidate(1, 0.01).trades, sharpeRatio: 0 }).buy_and_hold
    const slip = 0.0005
    const bought = 1 / (bars.open[101]! * (1 + slip) * 1.001)
    expect(total_return).toBeCloseTo(bought * bars.close[2999]! * (1 - slip) * 0.999 - 1, 12)
  })

  it.each<Sizing>([
    { kind: 'volatility_target', annualVolatility: 0.1, barsPerYear: 8760, lookbackBars: 500 },
    { kind: 'volatility_target', annualVolatility: 0.1, barsPerYear: 8760, lookbackBars: 50 },
    { kind: 'kelly', fraction: 0.5, cap: 1, minTrades: 30, startFraction: 0.1 },
  ])('buys and holds the whole size, however the candidate is sized: %o', (sizing) => {
    const candidates = { ...request, trades: candidate(1, 0.01).trades, sharpeRatio: 0 }
    const plain = baselinesOf(candidates).buy_and_hold
    expect(plain.total_return).not.toBe(0)
    expect(baselinesOf({ ...candidates, engine: { ...DEFAULT_ENGINE, sizing } }).buy_and_hold).toEqual(plain)
  })
})
