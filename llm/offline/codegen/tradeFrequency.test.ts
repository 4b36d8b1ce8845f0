import { existsSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import { evaluateStrategy } from '../../../backtest/evaluate.ts'
import { BAR_COLUMNS, type Bars } from '../../../domain/bars.ts'
import { openSandbox } from '../../../sandbox/pool.ts'
import { strategySource } from '../../../sandbox/source.ts'
import { askCodegen, askStrategist, valueOf } from '../proof/askPolicy.ts'
import { emptyWorld } from '../proof/fakeWorld.ts'

const FILE = new URL('../../../../shared/market-data/binance-spot/BTCUSDT-1h-2021-2026.csv.gz', import.meta.url)
const STRATEGIES = 10

/** December 2022, to warm up on, and the first half of 2023. */
function halfYear(): Bars {
  const lines = gunzipSync(readFileSync(FILE)).toString('utf8').split('\n')
  const rows = lines.filter((line) => /^(?:2022-12|2023-0[1-6])/.test(line)).map((line) => line.split(','))
  const column = (at: number): Float64Array =>
    Float64Array.from(rows, (row) => (at === 0 ? Date.parse(row[0]!.replace(' ', 'T')) : Number(row[at])))
  return Object.fromEntries(BAR_COLUMNS.map((name, at) => [name, column(at)])) as unknown as Bars
}

describe.skipIf(!existsSync(FILE))('strategies of the offline policy on BTC/USDT 1h (needs ../shared/market-data)', () => {
  const sandbox = openSandbox({ processes: 1 })
  afterAll(() => sandbox.close())

  it('run, look at nothing ahead, and trade neither never nor all the time', async () => {
    const bars = halfYear()
    const trades: number[] = []
    for (let seed = 300; seed < 300 + STRATEGIES; seed++) {
      const decision = valueOf(await askStrategist(emptyWorld(), { seed }))
      const { code } = valueOf(await askCodegen(emptyWorld(), decision, { seed }))
      const from = Date.UTC(2023, 0, 1)
      const outcome = await evaluateStrategy({
        sandbox,
        source: strategySource(code),
        bars,
        timeframe: '1h',
        from,
        seed,
        ledger: () => undefined,
      })
      expect(outcome.ok, outcome.ok ? '' : `${outcome.failure.message}\n${code}`).toBe(true)
      if (outcome.ok) trades.push(outcome.metrics.num_trades)
    }
    // Half a year: 20 to 400 trades a year are 10 to 200 here.
    const sensible = trades.filter((count) => count >= 8 && count <= 220)
    expect(sensible.length, trades.join(' ')).toBeGreaterThanOrEqual(STRATEGIES - 1)
    expect(Math.min(...trades)).toBeGreaterThan(0)
  })
})
