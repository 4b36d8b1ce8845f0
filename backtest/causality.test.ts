import { describe, expect, it } from 'vitest'
import { ACTION } from '../domain/order.ts'
import { normal, seededRandom } from '../math/random.ts'
import type { StrategyRun } from '../sandbox/types.ts'
import { evaluateStrategy } from './evaluate.ts'
import { walkingBars } from './proof/madeUpBars.ts'
import { openSandboxWithoutWalls, type Decide } from './proof/openSandbox.ts'
import { noLedger } from './proof/noLedger.ts'

const bars = walkingBars(seededRandom(1), 3000, 0.01)
const longBars = walkingBars(seededRandom(2), 14_000, 0.01)
const predictions = { up: Float64Array.from(longBars.time, (_, i) => (Math.sin(i) + 1) / 2) }
const source = { text: 'made up', hash: 'none' }
const indicators = { fast: ['sma', { period: 5 }], slow: ['sma', { period: 20 }] } as const

type Strategy = (run: StrategyRun) => Decide
const at = (column: Float64Array | undefined, index: number): number => column?.[index] ?? NaN
const sma = (run: StrategyRun, name: string): Float64Array => run.indicators[name]!['value']!
/** Long while `up` holds. */
const while_ =
  (up: (run: StrategyRun, index: number) => boolean): Strategy =>
  (run) =>
  (index, position) => {
    if (position.side === 0) return up(run, index) ? ACTION.enterLong : ACTION.hold
    return up(run, index) ? ACTION.hold : ACTION.exit
  }

async function judge(strategy: Strategy, over = bars, seed = 7) {
  const sandbox = openSandboxWithoutWalls({ indicators, models: { up: 'Made_up_v1' } }, strategy)
  const columns = { up: predictions.up.subarray(0, over.time.length) }
  const evaluation = await evaluateStrategy({ sandbox, source, bars: over, timeframe: '1h', predictions: columns, seed, ledger: noLedger })
  return evaluation.ok ? 'passed' : `${evaluation.failure.stage}: ${evaluation.failure.code}`
}

let calls = 0
const CHEATS: [string, Strategy, RegExp][] = [
  ['the next close', while_((run, i) => at(run.bars.close, i + 1) > at(run.bars.close, i)), /reads_the_future/],
  ['the next open', while_((run, i) => at(run.bars.open, i + 1) > at(run.bars.close, i) * 1.001), /reads_the_future/],
  ['the next close, seldom', while_((run, i) => at(run.bars.close, i + 1) > at(run.bars.close, i) * 1.025), /reads_the_future/],
  [
    'the next fall, only to get out',
    (run) => (i, position) => {
      if (position.side === 0) return i % 10 === 0 ? ACTION.enterLong : ACTION.hold
      return at(run.bars.close, i + 1) < at(run.bars.close, i) ? ACTION.exit : ACTION.hold
    },
    /reads_the_future/,
  ],
  ['a close ten bars on', while_((run, i) => at(run.bars.close, i + 10) > at(run.bars.close, i)), /reads_the_future|prefix_variant/],
  ['an indicator one bar on', while_((run, i) => at(sma(run, 'fast'), i + 1) > at(sma(run, 'slow'), i + 1)), /reads_the_future/],
  ['a prediction one bar on', while_((run, i) => at(run.predictions['up'], i + 1) > 0.6), /reads_the_future/],
  ['the next volume', while_((run, i) => at(run.bars.volume, i + 1) >= 1000), /reads_the_future/],
  [
    'the highest close of all',
    (run) => {
      const highest = Math.max(...run.bars.close)
      return (i) => (at(run.bars.close, i) > 0.8 * highest ? ACTION.enterLong : ACTION.exit)
    },
    /reads_the_future|prefix_variant/,
  ],
  [
    'the number of bars',
    (run) => (i) => (i > run.bars.close.length * 0.3 && i % 5 === 0 ? ACTION.enterLong : ACTION.exit),
    /prefix_variant/,
  ],
  [
    'a clock',
    () => {
      calls++
      return (i) => ((i + calls) % 3 === 0 ? ACTION.enterLong : ACTION.exit)
    },
    /not_deterministic/,
  ],
  ['its own chance', () => () => (Math.random() < 0.1 ? ACTION.enterLong : ACTION.exit), /not_deterministic/],
]

describe('the causality test catches whoever looks at', () => {
  it.each(CHEATS)('%s', async (_what, strategy, caught) => {
    for (const seed of [1, 2, 3]) {
      expect(await judge(strategy, bars, seed)).toMatch(caught)
      expect(await judge(strategy, bars, seed)).toMatch(/^causality: /)
    }
  })

  it('the next close, only to get in, and seldom: with every seed', async () => {
    const sneaky: Strategy = (run) => (i, position) => {
      if (position.side !== 0) return position.barsHeld >= 10 ? ACTION.exit : ACTION.hold
      return at(run.bars.close, i + 1) > at(run.bars.close, i) * 1.02 ? ACTION.enterLong : ACTION.hold
    }
    for (let seed = 0; seed < 40; seed++) expect(await judge(sneaky, bars, seed)).toBe('causality: reads_the_future')
  })

  it('the next close, only to drop entries that would lose: with every seed', async () => {
    // A replaced future never makes it enter where it did not: only the bar right behind an entry gives it away.
    const careful: Strategy = (run) => (i, position) => {
      if (position.side !== 0) return position.barsHeld >= 10 ? ACTION.exit : ACTION.hold
      return i % 100 === 0 && at(run.bars.close, i + 1) > at(run.bars.close, i) ? ACTION.enterLong : ACTION.hold
    }
    for (let seed = 0; seed < 40; seed++) expect(await judge(careful, bars, seed)).toBe('causality: reads_the_future')
  })

  it('the next close, only to get out, and seldom: with every seed', async () => {
    const sneaky: Strategy = (run) => (i, position) => {
      if (position.side === 0) return i % 10 === 0 ? ACTION.enterLong : ACTION.hold
      return at(run.bars.close, i + 1) < at(run.bars.close, i) * 0.98 ? ACTION.exit : ACTION.hold
    }
    for (let seed = 0; seed < 40; seed++) expect(await judge(sneaky, bars, seed)).toBe('causality: reads_the_future')
  })

  it('the next close, from the two thousandth bar on', async () => {
    const late: Strategy = while_((run, i) =>
      i < 2000 ? at(sma(run, 'fast'), i) > at(sma(run, 'slow'), i) : at(run.bars.close, i + 1) > at(run.bars.close, i),
    )
    expect(await judge(late)).toMatch(/reads_the_future/)
  })

  it('the next close, in a series too long to be tested whole', async () => {
    expect(
      await judge(
        while_((run, i) => at(run.bars.close, i + 1) > at(run.bars.close, i)),
        longBars,
      ),
    ).toMatch(/reads_the_future/)
  })
})

describe('the causality test passes whoever does not', () => {
  it.each([
    ['two averages', while_((run, i) => at(sma(run, 'fast'), i) > at(sma(run, 'slow'), i))],
    ['predictions', while_((run, i) => at(run.predictions['up'], i) > 0.6)],
    [
      'seeded chance',
      (run: StrategyRun) => {
        const random = seededRandom(run.seed)
        return () => (random() < 0.1 ? ACTION.enterShort : ACTION.exit)
      },
    ],
    [
      'memory of its own',
      () => {
        let seen = 0
        return () => (++seen % 7 === 0 ? ACTION.enterLong : ACTION.exit)
      },
    ],
    ['nothing at all', () => () => ACTION.hold],
  ] as [string, Strategy][])('%s', async (_what, strategy) => {
    for (const seed of [1, 2, 3]) expect(await judge(strategy, bars, seed)).toBe('passed')
    expect(await judge(strategy, longBars)).toBe('passed')
  })

  it('random rules over the last bars, a hundred of them', async () => {
    for (let rule = 0; rule < 100; rule++) {
      const random = seededRandom(rule)
      const weights = Array.from({ length: 6 }, () => normal(random))
      const score = (run: StrategyRun, i: number): number =>
        weights.reduce((sum, weight, lag) => sum + weight * Math.log(at(run.bars.close, Math.max(0, i - lag))), 0)
      expect(
        await judge(
          while_((run, i) => score(run, i) > 0),
          bars.time.length > 0 ? bars : longBars,
          rule,
        ),
      ).toBe('passed')
    }
  })
})
