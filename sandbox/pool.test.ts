import { readFileSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { strategyText } from './corpus/case.ts'
import { column, testBars, testRun } from './corpus/market.ts'
import { DEFAULT_ENGINE, type EngineSettings } from '../domain/order.ts'
import { openSandbox } from './pool.ts'
import { strategySource } from './source.ts'
import type { StrategyRun } from './types.ts'

const sandbox = openSandbox({ processes: 2 })
afterAll(() => sandbox.close())

async function entries(run: StrategyRun): Promise<number[]> {
  const outcome = await sandbox.run(run)
  if (!outcome.ok) throw new Error(outcome.failure.message)
  return [...outcome.actions].flatMap((action, index) => (action === 1 || action === 2 ? [index] : []))
}

/** Indices of the bars at which a condition holds: in and out again by turns cost a bar, so the exit is immediate. */
async function barsWhere(condition: string, run: Partial<StrategyRun> = {}, length = 60): Promise<number[]> {
  const text = strategyText({ members: 'odd = 0', enter: `return ${condition} ? 'long' : 'none'`, exit: 'return true' })
  return entries(testRun(text, testBars(length), run))
}

describe('what a strategy sees', () => {
  it('the hour and the day of the week, in UTC', async () => {
    expect(await barsWhere('bar.hour === 0 && bar.dayOfWeek === 1', {}, 24 * 8)).toEqual([24 * 7])
    expect(await barsWhere('bar.hour === 23 && bar.dayOfWeek === 0', {}, 24 * 8)).toEqual([24 * 7 - 1])
    expect(await barsWhere('bar.ago(6).hour === 23 && bar.ago(6).dayOfWeek === 1')).toEqual([29])
  })

  it('prices, indicators and earlier bars as the columns have them', async () => {
    const run = testRun('')
    const wave = run.indicators['rsi']?.['value'] as Float64Array
    const crossing = [...wave].flatMap((value, i) => (i >= 5 && i < 59 && (wave[i - 1] as number) < 0 && value >= 0 ? [i] : []))
    expect(crossing.length).toBeGreaterThan(0)
    expect(await barsWhere('bar.ago(1).rsi < 0 && bar.rsi >= 0')).toEqual(crossing)
    expect(await barsWhere('bar.ago(1).macd.macd < 0 && bar.macd.macd >= 0 && bar.macd.histogram === -bar.macd.signal')).toEqual(crossing)
    expect(await barsWhere('bar.macd.signal === 30 && bar.ago(30).macd.signal === 0 && bar.ago(31).macd.signal !== 0')).toEqual([30])
    const { close } = run.bars
    const peak = close.subarray(5, 59).reduce((best, price, i, all) => (price > (all[best] as number) ? i : best), 0) + 5
    expect(await barsWhere(`bar.close === ${close[peak] as number}`)).toEqual([peak])
  })

  it('nothing before the first bar, which is NaN and so compares false', async () => {
    expect(await barsWhere('!(bar.ago(20).close > 0) && bar.ago(19).close > 0')).toEqual([19])
  })

  it('signals of models: at the threshold, at its mirror image, between, and where there is no prediction', async () => {
    const prediction = column(60, (i) => [NaN, 0.6, 0.4, 0.5][i % 4] as number)
    const where = (signal: number): Promise<number[]> =>
      barsWhere(`bar.mlSignal('direction', 0.6) === ${signal} && bar.ago(bar.hour).hour === 0 && bar.hour > 7 && bar.hour < 12`, {
        predictions: { direction: prediction },
      })
    expect(await where(1)).toEqual([9, 33, 57])
    expect(await where(-1)).toEqual([10, 34, 58])
    expect(
      await barsWhere("Number.isNaN(bar.prediction('direction')) && bar.hour === 8", { predictions: { direction: prediction } }),
    ).toEqual([8, 32, 56])
  })

  it('its position', async () => {
    const exit =
      "return position.side === 'short' && position.barsHeld === 3 && position.unrealizedReturn === bar.close / position.entryPrice * -1 + 1"
    const outcome = await sandbox.run(
      testRun(
        strategyText({
          enter: "return 'short'",
          exit: exit.replace('bar.close / position.entryPrice * -1 + 1', '-1 * (bar.close / position.entryPrice - 1)'),
        }),
      ),
    )
    expect(outcome.ok && [...outcome.actions].slice(0, 16)).toEqual([0, 0, 0, 0, 0, 2, 0, 0, 3, 2, 0, 0, 3, 2, 0, 0])
  })
})

describe('a long run', () => {
  it('begins as a short one does, whatever the strategy remembers of the bars that it was asked about', async () => {
    const text = strategyText({
      members: 'asked = 0',
      enter: "return ++this.asked % 7 === 0 ? (bar.hour < 12 ? 'long' : 'short') : 'none'",
      exit: 'return ++this.asked % 5 === 0',
    })
    const [short, long] = await Promise.all([30_000, 60_000].map((length) => sandbox.run(testRun(text, testBars(length)))))
    if (!short?.ok || !long?.ok) throw new Error('a run failed')
    const common = short.actions.length - 1
    expect(short.actions.filter((action) => action !== 0).length).toBeGreaterThan(5_000)
    expect(Buffer.from(long.actions.subarray(0, common)).equals(Buffer.from(short.actions.subarray(0, common)))).toBe(true)
  })
})

describe('declare', () => {
  it('takes the strategy of the recipe', async () => {
    const recipe = readFileSync(new URL('../docs/recipes/writing-a-strategy.md', import.meta.url), 'utf8')
    const text = /```ts\n([^]*?)```/.exec(recipe)?.[1] ?? ''
    expect(await sandbox.declare(strategySource(text))).toMatchObject({
      ok: true,
      declaration: {
        name: 'OversoldTrend',
        needs: { warmupBars: 200, indicators: { trend: ['ema', { period: 200 }] } },
        exits: { maxBarsHeld: 72 },
      },
    })
  })

  it('takes the tuned strategy of the recipe', async () => {
    const recipe = readFileSync(new URL('../docs/recipes/writing-a-strategy.md', import.meta.url), 'utf8')
    const text = /```ts\n([^`]*class TunedOversold[^]*?)```/.exec(recipe)?.[1] ?? ''
    const declared = await sandbox.declare(strategySource(text))
    expect(declared).toMatchObject({
      ok: true,
      declaration: { needs: { indicators: { rsi: ['rsi', { period: 14 }] } }, exits: { stopLoss: 0.03 } },
    })
    const grid = declared.ok ? declared.declaration.params?.grid : undefined
    expect([grid?.length, grid?.[0].params]).toEqual([27, { period: 14, level: 30, stop: 0.03 }])
  })
})

describe('runs', () => {
  const gambler = strategyText({ enter: "return Math.random() < 0.2 ? 'long' : 'none'", exit: 'return Math.random() < 0.2' })
  const hoarder = strategyText({
    head: 'const seen = []',
    members: 'count = 0',
    enter: "seen.push(this.count++); return seen.length === 1 ? 'long' : 'none'",
    exit: 'return true',
  })

  it('give the same answer for the same seed, in whatever process, and another for another seed', async () => {
    const runs = await Promise.all(Array.from({ length: 6 }, () => entries(testRun(gambler))))
    for (const run of runs) expect(run).toEqual(runs[0])
    expect(await entries(testRun(gambler, testBars(60), { seed: 2 }))).not.toEqual(runs[0])
  })

  it('leave nothing behind for the next one', async () => {
    for (let turn = 0; turn < 4; turn++) expect(await entries(testRun(hoarder))).toEqual([5])
  })

  it('see columns that were changed in place since the last run', async () => {
    const bars = testBars(60)
    const run = testRun(strategyText({ enter: "return bar.volume === 777 ? 'long' : 'none'", exit: 'return true' }), bars)
    expect(await entries(run)).toEqual([])
    bars.volume[20] = 777
    expect(await entries(run)).toEqual([20])
  })

  it('of more columns than the limit of memory still run: columns are not the strategy’s', async () => {
    const small = openSandbox({ processes: 1, memoryMb: 16 })
    const bars = testBars(300_000)
    const many = Object.fromEntries(Array.from({ length: 6 }, (_, k) => [`x${k}`, { value: column(300_000, (i) => i * k) }]))
    const text = strategyText({ enter: "return bar.x5 === 5 * 250000 ? 'long' : 'none'", exit: 'return true' })
    const outcome = await small.run(testRun(text, bars, { indicators: many, predictions: {} }))
    expect(outcome.ok && outcome.actions.indexOf(1)).toBe(250_000)
    await small.close()
  })

  it('on no bars, or on one, give no orders', async () => {
    for (const length of [0, 1]) {
      expect(await sandbox.run(testRun(gambler, testBars(length), { tradeFrom: 0 }))).toEqual({ ok: true, actions: new Uint8Array(length) })
    }
  })

  it('fail loudly when it is the engine that is wrong', async () => {
    await expect(sandbox.run(testRun(gambler, testBars(10), { kernel: 'function simulate() { return nothing }' }))).rejects.toThrow(
      'engine failed',
    )
    await expect(sandbox.run(testRun(gambler, testBars(10), { kernel: 'function simulate(' }))).rejects.toThrow('sandbox itself failed')
    expect(await entries(testRun(hoarder))).toEqual([5])
  })

  it('that cannot be handed over leave nothing half sent to the next', async () => {
    const alone = openSandbox({ processes: 1 })
    const engine = { ...DEFAULT_ENGINE, costs: () => 0 } as unknown as EngineSettings
    for (const text of [gambler, strategyText({ enter: "return 'long'", exit: 'return true' })]) {
      await expect(alone.run(testRun(text, testBars(90), { engine }))).rejects.toThrow('could not be cloned')
      expect(await alone.run(testRun(text, testBars(90)))).toMatchObject({ ok: true })
    }
    await alone.close()
  })
})

describe('a sandbox', () => {
  it('that is closed answers what is under way, waiting and later with sandbox_closed', async () => {
    const closing = openSandbox({ processes: 1 })
    const endless = testRun(strategyText({ enter: 'for (;;) {}' }))
    const underWay = [closing.run(endless), closing.run(endless)]
    await closing.declare(strategySource('nonsense'))
    setTimeout(() => void closing.close(), 300)
    const outcomes = [...(await Promise.all(underWay)), await closing.run(endless)]
    for (const outcome of outcomes) expect(outcome).toMatchObject({ ok: false, failure: { code: 'sandbox_closed' } })
  })

  it('runs more requests than it has processes, each with its own answer', async () => {
    const outcomes = await Promise.all(Array.from({ length: 12 }, (_, k) => barsWhere(`bar.macd.signal === ${10 + k}`)))
    expect(outcomes).toEqual(Array.from({ length: 12 }, (_, k) => [10 + k]))
  })
})
