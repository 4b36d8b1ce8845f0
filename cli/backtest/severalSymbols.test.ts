import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CommanderError } from 'commander'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { walkingBars } from '../../backtest/proof/madeUpBars.ts'
import { messageOf, QuantopiaError } from '../../domain/errors.ts'
import { temporaryHome } from '../../fixtures/home.ts'
import { seededRandom } from '../../math/random.ts'
import { buildProgram } from '../program.ts'

const home = temporaryHome()
const bars = walkingBars(seededRandom(12), 24 * 40, 0.01)

function path(name: string, text: string): string {
  writeFileSync(join(home, name), text)
  return join(home, name)
}

async function run(...args: string[]): Promise<{ code: number; stdout: string; message: string }> {
  let stdout = ''
  const out = vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    stdout += String(chunk)
    return true
  })
  const err = vi.spyOn(process.stderr, 'write').mockImplementation(() => true)
  try {
    await buildProgram().parseAsync([...args, '--workspace', home], { from: 'user' })
    return { code: 0, stdout, message: '' }
  } catch (error) {
    const code = error instanceof QuantopiaError ? error.exitCode : error instanceof CommanderError ? 2 : 1
    return { code, stdout, message: messageOf(error) }
  } finally {
    out.mockRestore()
    err.mockRestore()
  }
}

const DAILY = `export default class Daily extends Strategy {
  static needs = { warmupBars: 1 }
  shouldEnter(bar) { return bar.hour === 3 ? 'short' : 'none' }
  shouldExit(bar) { return bar.hour === 9 }
}`
const SPOT = 'binance:AAA:1h'
const OTHER = 'binance:BBB:1h'
const CONTRACT = 'binance:AAA-PERP:1h'
let strategy = ''

beforeAll(async () => {
  strategy = path('daily.ts', DAILY)
  const rows = [...bars.time].map((time, i) => [time, bars.open[i], bars.high[i], bars.low[i], bars.close[i], 1000].join(','))
  const file = path('hours.csv', ['time,open,high,low,close,volume', ...rows, ''].join('\n'))
  const rates = [...bars.time].filter((_, i) => i % 8 === 0).map((time) => `${time},0.0001`)
  const funding = path('funding.csv', ['fundingTime,fundingRate', ...rates, ''].join('\n'))
  for (const args of [
    [file, '--symbol', 'AAA', '--timeframe', '1h'],
    [file, '--symbol', 'BBB', '--timeframe', '1h'],
    [file, '--symbol', 'AAA-PERP', '--timeframe', '1h'],
    [funding, '--symbol', 'AAA-PERP', '--kind', 'funding'],
  ]) {
    const { code, message } = await run('data', 'import', ...args, '--exchange', 'binance')
    expect(code, message).toBe(0)
  }
}, 120_000)

interface Document {
  readonly engine: { readonly longest_halt_ms?: number; readonly costs: Record<string, number> }
  readonly funding_paid: number | null
  readonly borrow_paid: number | null
}

async function account(ids: readonly string[], ...options: string[]): Promise<Document> {
  const { code, stdout, message } = await run('backtest', strategy, '--symbols', ids.join(','), ...options, '--json')
  expect(code, message).toBe(0)
  return JSON.parse(stdout) as Document
}

describe('one account over several symbols', { timeout: 60_000 }, () => {
  it('has one schedule of fees: spot beside a contract of the same exchange is refused with --fees exchange', async () => {
    const mixed = await run('backtest', strategy, '--symbols', [SPOT, CONTRACT].join(','), '--fees', 'exchange')
    expect(mixed).toEqual({
      code: 2,
      stdout: '',
      message: `--fees exchange is 10 bp for makers and 10 bp for takers on ${SPOT}, and 2 bp for makers and 5 bp for takers on ${CONTRACT}: one account has one schedule; give --maker-bps and --taker-bps.`,
    })
  })

  it('of spot alone it is what the exchange takes; the document has the settings that were used, the longest halt too', async () => {
    const { engine } = await account([SPOT, OTHER], '--fees', 'exchange')
    expect(engine).toMatchObject({ costs: { maker_fee_bps: 10, taker_fee_bps: 10 }, longest_halt_ms: 7 * 86_400_000 })
  })

  it('can leave funding out, as the refusal of two fees for one short advises', async () => {
    const both = await run('backtest', strategy, '--symbols', [SPOT, CONTRACT].join(','), '--borrow-bps', '500')
    expect([both.code, both.message]).toEqual([2, expect.stringContaining('leave one of them out (--funding none)')])
    const borrowed = await account([SPOT, CONTRACT], '--borrow-bps', '500', '--funding', 'none')
    expect(borrowed.funding_paid).toBeNull()
    expect(borrowed.borrow_paid).toBeGreaterThan(0)
  })
})
