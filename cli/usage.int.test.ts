import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { runCli } from '../fixtures/cli.ts'
import { temporaryHome } from '../fixtures/home.ts'

const home = temporaryHome()
const file = (name: string, text: string): string => {
  const path = join(home, name)
  writeFileSync(path, text)
  return path
}

const STRATEGY = `export default class Cross extends Strategy {
  static needs = { warmupBars: 30, indicators: { fast: ['sma', { period: 5 }], slow: ['sma', { period: 20 }] }, models: {} }
  static exits = { stopLoss: 0.05 }
  shouldEnter(bar) { return bar.fast > bar.slow ? 'long' : 'none' }
  shouldExit(bar) { return bar.fast < bar.slow }
}`

beforeAll(async () => {
  const stored = await runCli(['data', 'sample', '--bars', '2000', '--symbols', 'BTCUSDT', '--seed', '2', '--workspace', home])
  expect(stored.code, stored.stderr).toBe(0)
})

describe('wrong input', { timeout: 60_000 }, () => {
  it.each([
    ['an unknown command', ['reserch'], 2, /unknown command 'reserch'/],
    ['an unknown option', ['research', '--strategys', '3'], 2, /Did you mean --strategies/],
    ['a number that is none', ['research', '--strategies', 'many'], 2, /a whole number from 1 to 10000/],
    ['a date that is none', ['research', '--from', '2023-02-31'], 2, /"2023-02-31" is no date/],
    ['an unknown dataset', ['research', '--dataset', 'binance:BTCUSDT:1h'], 4, /no dataset "binance:BTCUSDT:1h"/],
    ['half a dataset', ['research', '--symbol', 'BTCUSDT'], 2, /go together/],
    ['an unknown session', ['research', '--resume', 'ses_000000000000'], 4, /No session/],
    ['a resumed session with other wishes', ['research', '--resume', 'ses_0', '--seed', '3'], 2, /leave out --seed/],
    ['an unknown strategy', ['strategies', 'show', 'strat_nope'], 4, /no strategy "strat_nope"/],
    ['SQL that reads files', ['strategies', 'sql', "SELECT * FROM read_csv('/etc/passwd')"], 2, /read_csv is not allowed/],
    ['SQL that writes', ['strategies', 'sql', 'DROP TABLE strategies'], 2, /quantopia: /],
    [
      'a file that is not there',
      ['data', 'import', 'nope.csv', '--exchange', 'x', '--symbol', 'Y', '--timeframe', '1h'],
      2,
      /no file nope.csv/,
    ],
    ['a timeframe that is none', ['data', 'sample', '--timeframe', '1hr'], 2, /Unknown timeframe "1hr" \(did you mean "1h"/],
    ['a strategy file that is not there', ['backtest', './nope.ts'], 2, /no file \.\/nope.ts/],
  ])('%s is told in one sentence, and with --json as a document', async (_name, args, code, sentence) => {
    const [human, machine] = await Promise.all([runCli([...args, '--workspace', home]), runCli([...args, '--json', '--workspace', home])])
    expect(human.code, human.stderr).toBe(code)
    expect(human.stderr).toMatch(sentence)
    expect(human.stdout).toBe('')
    expect(machine.code).toBe(code)
    expect((JSON.parse(machine.stdout) as { error: { code: string } }).error.code).toBeTruthy()
  })

  it.each([
    [['strategies', 'by-model', 'XGBoost_direction_v9'], 'No strategy uses XGBoost_direction_v9.\n'],
    [['strategies', 'top', '--dataset', 'x:Y:1h'], 'No strategies on x:Y:1h.\n'],
    [['strategies', 'recent'], 'No strategies yet; run: quantopia research\n'],
  ])('says of %j what there is none of', async (args, sentence) => {
    expect(await runCli([...args, '--workspace', home])).toMatchObject({ code: 0, stdout: sentence })
  })

  it('refuses files that are no bars, with a reason', async () => {
    const run = await runCli([
      'data',
      'import',
      file('junk.csv', 'hello\nworld\n'),
      '--exchange',
      'x',
      '--symbol',
      'Y',
      '--timeframe',
      '1h',
      '--workspace',
      home,
    ])
    expect(run.code).toBe(3)
    expect(run.stderr).toMatch(/junk\.csv/)
  })
})

describe('quantopia backtest', { timeout: 60_000 }, () => {
  it('tells figures, baselines and trades of a file, and counts the trial once', async () => {
    const path = file('cross.ts', STRATEGY)
    const run = await runCli(['backtest', path, '--json', '--workspace', home])
    expect(run.code, run.stderr).toBe(0)
    const result = JSON.parse(run.stdout) as { metrics: { num_trades: number }; trades: unknown[]; synthetic: boolean }
    expect(result.metrics.num_trades).toBeGreaterThan(10)
    expect(result.trades).toHaveLength(result.metrics.num_trades)
    expect(result.synthetic).toBe(true)
    await runCli(['backtest', path, '--workspace', home])
    const { stdout } = await runCli([
      'strategies',
      'sql',
      "SELECT count(*)::INT AS n FROM trials WHERE kind = 'manual'",
      '--json',
      '--workspace',
      home,
    ])
    expect((JSON.parse(stdout) as { rows: number[][] }).rows).toEqual([[1]])
  })

  it('names the reason where the sandbox refuses the text', async () => {
    const path = file('import.ts', `import fs from 'node:fs'\n${STRATEGY}`)
    const run = await runCli(['backtest', path, '--workspace', home])
    expect(run.code).toBe(3)
    expect(run.stderr).toMatch(/policy \(import_forbidden\)/)
  })
})
