import { afterAll, describe, expect, it } from 'vitest'
import { sliceBars } from '../domain/bars.ts'
import { strategyText, type Parts } from './corpus/case.ts'
import { testBars, testRun } from './corpus/market.ts'
import { openSandbox } from './pool.ts'
import type { StrategyRun } from './types.ts'

const sandbox = openSandbox({ processes: 1 })
afterAll(() => sandbox.close())

async function orders(run: StrategyRun): Promise<number[]> {
  const outcome = await sandbox.run(run)
  if (!outcome.ok) throw new Error(outcome.failure.message)
  return [...outcome.actions]
}

const cut = (columns: Readonly<Record<string, Float64Array>>, to: number): Record<string, Float64Array> =>
  Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, column.slice(0, to)]))

/** A run of its own on the bars up to the window's end, with decisions from its start on. */
function apart(run: StrategyRun, from: number, to: number): StrategyRun {
  const indicators = Object.fromEntries(Object.entries(run.indicators).map(([name, outputs]) => [name, cut(outputs, to)]))
  return { ...run, bars: sliceBars(run.bars, 0, to), indicators, predictions: cut(run.predictions, to), tradeFrom: from }
}

/** Each tries to bring something from one window into the next, or to see beyond it. */
const STRATEGIES: Record<string, Parts> = {
  'a rule over earlier bars': { enter: "return bar.ago(2).rsi < bar.rsi ? 'long' : 'none'", exit: 'return position.barsHeld > 3' },
  'a list at the top': {
    head: 'const seen = []',
    enter: "seen.push(1); return seen.length % 7 === 0 ? 'long' : 'none'",
    exit: 'return true',
  },
  'a table at the top': {
    head: 'const box = { n: 0 }; const table = new Map()',
    enter: "box.n++; table.set(box.n, bar.close); return table.size % 5 === 0 ? 'short' : 'none'",
    exit: 'return ++box.n % 2 === 0',
  },
  'a static field': { members: 'static n = 0', enter: "return ++Probe.n % 6 === 0 ? 'long' : 'none'", exit: 'return ++Probe.n % 3 === 0' },
  'a property of a function': {
    head: 'function f() { return 0 }',
    enter: "f.n = (f.n ?? 0) + 1; return f.n % 9 === 4 ? 'long' : 'none'",
    exit: 'return true',
  },
  'a field': { members: 'n = 0', enter: "return ++this.n % 8 === 0 ? 'long' : 'none'", exit: 'return ++this.n % 4 === 0' },
  'luck, whose numbers start again': { enter: "return Math.random() < 0.3 ? 'long' : 'none'", exit: 'return Math.random() < 0.3' },
  'a constructor that draws': {
    members: 'constructor() { super(); this.phase = Math.floor(Math.random() * 9) }',
    enter: "return bar.hour % 9 === this.phase ? 'long' : 'none'",
    exit: 'return bar.hour % 2 === 0',
  },
}
const WINDOWS = [
  { from: 5, to: 60 },
  { from: 30, to: 90 },
  { from: 30, to: 90 },
  { from: 90, to: 91 },
  { from: 100, to: 100 },
  { from: 100, to: 240 },
]

describe('windows', () => {
  it.each(Object.entries(STRATEGIES))('in one call are as runs of their own: %s', async (_name, parts) => {
    const run = testRun(strategyText(parts), testBars(240))
    const together = await orders({ ...run, windows: WINDOWS })
    const each = await Promise.all(WINDOWS.map(async ({ from, to }) => (await orders(apart(run, from, to))).slice(from, to)))
    expect(together).toEqual(each.flat())
    expect(together.filter((action) => action !== 0).length).toBeGreaterThan(10)
  })

  it.each([
    [-1, 5],
    [5, 4],
    [0, 61],
    [0.5, 5],
  ])('from %d to %d are refused', async (from, to) => {
    await expect(sandbox.run(testRun(strategyText({}), testBars(60), { windows: [{ from, to }] }))).rejects.toThrow(RangeError)
  })

  it('end flat and show nothing of what comes after', async () => {
    const run = testRun(strategyText({ enter: "return 'long'" }), testBars(60), { tradeFrom: 0 })
    const windows = [
      { from: 0, to: 3 },
      { from: 3, to: 6 },
    ]
    expect(await orders({ ...run, windows })).toEqual([1, 0, 0, 1, 0, 0])
  })

  it('say at which bar of the run it went wrong, in whichever window', async () => {
    const text = strategyText({ enter: "return bar.hour === 7 ? 5 : 'none'" })
    const outcome = await sandbox.run(
      testRun(text, testBars(60), {
        windows: [
          { from: 0, to: 6 },
          { from: 30, to: 40 },
        ],
      }),
    )
    expect(outcome).toMatchObject({ ok: false, failure: { code: 'wrong_return_type' } })
    expect(!outcome.ok && outcome.failure.message).toContain('at bar 31')
  })
})

describe('this.params', () => {
  const run = (parts: Parts, params?: Record<string, number>): StrategyRun => testRun(strategyText(parts), testBars(60), { params })

  it('is there in methods, in fields and in the constructor', async () => {
    const parts = {
      members: 'twice = this.params.n * 2',
      enter: "return bar.hour === this.twice + this.params.n ? 'long' : 'none'",
      exit: 'return true',
    }
    expect((await orders(run(parts, { n: 3 }))).flatMap((action, i) => (action === 1 ? [i] : []))).toEqual([9, 33, 57])
  })

  it.each([
    ['a misspelt name', "return this.params.leval > 3 ? 'long' : 'none'", 'unknown_field', 'did you mean "level"?'],
    ['an assignment', "this.params = { level: 9 }; return 'none'", 'threw', 'TypeError'],
    ['a change', "this.params.level = 9; return 'none'", 'threw', 'TypeError'],
  ])('refuses %s', async (_what, enter, code, part) => {
    const outcome = await sandbox.run(run({ enter }, { level: 3 }))
    expect(outcome).toMatchObject({ ok: false, failure: { code } })
    expect(!outcome.ok && outcome.failure.message).toContain(part)
  })

  it('belongs to the strategy itself where none is declared', async () => {
    const parts = {
      members: 'params = { n: 4 }',
      enter: "this.params.n += 1; return this.params.n === 9 ? 'long' : 'none'",
      exit: 'return true',
    }
    expect((await orders(run(parts))).indexOf(1)).toBe(9)
  })
})
