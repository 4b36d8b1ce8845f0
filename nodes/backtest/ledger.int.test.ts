import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { type BacktestOptions } from '../../cli/backtest/backtestOptions.ts'
import { runBacktest } from '../../cli/backtest/runBacktest.ts'
import { openIo } from '../../cli/io.ts'
import { getOrCreateModel } from '../../cli/models/getOrCreate.ts'
import { readConfig } from '../../config.ts'
import { openFacts } from '../../data/facts/openFacts.ts'
import { storeSample } from '../../data/sample/storeSample.ts'
import { openWorkspace } from '../../data/workspace.ts'
import type { TrialFact } from '../../domain/facts.ts'
import { temporaryHome } from '../../fixtures/home.ts'

const ROOT = join(import.meta.dirname, '../..')
const home = temporaryHome()
const config = readConfig({ QUANTOPIA_HOME: home })
const silent = { ...openIo(true, false), result: () => undefined, progress: () => undefined }

beforeAll(async () => {
  await storeSample(openWorkspace(home), { seed: 5, symbols: ['BTCUSDT'], timeframe: '1h', bars: 3000 })
})

function trials(): TrialFact[] {
  const facts = openFacts(openWorkspace(home))
  const all = facts.idsFrom('trials', '').map((id) => facts.get('trials', id)!)
  facts.close()
  return all
}

/** How many trials it counts, and whether it ends in an error. */
async function counts(work: Promise<void>): Promise<[number, boolean]> {
  const before = trials().length
  const failed = await work.then(
    () => false,
    () => true,
  )
  return [trials().length - before, failed]
}

function file(name: string, enter: string): string {
  const path = join(home, `${name}.ts`)
  const body = `static needs = { warmupBars: 1, indicators: {} }; shouldEnter(bar) { return ${enter} } shouldExit() { return true }`
  writeFileSync(path, `export default class ${name} extends Strategy { ${body} }`)
  return path
}
const OPTIONS: BacktestOptions = { seed: 1, feeBps: 10, slippageBps: 5, size: 1 }
const backtest = (path: string, options: Partial<BacktestOptions> = {}) =>
  counts(runBacktest(path, { ...OPTIONS, ...options }, config, silent))

describe('every evaluation on data is counted', { timeout: 60_000 }, () => {
  it('by hand: one that ran, one that failed, one at other costs; the same again is the same trial', async () => {
    const good = file('Good', `bar.hour === 3 ? 'long' : 'none'`)
    expect(await backtest(good)).toEqual([1, false])
    expect(await backtest(good)).toEqual([0, false])
    expect(await backtest(good, { feeBps: 0 })).toEqual([1, false])
    expect(await backtest(good, { to: '2022-03-01' })).toEqual([1, false])
    expect(await backtest(file('Ahead', `bar.ago(-1).close > 0 ? 'long' : 'none'`))).toEqual([1, true])
    expect(await backtest(file('Clock', `Date.now() > 0 ? 'long' : 'none'`))).toEqual([1, true])
    expect(trials().map(({ kind, outcome }) => [kind, outcome])).toEqual([
      ['manual', 'completed'],
      ['manual', 'completed'],
      ['manual', 'completed'],
      ['manual', 'failed'],
      ['manual', 'failed'],
    ])
  })

  it('models: each fit of each fold, and none for a request that is answered already', async () => {
    const options = { seed: 1, llm: 'offline' }
    const [fits, failed] = await counts(getOrCreateModel('Linear_direction_latest', options, config, silent))
    expect(failed).toBe(false)
    expect(fits).toBeGreaterThan(3)
    expect(trials().filter(({ kind }) => kind === 'model')).toHaveLength(fits)
    expect(await counts(getOrCreateModel('Linear_direction_latest', options, config, silent))).toEqual([0, false])
  })
})

describe('who may evaluate', () => {
  const floors = 'cli graph nodes tools dashboard validation backtest models data sandbox llm features indicators metrics state'.split(' ')
  const sources = floors
    .flatMap((floor) => readdirSync(join(ROOT, floor), { recursive: true, encoding: 'utf8' }).map((name) => join(floor, name)))
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts') && !path.includes('/proof/'))
  const callers = (call: RegExp): string[] => sources.filter((path) => call.test(readFileSync(join(ROOT, path), 'utf8'))).sort()

  it.each([
    // The opening is a record of its own, and the fresh market of a calibration is in nobody's lake.
    [
      'strategies',
      /(?<!function )\bevaluateStrategy\(/,
      ['cli/backtest/evaluateRun.ts', 'cli/calibrate/freshSharpe.ts', 'nodes/backtest/runTrial.ts', 'validation/holdout/openHoldout.ts'],
    ],
    ['walk-forwards', /(?<!function )\bwalkForwardStrategy\(/, ['cli/backtest/runWalkForward.ts', 'nodes/backtest/runTrial.ts']],
    ['text in the sandbox', /\bsandbox\.run\(/, ['backtest/evaluate.ts', 'backtest/walkForward/runPoint.ts']],
    ['models', /(?<!function )\btrainVersion\(/, ['models/supply/carryOut.ts']],
    ['a training', /(?<!function )\bcarryOut\(/, ['models/supply/fromTraining.ts']],
  ])('%s: a new caller has to be thought about', (_what, call, expected) => {
    expect(sources.length).toBeGreaterThan(500)
    expect(callers(call)).toEqual(expected)
  })
})
