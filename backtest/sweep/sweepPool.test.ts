import { afterAll, describe, expect, it } from 'vitest'
import { BadDataError, UsageError } from '../../domain/errors.ts'
import { seededRandom } from '../../math/random.ts'
import { walkingBars } from '../proof/madeUpBars.ts'
import type { Combination, SweepOptions, SweepResult } from './combination.ts'
import { crossover, crossovers } from './crossover.ts'
import { sharedColumn } from './shared.ts'
import { sweep } from './sweep.ts'
import { openSweepPool, sweepOnCores } from './sweepPool.ts'

const bars = walkingBars(seededRandom('pool'), 20_000, 0.01)
const random = seededRandom('columns')
let level = 0
const columns = Object.fromEntries(
  ['a', 'b', 'c', 'd', 'e'].map((name) => [name, Float64Array.from(bars.close, () => (level = 0.95 * level + random() - 0.5))]),
)
const stops: Combination[] = [0.01, 0.02, 0.05].map((stopLoss) => ({
  enterLong: { left: 'a', is: 'above', right: 1 },
  enterShort: { left: 'a', is: 'below', right: -1 },
  exits: { stopLoss, trailingStop: 2 * stopLoss, maxBarsHeld: 30 },
}))
const pairs = crossovers(Object.keys(columns))
const many = { length: 600, at: (k: number) => (k % 13 < 10 ? pairs.at(k % 13) : stops[(k % 13) - 10]) }

function expectSame(got: SweepResult, expected: SweepResult): void {
  for (const name of ['totalReturn', 'sharpeRatio', 'maxDrawdown', 'trades', 'feesPaid'] as const) expect(got[name]).toEqual(expected[name])
  expect(got.equity?.length).toBe(expected.equity?.length)
  got.equity?.forEach((curve, k) => expect(Float64Array.from(curve)).toEqual(expected.equity![k]))
}

describe('a pool of threads', () => {
  const pool = openSweepPool(2)
  afterAll(() => pool.close())

  it('gives what one thread gives, to the last bit, sweep after sweep', async () => {
    const settings: SweepOptions[] = [{}, { tradeFrom: 500, perBar: '1h' }, { closeFill: true }]
    const all = await Promise.all(settings.map((options) => pool.sweep(bars, columns, many, options)))
    all.forEach((result, k) => expectSame(result, sweep(bars, columns, many, settings[k])))
    expect(all[0]!.trades.every((trades) => trades > 0)).toBe(true)
    expectSame(await pool.sweep(bars, columns, stops, { equity: true }), sweep(bars, columns, stops, { equity: true }))
  })

  it('tells how far it is, up to the end', async () => {
    const told: number[] = []
    await pool.sweep(bars, columns, many, {
      onProgress: (done, count) => {
        expect(count).toBe(600)
        told.push(done)
      },
    })
    expect(told.length).toBeGreaterThan(2)
    expect(told.at(-1)).toBe(600)
    expect(told).toEqual([...told].sort((a, b) => a - b))
  })

  it('refuses what one thread refuses, also in the middle, and goes on to the next sweep', async () => {
    const late = { length: 600, at: (k: number) => (k === 550 ? crossover('a', 'z') : many.at(k)) }
    await expect(pool.sweep(bars, columns, late)).rejects.toThrow(UsageError)
    await expect(pool.sweep({ ...bars, open: bars.open.map(() => 0) }, columns, many)).rejects.toThrow(BadDataError)
    expectSame(await pool.sweep(bars, columns, stops), sweep(bars, columns, stops))
  })

  it('makes combinations only as threads have room for them', async () => {
    let made = 0
    const ahead: number[] = []
    const lazy = { length: 1800, at: (k: number) => (made++, many.at(k % 600)) }
    await pool.sweep(bars, columns, lazy, { onProgress: (done) => ahead.push(made - done) })
    expect(made).toBe(1800)
    // Two chunks in each of two threads.
    expect(Math.max(...ahead)).toBeLessThanOrEqual(4 * Math.ceil(2_000_000 / 20_000))
  })

  it('sweeps nothing without a complaint', async () => {
    expect((await pool.sweep(bars, columns, [])).trades.length).toBe(0)
  })
})

it('a single sweep on several cores starts and ends its own threads', async () => {
  expectSame(await sweepOnCores(bars, columns, stops, { cores: 3 }), sweep(bars, columns, stops))
  await expect(sweepOnCores(bars, columns, stops, { cores: 0 })).rejects.toThrow(UsageError)
})

it('does not copy what is shared already', () => {
  const once = sharedColumn(bars.close)
  expect(sharedColumn(once)).toBe(once)
  expect(once).toEqual(bars.close)
})
