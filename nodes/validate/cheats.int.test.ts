import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { walkingBars } from '../../backtest/proof/madeUpBars.ts'
import { openSandboxWithoutWalls, type Decide } from '../../backtest/proof/openSandbox.ts'
import { openFacts, type FactStore } from '../../data/facts/openFacts.ts'
import { makeBars } from '../../data/markets/makeBars.ts'
import { openWorkspace } from '../../data/workspace.ts'
import type { Bars } from '../../domain/bars.ts'
import type { TrialFact } from '../../domain/facts.ts'
import { ACTION } from '../../domain/order.ts'
import { temporaryHome } from '../../fixtures/home.ts'
import { FIRST_DAY, madeUpReturns, storeTrial } from '../../fixtures/judgedTrial.ts'
import { openLaboratory, type Cheat, type Laboratory } from '../../fixtures/laboratory.ts'
import { normal, seededRandom } from '../../math/random.ts'
import { sharpeRatio } from '../../metrics/sharpe.ts'
import type { StrategyRun } from '../../sandbox/types.ts'
import { judge } from '../../validation/judge.ts'
import { regimesByDay } from '../../validation/regimes/barRegimes.ts'

const BARS = 24 * 365
const { hold, enterLong, exit } = ACTION
const HOUR = 3_600_000
const START = Date.UTC(2022, 0, 1)

/** Hourly bars out of the log return of each. */
function market(returns: Float64Array): Bars {
  let price = 100
  const close = returns.map((value) => (price *= Math.exp(value)))
  const open = close.map((value, i) => value / Math.exp(returns[i] as number))
  return {
    time: returns.map((_, i) => START + i * HOUR),
    open,
    high: open.map((value, i) => Math.max(value, close[i] as number) * 1.0002),
    low: open.map((value, i) => Math.min(value, close[i] as number) / 1.0002),
    close,
    volume: returns.map(() => 1000),
  }
}

function noisy(seed: string, step: number, drift: (bar: number) => number): Bars {
  const random = seededRandom(seed)
  return market(Float64Array.from({ length: BARS }, (_, i) => drift(i) + step * normal(random)))
}

const NOTHING = makeBars('null_walk', 'cheats', BARS)
/** Every fourth hour gains 0.4 %, and the next one loses it: a round trip costs 0.3 %, or 0.6 %. */
const CHEAP = noisy('cheap', 0.001, (bar) => (bar % 4 === 1 ? 0.004 : bar % 4 === 2 ? -0.004 : 0))
const RISING = noisy('rising', 0.004, () => 0.0004)
/** Jumps up three times a year. */
const JUMPS = noisy('jumps', 0.0005, (bar) => (bar % 2000 === 1001 ? 0.2 : 0))

const strategy = (parts: { head?: string; members?: string; needs?: string; enter: string; exit: string }): Cheat => ({
  text: `${parts.head ?? ''}
export default class MadeUp extends Strategy {
  static needs = ${parts.needs ?? '{ warmupBars: 1, indicators: {} }'}
  ${parts.members ?? ''}
  shouldEnter(bar) { ${parts.enter} }
  shouldExit(bar, position) { ${parts.exit} }
}`,
})

/** In where `good`, out a bar later where it is not. */
const seeing = (good: (run: StrategyRun, index: number) => boolean) =>
  openSandboxWithoutWalls({ warmupBars: 1 }, (run): Decide => {
    return (index, { side }) => (good(run, index) ? (side === 0 ? enterLong : hold) : side === 0 ? hold : exit)
  })

/** Will the next bar but one gain more than it costs? */
const gains = ({ bars }: StrategyRun, index: number): boolean => (bars.close[index + 1] ?? 0) > 1.004 * (bars.open[index + 1] ?? 1)

/** Everything that any run has shown, by the bar's close. */
function remembering(): Cheat {
  const known = new Map<number, boolean>()
  const sandbox = openSandboxWithoutWalls({ warmupBars: 1 }, (run): Decide => {
    return (index, { side }) => {
      const close = run.bars.close[index] as number
      const gained = known.get(close) ?? false
      known.set(run.bars.close[index - 1] as number, close > (run.bars.close[index - 1] as number))
      return gained ? (side === 0 ? enterLong : hold) : side === 0 ? hold : exit
    }
  })
  return { sandbox }
}

/** The closes before the greatest moves of the research window, learnt by heart. */
function memorised(bars: Bars): Cheat {
  const end = Math.floor(0.8 * BARS) - 24
  const best = Array.from({ length: end }, (_, i) => i)
    .filter((i) => i > 100)
    .sort((a, b) => moveAfter(bars, b) - moveAfter(bars, a))
    .slice(0, 400)
  return strategy({
    head: `const GOOD = [${best.map((i) => (bars.close[i] as number).toFixed(3)).join(',')}]`,
    members: 'good = new Set(GOOD)',
    enter: `return this.good.has(Number(bar.close.toFixed(3))) ? 'long' : 'none'`,
    exit: `return !this.good.has(Number(bar.close.toFixed(3)))`,
  })
}
const moveAfter = ({ close }: Bars, i: number): number => (close[i + 1] as number) / (close[i] as number)

/** 64 points, the default being the best of them in hindsight. */
const grid = (period: number, level: number): Cheat =>
  strategy({
    needs: `{ indicators: { rsi: ['rsi', { period: 'period' }] } }`,
    members: `static params = { period: { min: 4, max: 18, step: 2, default: ${period} }, level: { min: 20, max: 34, step: 2, default: ${level} } }`,
    enter: `return bar.rsi < this.params.level ? 'long' : 'none'`,
    exit: `return bar.rsi > 50`,
  })

describe('a strategy that cheats is rejected by name', { timeout: 60_000 }, () => {
  const homes: Laboratory[] = []
  const laboratories = new Map<Bars, Laboratory>()
  beforeAll(async () => {
    for (const bars of [NOTHING, CHEAP, RISING, JUMPS]) {
      const laboratory = await openLaboratory(temporaryHome(), bars)
      laboratories.set(bars, laboratory)
      homes.push(laboratory)
    }
  })
  afterAll(async () => {
    for (const { context } of homes) await context.close()
  })

  it.each([
    // what the walls keep out
    [
      'looks ahead by one bar',
      NOTHING,
      strategy({ enter: `return bar.ago(-1).close > bar.close ? 'long' : 'none'`, exit: 'return false' }),
      ['bad_argument'],
    ],
    ['reads the day it is', NOTHING, strategy({ enter: `return bar.time > 0 ? 'long' : 'none'`, exit: 'return false' }), ['unknown_field']],
    ['asks the clock', NOTHING, strategy({ enter: `return Date.now() % 2 ? 'long' : 'none'`, exit: 'return false' }), ['clock_forbidden']],
    [
      'keeps a cache beside the class from run to run: each run finds it empty',
      NOTHING,
      strategy({
        head: 'const cache = { runs: 0, closes: [] }',
        members: 'constructor() { super(); cache.runs += 1; this.at = 0 }',
        enter: `cache.closes.push(bar.close); this.at += 1; return cache.runs > 1 && cache.closes[this.at] > bar.close ? 'long' : 'none'`,
        exit: 'return true',
      }),
      ['sanity_trades', 'sanity_exposure'],
    ],
    [
      'trades by what it remembers of the windows before: each window finds it without memory',
      NOTHING,
      strategy({
        head: 'const seen = [0]',
        enter: `seen[0] += 1; return seen[0] > 24 * 200 && seen[0] % 10 === 0 ? 'long' : 'none'`,
        exit: 'seen[0] += 1; return seen[0] % 3 === 0',
      }),
      ['oos_sharpe_positive', 'oos_vs_is'],
    ],
    // what the causality test finds where there are no walls
    ['sees the next bar', NOTHING, { sandbox: seeing(gains) }, ['reads_the_future']],
    ['remembers earlier runs', NOTHING, remembering(), ['not_deterministic']],
    // what the gates find
    ['takes the best of 64 points in hindsight for its default', NOTHING, grid(4, 20), ['oos_vs_is', 'deflated_sharpe']],
    [
      'fits on the test windows',
      NOTHING,
      { sandbox: seeing((run, index) => (run.windows === undefined ? index % 40 === 0 : gains(run, index))) },
      ['deflated_sharpe', 'fdr'],
    ],
    [
      'lives on cheap fills',
      CHEAP,
      strategy({ enter: `return bar.hour % 4 === 0 ? 'long' : 'none'`, exit: 'return true' }),
      ['stress_costs'],
    ],
    [
      'is buy-and-hold in disguise',
      RISING,
      strategy({ members: 'held = 0', enter: `this.held = 0; return 'long'`, exit: 'this.held += 1; return this.held % 150 === 0' }),
      ['beats_buy_and_hold', 'beats_coin_flip'],
    ],
    ['has a few lucky trades', JUMPS, { sandbox: seeing((_run, index) => index % 2000 === 1000) }, ['sanity_trades', 'sanity_exposure']],
    ['knows the research window by heart', NOTHING, memorised(NOTHING), ['holdout']],
  ] as [string, Bars, Cheat, string[]][])('%s', async (_what, bars, cheat, gates) => {
    const laboratory = laboratories.get(bars)!
    const counted = (): number => laboratory.context.facts.countTrials(laboratory.datasetId)
    const before = counted()
    const { rejectedBy, verdict } = await laboratory.attempt(cheat)
    for (const gate of gates) expect(rejectedBy).toContain(gate)
    // One that is named alone has nobody's help.
    if (gates.length === 1) expect(rejectedBy).toEqual(gates)
    expect(verdict?.approved ?? false).toBe(false)
    expect(counted()).toBeGreaterThan(before)
  })
})

describe('trials that are lucky, or good for one thing', () => {
  const walk = walkingBars(seededRandom('market'), 24 * 900, 0.008)
  const days = { first: Date.parse(FIRST_DAY) / (24 * HOUR), count: 730 }
  const regimeOf = regimesByDay(walk, '1h')
  const rejectedBy = async (facts: FactStore, trial: TrialFact, budget = 20): Promise<string[]> => {
    // Only what is alone may come as far as that.
    const openHoldout = () =>
      budget === 1 ? Promise.resolve('refused' as const) : Promise.reject(new Error('the holdout is not to be opened'))
    const { gates } = await judge({ facts, trial, bars: walk, timeframe: '1h', budget, openHoldout })
    return gates.filter(({ passed }) => !passed).map(({ name }) => name)
  }
  const newFacts = (): FactStore => openFacts(openWorkspace(temporaryHome()))
  const sharpeOf = (seed: string): number => sharpeRatio(madeUpReturns(seed, 0))!
  const luckiest = (seeds: string[]): string => seeds.reduce((best, seed) => (sharpeOf(seed) > sharpeOf(best) ? seed : best))
  const seeds = (prefix: string, count: number): string[] => Array.from({ length: count }, (_, i) => `${prefix} ${i}`)

  it.each([
    ['the best of 64 points on noise', 64, 'parameter' as const],
    ['the best of 400 strategies of one idea on noise', 400, 'strategy' as const],
  ])('%s is rejected by what counts the others, and would pass alone', async (what, count, kind) => {
    const all = seeds(what, count)
    const best = luckiest(all)
    const nobodyElse = newFacts()
    const alone = await rejectedBy(nobodyElse, storeTrial(nobodyElse, { id: best, returns: madeUpReturns(best, 0) }), 1)
    for (const gate of ['deflated_sharpe', 'fdr']) expect(alone).not.toContain(gate)
    const facts = newFacts()
    const trials = all.map((id) => storeTrial(facts, { id, returns: madeUpReturns(id, 0), changes: { kind } }))
    const rejecting = await rejectedBy(facts, trials[all.indexOf(best)]!)
    expect(rejecting).toEqual(expect.arrayContaining(['deflated_sharpe', 'fdr']))
  })

  it('the symbol of thirty on which one text was lucky is rejected for what its session was going to try there', async () => {
    const symbols = seeds('symbol', 30)
    const best = luckiest(symbols)
    const facts = newFacts()
    const trials = symbols.map((id) =>
      storeTrial(facts, { id, returns: madeUpReturns(id, 0), changes: { dataset_id: id, code_hash: 'same' } }),
    )
    expect(await rejectedBy(facts, trials[symbols.indexOf(best)]!)).toContain('deflated_sharpe')
  })

  it.each(['bull', 'sideways', 'bear'] as const)('one that earns in %s markets only is rejected for that', async (regime) => {
    const noise = madeUpReturns(regime, 0, days.count)
    const returns = noise.map((value, i) => value / 40 + (regimeOf(days.first + i) === regime ? 0.004 + value / 10 : 0))
    const facts = newFacts()
    expect(await rejectedBy(facts, storeTrial(facts, { id: regime, returns }))).toEqual(['regime_robustness'])
  })

  it('one that might have lost half is rejected for the depth of its holes', async () => {
    const facts = newFacts()
    const returns = madeUpReturns('deep', 3.5).map((value) => 4 * value)
    expect(await rejectedBy(facts, storeTrial(facts, { id: 'deep', returns }))).toEqual(['monte_carlo_drawdown'])
  })
})
