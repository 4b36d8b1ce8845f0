import { afterAll, describe, expect, it } from 'vitest'
import { strategyText } from './corpus/case.ts'
import { testBars, testRun } from './corpus/market.ts'
import { gathered } from './gathered.ts'
import { openSandbox } from './pool.ts'
import type { RunOutcome, StrategyRun } from './types.ts'

const sandbox = openSandbox({ processes: 1 })
const impatient = openSandbox({ processes: 1, timeoutMs: 1_500 })
afterAll(() => Promise.all([sandbox.close(), impatient.close()]))

const WINDOWS = [
  { from: 5, to: 90 },
  { from: 60, to: 240 },
]
const POINTS = [2, 3, 5, 7, 11, 13]

function runsOf(parts: Parameters<typeof strategyText>[0]): StrategyRun[] {
  const run = testRun(strategyText(parts), testBars(240), { windows: WINDOWS })
  const rsi = run.indicators['rsi']?.['value'] as Float64Array
  return POINTS.map((n) => ({
    ...run,
    params: { n },
    seed: n,
    exits: { maxBarsHeld: n },
    indicators: { ...run.indicators, rsi: { value: rsi.map((value) => value * n) } },
  }))
}

describe('runs with windows that are asked for together', () => {
  it.each([
    [
      'numbers, columns and exits of their own',
      { enter: "return Math.abs(Math.floor(100 * bar.rsi)) % this.params.n === 0 ? 'long' : 'none'", exit: 'return true' },
    ],
    ['luck of their own', { enter: "return Math.random() < 0.2 ? 'long' : 'none'", exit: 'return Math.random() < 0.2' }],
    [
      'no memory of each other',
      {
        head: 'const seen = []',
        enter: "seen.push(1); return seen.length % this.params.n === 0 ? 'short' : 'none'",
        exit: 'return seen.length % 2 === 0',
      },
    ],
  ])('have %s', async (_what, parts) => {
    const runs = runsOf(parts)
    const together = await Promise.all(runs.map((run) => sandbox.run(run)))
    const apart: RunOutcome[] = []
    for (const run of runs) apart.push(await sandbox.run(run))
    expect(together).toEqual(apart)
    expect(new Set(together.map((outcome) => JSON.stringify(outcome))).size).toBeGreaterThan(2)
  })

  it.each([
    ['throws', "if (this.params.n === 5) throw 'five'", 'threw', sandbox],
    ['never ends', 'while (this.params.n === 5);', 'timeout', impatient],
    ['wants all memory', 'const all = []; while (this.params.n === 5) all.push([1])', 'memory_limit', sandbox],
  ])('stand by themselves where one %s', async (_what, body, code, used) => {
    const outcomes = await Promise.all(runsOf({ enter: `${body}; return 'long'`, exit: 'return true' }).map((run) => used.run(run)))
    expect(outcomes.map((outcome) => (outcome.ok ? 'orders' : outcome.failure.code))).toEqual(
      POINTS.map((n) => (n === 5 ? code : 'orders')),
    )
  })
})

describe('gathered', () => {
  async function sharing(runs: StrategyRun[], processes: number): Promise<number[]> {
    const parts: number[] = []
    const play = (part: readonly StrategyRun[]): Promise<RunOutcome[]> => {
      parts.push(part.length)
      return Promise.resolve(part.map(() => ({ ok: true, actions: new Uint8Array() })))
    }
    await Promise.all(runs.map(gathered(play, processes)))
    return parts
  }
  const runs = runsOf({})

  it('shares only what is of one strategy, in parts for every process', async () => {
    expect(await sharing(runs, 1)).toEqual([6])
    expect(await sharing(runs, 2)).toEqual([6])
    expect(await sharing([...runs, ...runs, ...runs], 2)).toEqual([9, 9])
    expect(await sharing([...runs, ...runs, ...runs], 4)).toEqual([9, 9])
    const other = runsOf({ head: 'const other = 1' })
    expect(await sharing([...runs.slice(0, 2), ...other.slice(0, 1)], 2)).toEqual([2, 1])
  })

  it('never shares between runs without windows: the causality test compares them', async () => {
    expect(
      await sharing(
        runs.map((run) => ({ ...run, windows: undefined })),
        2,
      ),
    ).toEqual([1, 1, 1, 1, 1, 1])
  })
})
