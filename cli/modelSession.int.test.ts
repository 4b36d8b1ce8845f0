import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { openFacts, type FactStore } from '../data/facts/openFacts.ts'
import { openWorkspace } from '../data/workspace.ts'
import type { ModelSummary } from '../domain/model.ts'
import { runCli, startCli, type CliRun, type StartedCli } from '../fixtures/cli.ts'
import { temporaryHome } from '../fixtures/home.ts'

interface Row {
  strategy_id: string
  strategy_type: string
  status: string
  ml_models_used: string[]
  sharpe_ratio: number | null
}
interface Document {
  session_id: string
  strategies: Row[]
  model_versions: Record<string, { start: string | null; end: string }>
}

const STRATEGIES = 5
const SEED = '7'
const documentOf = ({ stdout }: CliRun): Document => JSON.parse(stdout) as Document

/** The two libraries are left out, so that the same session can be had on every machine, and soon. */
const WITHOUT_LIBRARIES = { QUANTOPIA_XGBOOST_LIB: '/nowhere/xgboost', QUANTOPIA_LIGHTGBM_LIB: '/nowhere/lightgbm' }
const run = (...args: string[]): Promise<CliRun> => runCli(args, WITHOUT_LIBRARIES)

async function sampleWorkspace(): Promise<string> {
  const home = temporaryHome()
  const stored = await run('data', 'sample', '--seed', '5', '--bars', '2500', '--symbols', 'BTCUSDT', '--workspace', home)
  expect(stored.code, stored.stderr).toBe(0)
  return home
}

const research = (home: string): string[] => ['research', '--strategies', String(STRATEGIES), '--seed', SEED, '--json', '--workspace', home]

/** Waits until what the workspace holds is enough, or the process has ended. */
async function untilStored(home: string, isEnough: (facts: FactStore) => boolean, { child }: StartedCli): Promise<void> {
  const facts = openFacts(openWorkspace(home))
  while (!isEnough(facts) && child.exitCode === null) await sleep(5)
  facts.close()
}

const hasFit = (facts: FactStore): boolean =>
  facts.bodies('trials', 0, facts.count('trials')).some((body) => body.includes('"kind":"model"'))
const hasRelease = (facts: FactStore): boolean => facts.count('models') >= 1
const hasThreeStrategies = (facts: FactStore): boolean => facts.count('strategies') >= 3

describe('a session with models', { timeout: 180_000 }, () => {
  it('holds all three types, tells the truth about usage and versions, and ends the same when it is killed on the way', async () => {
    const home = await sampleWorkspace()
    const whole = documentOf(await run(...research(home)))
    expect(new Set(whole.strategies.map(({ strategy_type }) => strategy_type))).toEqual(new Set(['pure_technical', 'hybrid_ml', 'pure_ml']))

    const { models } = JSON.parse((await run('models', 'list', '--json', '--workspace', home)).stdout) as { models: ModelSummary[] }
    for (const { model_id, usage_stats: told } of models) {
      const users = whole.strategies.filter(({ ml_models_used }) => ml_models_used.includes(model_id))
      const sharpes = users.filter(({ status }) => status === 'completed').flatMap(({ sharpe_ratio: one }) => (one === null ? [] : [one]))
      expect(told.num_strategies_using).toBe(users.length)
      if (sharpes.length === 0) expect(told).toMatchObject({ avg_sharpe_of_strategies: null, best_strategy: null })
      else expect(told.avg_sharpe_of_strategies).toBeCloseTo(sharpes.reduce((sum, one) => sum + one, 0) / sharpes.length, 5)
      if (sharpes.length > 0) {
        const best = users.find(({ strategy_id }) => strategy_id === told.best_strategy)
        expect(best?.sharpe_ratio).toBe(Math.max(...sharpes))
      }
    }
    const newest = new Map(models.map(({ model_name, version }) => [model_name, version]))
    expect(whole.model_versions).toEqual(Object.fromEntries([...newest].map(([name, end]) => [name, { start: null, end }])))
    expect(newest.size).toBeGreaterThan(0)

    const other = await sampleWorkspace()
    const first = startCli(research(other), WITHOUT_LIBRARIES)
    // Once a fit is counted, of which nothing may be released yet; once there is a release; and once more.
    await untilStored(other, hasFit, first)
    first.child.kill('SIGKILL')
    expect((await first.ended).code).toBeNull()
    for (const isEnough of [hasRelease, hasThreeStrategies]) {
      const again = startCli(['research', '--resume', whole.session_id, '--json', '--workspace', other], WITHOUT_LIBRARIES)
      await untilStored(other, isEnough, again)
      again.child.kill('SIGKILL')
      expect((await again.ended).code).toBeNull()
    }
    const last = await run('research', '--resume', whole.session_id, '--json', '--workspace', other)
    expect(last.code, last.stderr).toBe(0)
    expect(documentOf(last)).toEqual(whole)
  })
})
