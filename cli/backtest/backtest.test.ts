import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CommanderError } from 'commander'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { walkingBars } from '../../backtest/proof/madeUpBars.ts'
import { messageOf, QuantopiaError } from '../../domain/errors.ts'
import type { Metrics } from '../../domain/metrics.ts'
import { temporaryHome } from '../../fixtures/home.ts'
import { seededRandom } from '../../math/random.ts'
import { buildProgram } from '../program.ts'

const home = temporaryHome()
const path = (name: string, text: string): string => {
  writeFileSync(join(home, name), text)
  return join(home, name)
}

interface Run {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** The whole command line in this process: a process of its own for each of these runs would take longer than they do. One at a time. */
async function run(...args: string[]): Promise<Run> {
  const said = { stdout: '', stderr: '' }
  const spies = (['stdout', 'stderr'] as const).map((stream) =>
    vi.spyOn(process[stream], 'write').mockImplementation((chunk) => {
      said[stream] += String(chunk)
      return true
    }),
  )
  try {
    await buildProgram().parseAsync([...args, '--workspace', home], { from: 'user' })
    return { code: 0, ...said }
  } catch (error) {
    const code = error instanceof QuantopiaError ? error.exitCode : error instanceof CommanderError ? 2 : 1
    return { code, stdout: said.stdout, stderr: `${said.stderr}${messageOf(error)}` }
  } finally {
    for (const spy of spies) spy.mockRestore()
  }
}

async function json<T>(...args: string[]): Promise<T> {
  const { code, stdout, stderr } = await run(...args, '--json')
  expect(code, stderr).toBe(0)
  return JSON.parse(stdout) as T
}
const trials = async (): Promise<Record<string, number>> => {
  const { rows } = await json<{ rows: [string, number][] }>('strategies', 'sql', 'SELECT kind, count(*)::INT AS n FROM trials GROUP BY 1')
  return Object.fromEntries(rows)
}

const DAY = 86_400_000
const HOURS = 24 * 160
const coarse = walkingBars(seededRandom(12), HOURS, 0.01)
const csv = (rows: readonly (readonly (string | number)[])[]): string => `${rows.map((row) => row.join(',')).join('\n')}\n`
const iso = (time: number): string => new Date(time).toISOString().replace('T', ' ').slice(0, 19)

/** Each hour as two half hours that make it up. */
function halves(): (string | number)[][] {
  return [...coarse.time].flatMap((time, i) => {
    const [open, high, low, close] = [coarse.open[i]!, coarse.high[i]!, coarse.low[i]!, coarse.close[i]!]
    return [
      [iso(time), open, high, Math.min(open, high), high, 500],
      [iso(time + DAY / 48), high, high, low, close, 500],
    ]
  })
}

const HEAD = ['date', 'open', 'high', 'low', 'close', 'volume']
const hourly = (k = 1): (string | number)[][] =>
  [...coarse.time].map((time, i) => [iso(time), k * coarse.open[i]!, k * coarse.high[i]!, k * coarse.low[i]!, k * coarse.close[i]!, 1000])

const TUNED = `export default class Tuned extends Strategy {
  static params = { fast: [5, 8, 12], slow: [20, 40] }
  static needs = { indicators: { fast: ['sma', { period: 'fast' }], slow: ['sma', { period: 'slow' }] } }
  static exits = { stopLoss: 0.03, takeProfit: 0.05 }
  shouldEnter(bar) { return bar.fast > bar.slow ? 'long' : 'short' }
  shouldExit(bar, position) { return position.side === 'long' ? bar.fast < bar.slow : bar.fast > bar.slow }
}`
let tuned = ''
const PERP = ['--dataset', 'ex:AAA-PERP:1h']

beforeAll(async () => {
  tuned = path('tuned.ts', TUNED)
  const file = path('hours.csv', csv([HEAD, ...hourly()]))
  const other = path('other.csv', csv([HEAD, ...hourly(0.9).slice(0, HOURS - 24)]))
  const finer = path('halves.csv', csv([HEAD, ...halves()]))
  const marks = path('marks.csv', csv([HEAD, ...hourly(1.001)]))
  const rates = [...coarse.time].filter((_, i) => i % 8 === 0).map((time, i) => [time + (i % 3), 0.0001])
  const funding = path('funding.csv', csv([['fundingTime', 'fundingRate'], ...rates]))
  const at = (symbol: string): string[] => ['--exchange', 'ex', '--symbol', symbol]
  for (const args of [
    [file, ...at('AAA-PERP'), '--timeframe', '1h'],
    [file, ...at('AAA'), '--timeframe', '1h'],
    [other, ...at('BBB'), '--timeframe', '1h'],
    [finer, ...at('AAA-PERP'), '--timeframe', '30m'],
    [finer, ...at('A/AA'), '--timeframe', '30m'],
    [marks, ...at('AAA-PERP'), '--timeframe', '1h', '--kind', 'mark'],
    [funding, ...at('AAA-PERP'), '--kind', 'funding'],
  ]) {
    const { code, stderr } = await run('data', 'import', ...args)
    expect(code, stderr).toBe(0)
  }
}, 120_000)

interface Single {
  metrics: { num_trades: number; total_return: number; fees_paid: number }
  funding_paid: number | null
  borrow_paid: number | null
  orders_dropped: number
  liquidated: boolean
  market: { funding: { payments: number } | null; mark: object | null; finer: { bars: number } | null }
  trades: { exit_reason: string; entry_price: number }[]
}

describe('funding rates and mark prices', { timeout: 60_000 }, () => {
  it('are listed, checked and refused where they are none', async () => {
    const { datasets, series } = await json<{ datasets: object[]; series: { series_id: string; content_hash: string }[] }>('data', 'list')
    expect(datasets).toHaveLength(5)
    expect(series.map(({ series_id }) => series_id)).toEqual(['ex:AAA-PERP:funding', 'ex:AAA-PERP:mark-1h'])
    const checked = await json<{ content_hash: string; quality: { interval_hours: number } }>('data', 'check', 'ex:AAA-PERP:funding')
    expect(checked).toMatchObject({ content_hash: series[0]!.content_hash, quality: { interval_hours: 8 } })
    const bad = await run('data', 'import', join(home, 'hours.csv'), '--exchange', 'ex', '--symbol', 'C', '--kind', 'funding')
    expect([bad.code, bad.stderr]).toEqual([3, expect.stringContaining('holds bars, not funding rates')])
  })

  it('of the dataset’s own market are used, and can be left out', async () => {
    const own = await json<Single>('backtest', tuned, ...PERP)
    const none = await json<Single>('backtest', tuned, ...PERP, '--funding', 'none', '--mark', 'none')
    const spot = await json<Single>('backtest', tuned, '--dataset', 'ex:AAA:1h')
    expect(own.market.funding?.payments).toBeGreaterThan(300)
    expect(own.market.mark).not.toBeNull()
    expect(own.funding_paid).not.toBeNull()
    expect(none).toMatchObject({ funding_paid: null, market: { funding: null, mark: null } })
    expect(none.metrics).toEqual(spot.metrics)
    expect(own.metrics.total_return).not.toBe(none.metrics.total_return)
  })

  it('and finer bars decide what is met first inside an hour', async () => {
    const tight = path('tight.ts', TUNED.replace('stopLoss: 0.03, takeProfit: 0.05', 'stopLoss: 0.006, takeProfit: 0.006'))
    const finer = await json<Single>('backtest', tight, ...PERP, '--finer', 'auto')
    const plain = await json<Single>('backtest', tight, ...PERP)
    expect(finer.market.finer?.bars).toBeGreaterThan(HOURS)
    const targets = ({ trades }: Single): number => trades.filter(({ exit_reason }) => exit_reason === 'take_profit').length
    // However the symbol is spelt: ex:A/AA:30m is the market of ex:AAA:1h.
    expect((await json<Single>('backtest', tight, '--dataset', 'ex:AAA:1h', '--finer', 'auto')).market.finer?.bars).toBeGreaterThan(HOURS)
    // The high comes first in these half hours, and the pessimistic path supposes the low.
    expect(targets(finer)).toBeGreaterThan(targets(plain))
  })

  it('and finer bars that end earlier are sealed from earlier on', async () => {
    const early = path('early.csv', csv([HEAD, ...halves().slice(0, HOURS)]))
    expect((await run('data', 'import', early, '--exchange', 'ex', '--symbol', 'AA/A', '--timeframe', '30m')).code).toBe(0)
    const { stdout, stderr } = await run('backtest', tuned, '--dataset', 'ex:AAA:1h', '--finer', 'ex:AA/A:30m', '--json')
    // The window of the hours goes on behind the last of these half hours: whatever is left out is left out by their own seal.
    const bars = (JSON.parse(stdout) as Single).market.finer?.bars ?? 0
    expect(bars).toBeGreaterThan(0.7 * HOURS)
    expect(bars).toBeLessThanOrEqual(0.8 * HOURS)
    expect(stderr).toMatch(/ex:AA\/A:30m is sealed from \d{4}-\d\d-\d\d on/)
  })
})

describe('what does not fit together', { timeout: 60_000 }, () => {
  it('another coin’s funding is used where it is asked for, with a note', async () => {
    const notesOn = async (dataset: string): Promise<string[]> =>
      (await json<{ notes: string[] }>('backtest', tuned, '--dataset', dataset, '--funding', 'ex:AAA-PERP:funding')).notes
    expect(await notesOn('ex:BBB:1h')).toContainEqual(expect.stringContaining('ex:AAA-PERP:funding is of another symbol than ex:BBB:1h'))
    expect((await notesOn('ex:AAA:1h')).join()).not.toContain('another symbol')
  })

  it('symbols of which one begins when another is sealed have no time in common, and no account', async () => {
    const rows = hourly().map(([, ...prices], i) => [iso(coarse.time[i]! + HOURS * (DAY / 24)), ...prices])
    await run('data', 'import', path('late.csv', csv([HEAD, ...rows])), '--exchange', 'ex', '--symbol', 'LATE', '--timeframe', '1h')
    const { code, stderr } = await run('backtest', tuned, '--symbols', 'ex:LATE:1h,ex:AAA:1h')
    expect(code).toBe(2)
    expect(stderr).toMatch(/^ex:AAA:1h is sealed from 2024-\d\d-\d\d on .*ex:LATE:1h only begins 2024-.*no time in common/)
  })
})

describe('quantopia backtest with settings', { timeout: 60_000 }, () => {
  it('liquidates, drops, charges a borrower, and writes the trades', async () => {
    const file = join(home, 'trades.csv')
    const margin = ['--leverage', '40', '--maintenance', '0.01', '--liquidation-fee-bps', '20', '--size', '0.9']
    const levered = await json<Single>('backtest', tuned, ...PERP, ...margin)
    const least = ['--min-notional', '1e6', '--borrow-bps', '500', '--trades', file]
    const small = await json<Single>('backtest', tuned, '--dataset', 'ex:AAA:1h', ...least)
    expect(levered).toMatchObject({ liquidated: true })
    expect(levered.trades.at(-1)?.exit_reason).toBe('liquidation')
    expect(small).toMatchObject({ borrow_paid: 0, metrics: { num_trades: 0 } })
    expect(small.orders_dropped).toBeGreaterThan(0)
    expect(readFileSync(file, 'utf8')).toMatch(/^side,entry_time,exit_time,/)
    const short = await json<Single>('backtest', tuned, '--dataset', 'ex:AAA:1h', '--borrow-bps', '500', '--params', 'fast=5,slow=40')
    expect(short.borrow_paid).toBeGreaterThan(0)
  })

  it.each([
    ['one.csv', ['--dataset', 'ex:AAA:1h', '--fee-bps', '2']],
    ['two.csv', ['--symbols', 'ex:AAA:1h,ex:BBB:1h', '--fee-bps', '2']],
  ])('writes the equity of every bar, from which its figures follow: %s', async (name, market) => {
    const file = join(home, name)
    const { metrics } = await json<{ metrics: Metrics }>('backtest', tuned, ...market, '--equity', file)
    const [head, ...rows] = readFileSync(file, 'utf8').trim().split('\n')
    const equity = rows.map((row) => Number(row.split(',')[1]))
    expect(head).toBe('time,equity')
    expect(rows).toHaveLength(metrics.bars)
    expect(Date.parse(rows[1]!.split(',')[0]!) - Date.parse(rows[0]!.split(',')[0]!)).toBe(DAY / 24)
    expect(equity.at(-1)! / 10_000 - 1).toBeCloseTo(metrics.total_return, 12)
    let peak = 10_000
    const below = equity.map((value) => 1 - value / (peak = Math.max(peak, value)))
    expect(Math.max(...below)).toBeCloseTo(metrics.max_drawdown, 12)
  })

  it.each([
    [['--maintenance', '0.1'], 2, /--maintenance means nothing without --leverage/],
    [['--mark', 'ex:AAA-PERP:mark-8h', ...PERP], 4, /no series "ex:AAA-PERP:mark-8h"/],
    [['--funding', 'ex:AAA-PERP:mark-1h', ...PERP], 2, /is a series of mark prices/],
    [['--finer', 'ex:AAA:1h', ...PERP], 2, /another market/],
    [['--borrow-bps', '5', ...PERP], 2, /leave one of them out/],
    [['--equity', 'e.csv', '--grid', ...PERP], 2, /leave --equity out/],
    [['--leverage', '5000', ...PERP], 2, /margin.leverage is 5000/],
    [['--fees', 'exchange', ...PERP], 2, /Unknown exchange "ex"/],
    [['--params', 'fast=6', ...PERP], 2, /give one of 5, 8, 12/],
    [['--max-points', '3', ...PERP], 3, /at most 3 are allowed.*--max-points/],
    [['--symbols', 'ex:AAA:1h,ex:AAA-PERP:30m'], 2, /one timeframe/],
  ])('refuses %j in one sentence', async (args, code, message) => {
    const { code: exit, stderr, stdout } = await run('backtest', tuned, ...args)
    expect([exit, stdout]).toEqual([code, ''])
    expect(stderr).toMatch(message)
  })
})

describe('many combinations', { timeout: 120_000 }, () => {
  it('in a grid: every point is a trial, the best come first', async () => {
    const before = await trials()
    const grid = await json<{ combinations: number; points: { sharpe_ratio: number; num_trades: number }[] }>(
      'backtest',
      tuned,
      '--dataset',
      'ex:BBB:1h',
      '--grid',
    )
    expect([grid.combinations, grid.points.length]).toEqual([6, 6])
    const sharpes = grid.points.map(({ sharpe_ratio }) => sharpe_ratio)
    expect(sharpes).toEqual([...sharpes].sort((a, b) => b - a))
    const after = await trials()
    expect((after['parameter'] ?? 0) - (before['parameter'] ?? 0)).toBe(5)
    expect((after['manual'] ?? 0) - (before['manual'] ?? 0)).toBe(1)
    const again = await run('backtest', tuned, '--dataset', 'ex:BBB:1h', '--grid', '--top', '2')
    expect(again.stdout).toContain(
      `The best 2 of 6 combinations (all with --json); the median Sharpe is ${((sharpes[2]! + sharpes[3]!) / 2).toFixed(2)}`,
    )
    expect(await trials()).toEqual(after)
  })

  it('walked forward: folds, stitched figures, every point a trial; another schedule is another walk', async () => {
    const days = ['--train-days', '60', '--test-days', '20', '--step-days', '20']
    const before = await trials()
    const walk = (...more: string[]) =>
      json<{
        folds: { params: object }[]
        out_of_sample: { days: number; sharpe_ratio: number }
        oos_sharpe: number
        combinations: number
      }>('backtest', tuned, '--dataset', 'ex:BBB:1h', '--walk-forward', ...more)
    const walked = await walk(...days)
    expect(walked.folds.length).toBeGreaterThan(2)
    expect(walked.combinations).toBe(6)
    expect(walked.out_of_sample.sharpe_ratio).toBe(walked.oos_sharpe)
    expect(walked.out_of_sample.days).toBeGreaterThan(40)
    const after = await trials()
    expect((after['parameter'] ?? 0) - (before['parameter'] ?? 0)).toBe(5)
    expect(await walk(...days)).toEqual(walked)
    expect(await trials()).toEqual(after)
    await walk()
    expect((await trials())['parameter']).toBe((after['parameter'] ?? 0) + 5)
  })
})

describe('a combination that fails', { timeout: 60_000 }, () => {
  const moody = (limit: number): string => `export default class Moody extends Strategy {
    static params = { n: [1, 2, 3] }
    static needs = { warmupBars: 1 }
    shouldEnter(bar) { if (this.params.n === 3) JSON.parse('boom at ${limit}'); return bar.hour === 3 ? 'long' : 'none' }
    shouldExit() { return true }
  }`

  it.each([['--grid'], ['--walk-forward']])('of %s is a trial like those that ran', async (mode) => {
    const file = path('moody.ts', moody(mode.length))
    const before = await trials()
    const { code, stderr } = await run('backtest', file, '--dataset', 'ex:BBB:1h', mode)
    expect([code, stderr]).toEqual([3, expect.stringContaining('With n = 3')])
    const after = await trials()
    expect((after['manual'] ?? 0) - (before['manual'] ?? 0)).toBe(1)
    expect((after['parameter'] ?? 0) - (before['parameter'] ?? 0)).toBe(2)
    const { rows } = await json<{ rows: [number][] }>(
      'strategies',
      'sql',
      `SELECT count(*)::INT FROM trials WHERE kind = 'parameter' AND outcome = 'failed' AND code_hash = (SELECT code_hash FROM sources WHERE text LIKE '%boom at ${mode.length}%')`,
    )
    expect(rows).toEqual([[1]])
    // Told again it is the same trial, and not one that cannot be stored.
    expect((await run('backtest', file, '--dataset', 'ex:BBB:1h', mode)).code).toBe(3)
    expect(await trials()).toEqual(after)
  })
})

describe('several symbols', { timeout: 60_000 }, () => {
  it('share one account; each dataset counts the look', async () => {
    const before = await trials()
    const file = join(home, 'portfolio.csv')
    const folio = await json<{
      symbols: { num_trades: number; profit: number }[]
      metrics: { num_trades: number; total_return: number }
      trades: object[]
    }>('backtest', tuned, '--symbols', 'ex:AAA:1h,ex:BBB:1h', '--trades', file)
    expect(folio.symbols).toHaveLength(2)
    expect(folio.metrics.num_trades).toBe(folio.trades.length)
    expect(folio.metrics.total_return).toBeCloseTo(folio.symbols.reduce((sum, { profit }) => sum + profit, 0) / 10_000, 9)
    expect(readFileSync(file, 'utf8')).toMatch(/^symbol,side,/)
    expect(((await trials())['manual'] ?? 0) - (before['manual'] ?? 0)).toBe(4)
  })
})

describe('a strategy of the database', { timeout: 120_000 }, () => {
  it('of a session on a contract is run again as it was: with its funding, its fees and its window', async () => {
    const at = ['--exchange', 'binance', '--symbol', 'AAA-PERP']
    await run('data', 'import', join(home, 'hours.csv'), ...at, '--timeframe', '1h')
    await run('data', 'import', join(home, 'funding.csv'), ...at, '--kind', 'funding')
    const session = ['--dataset', 'binance:AAA-PERP:1h', '--strategies', '3', '--llm', 'offline', '--seed', '2']
    const told = await run('research', ...session, '--json')
    expect(told.code, told.stderr).toBe(0)
    expect(told.stderr).toContain('2 bp for makers and 5 bp for takers')
    const { rows } = await json<{ rows: [string, Single['metrics']][] }>(
      'strategies',
      'sql',
      `SELECT strategy_id, metrics FROM strategies WHERE metrics.num_trades > 0`,
    )
    expect(rows.length).toBeGreaterThan(0)
    for (const [id, metrics] of rows) {
      const again = await json<Single>('backtest', id)
      expect(again.metrics).toEqual(metrics)
      expect(again.funding_paid).not.toBeNull()
      expect((await json<Single>('backtest', id, '--fee-bps', '10')).metrics.fees_paid).toBeGreaterThan(again.metrics.fees_paid)
    }
  })
})

const DATA = join(import.meta.dirname, '../../../shared/market-data/binance-spot')

// Real series lie beside the repository; where they are not there, nothing can be said about them.
describe.skipIf(!existsSync(DATA))('LUNA and FTT (skipped where ../shared is absent)', { timeout: 120_000 }, () => {
  it('end as losses of the account that held them', async () => {
    const ids: string[] = []
    for (const symbol of ['BTCUSDT', 'LUNAUSDT', 'FTTUSDT']) {
      const { code } = await run(
        'data',
        'import',
        join(DATA, `${symbol}-1h-2021-2023.csv.gz`),
        '--exchange',
        'binance',
        '--symbol',
        symbol,
        '--timeframe',
        '1h',
      )
      expect(code).toBe(0)
      ids.push(`binance:${symbol}:1h`)
    }
    const hold = path(
      'hold.ts',
      `export default class Hold extends Strategy {
      static needs = { warmupBars: 1 }
      shouldEnter() { return 'long' }
      shouldExit() { return false }
    }`,
    )
    const folio = await json<{
      symbols: { dataset_id: string; delisted_at: string[]; profit: number }[]
      trades: { symbol: string; exit_time: string; profit: number }[]
    }>('backtest', hold, '--symbols', ids.join(','))
    expect(folio.symbols.map(({ delisted_at }) => delisted_at[0])).toEqual([
      undefined,
      '2022-05-13T00:00:00.000Z',
      '2022-11-15T04:00:00.000Z',
    ])
    const luna = folio.trades.find(({ symbol }) => symbol === 'binance:LUNAUSDT:1h')
    expect(luna?.exit_time).toBe('2022-05-13T00:00:00.000Z')
    expect(luna?.profit).toBeLessThan(-3300)
    expect(folio.symbols[2]!.profit).toBeLessThan(-3100)
  })
})
