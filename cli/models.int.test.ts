import { mkdtempSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { beforeAll, describe, expect, it } from 'vitest'
import { openFacts } from '../data/facts/openFacts.ts'
import { openWorkspace } from '../data/workspace.ts'
import { runCli, startCli, type CliRun } from '../fixtures/cli.ts'
import { temporaryHome } from '../fixtures/home.ts'

const SMALL = ['--features', 'compact']

async function sampleWorkspace(symbols = 'BTCUSDT'): Promise<string> {
  const home = temporaryHome()
  const stored = await runCli(['data', 'sample', '--seed', '5', '--bars', '3000', '--symbols', symbols, '--workspace', home])
  expect(stored.code, stored.stderr).toBe(0)
  return home
}

interface Answer {
  model_id: string
  trained: boolean
  note: string
  model: { folds: unknown[]; dataset_ids: string[]; features_used: string[] }
}
const answerOf = ({ stdout }: CliRun): Answer => JSON.parse(stdout) as Answer

describe('quantopia models', { timeout: 120_000 }, () => {
  let home: string
  beforeAll(async () => {
    home = await sampleWorkspace('BTCUSDT,ETHUSDT,SOLUSDT')
  })
  const models = (...args: string[]): Promise<CliRun> => runCli(['models', ...args, '--workspace', home])
  const ofBitcoin = (...args: string[]) => models('get-or-create', ...args, '--dataset', 'synthetic-5:BTC/USDT:1h')

  it('trains what is not there, gives back what is, and shows it, for people and for programs', async () => {
    const made = await ofBitcoin('Linear_direction_v1', '--features', 'cross_sectional_focused', '--json')
    expect(made.code, made.stderr).toBe(0)
    expect(made.stderr).toContain('SYNTHETIC')
    const { model, ...answer } = answerOf(made)
    expect(answer).toMatchObject({ model_id: 'Linear_direction_v1', trained: true })
    expect(model.dataset_ids).toEqual(['BTC', 'ETH', 'SOL'].map((base) => `synthetic-5:${base}USDT:1h`))
    expect(model.features_used.some((name) => name.startsWith('cross_'))).toBe(true)

    const known = await ofBitcoin('{"model_id": "Linear_direction_latest"}')
    expect(known.stdout).toMatch(
      /^Linear_direction_v1\nLinear_direction_v1 is the latest version for these bars; see: quantopia models show/,
    )
    const shown = await models('show', 'Linear_direction_latest')
    expect(shown.stdout).toMatch(/^Linear_direction_v1 SYNTHETIC: classification of direction/)
    expect(shown.stdout).toMatch(/used by 0 strategies, average Sharpe –, best none/)
    expect(JSON.parse((await models('show', 'Linear_direction_v1', '--json')).stdout)).toMatchObject({
      ...model,
      lineage: ['Linear_direction_v1'],
    })
    const listed = await models('list')
    expect(listed.stdout).toMatch(/Linear +quantopia 1/)
    expect(listed.stdout).toMatch(/Linear_direction_v1 +synthetic-5:BTCUSDT:1h +\d+ +\d+ +AUC 0\.\d{3} ± 0\.\d{3} +0 +–/)
  })

  it('ends with 2 for a spec that is nonsense and with 4 for a model that is not there', async () => {
    const [nonsense, unknown] = await Promise.all([ofBitcoin('Linear_direction_v0'), models('show', 'Linear_direction_v7')])
    expect([nonsense.code, nonsense.stdout, nonsense.stderr]).toEqual([2, '', expect.stringMatching(/is no model id; write <Family>_/)])
    expect([unknown.code, unknown.stdout, unknown.stderr]).toEqual([4, '', expect.stringMatching(/did you mean "Linear_direction_v1"/)])
  })

  it('ends with 5 and the command to type where a library cannot be loaded, and offers that family to nobody', async () => {
    // Set to a file that is not there, nothing else is looked at: not the caches, not the system, not Python.
    const without = { QUANTOPIA_XGBOOST_LIB: '/nowhere/libxgboost.so', HOME: mkdtempSync(join(tmpdir(), 'nobody-')) }
    const run = (args: string[]) => runCli([...args, '--workspace', home], without)
    const refused = await run(['models', 'get-or-create', 'XGBoost_direction_v1', '--dataset', 'synthetic-5:BTCUSDT:1h'])
    expect(refused.code).toBe(5)
    expect(refused.stderr).toMatch(
      /XGBoost cannot be used, because \/nowhere\/libxgboost\.so cannot be loaded .*npm run install-native.*QUANTOPIA_XGBOOST_LIB/,
    )
    const { families, models } = JSON.parse((await run(['models', 'list', '--json'])).stdout) as { families: string[]; models: object[] }
    expect(models).toMatchObject([{ model_id: 'Linear_direction_v1', usage_stats: { num_strategies_using: 0 } }])
    expect(families).toContain('Linear')
    expect(families).not.toContain('XGBoost')
  })
})

describe('kills and neighbours', { timeout: 120_000 }, () => {
  it('a training that was killed leaves nothing to see, and the next two at once make one version', async () => {
    const home = await sampleWorkspace()
    const args = ['models', 'get-or-create', 'MLP_direction_latest', ...SMALL, '--json', '--workspace', home]
    const killed = startCli(args)
    await killed.until('…')
    const facts = openFacts(openWorkspace(home))
    while (facts.count('trials') === 0 && killed.child.exitCode === null) await sleep(5)
    facts.close()
    killed.child.kill('SIGKILL')
    expect((await killed.ended).code).toBeNull()
    expect(readdirSync(join(home, 'models')).filter((name) => !name.startsWith('.'))).toEqual([])

    const both = await Promise.all([runCli(args), runCli(args)])
    expect(both.map(({ code }) => code)).toEqual([0, 0])
    expect(both.map((run) => answerOf(run).model_id)).toEqual(['MLP_direction_v1', 'MLP_direction_v1'])
    expect(both.filter((run) => answerOf(run).trained)).toHaveLength(1)
    expect(readdirSync(join(home, 'models'))).toEqual(['MLP_direction_v1'])
    // The killed one's fits and the ones made again are the same trials.
    const after = openFacts(openWorkspace(home))
    expect(after.count('trials')).toBe(answerOf(both[0]).model.folds.length)
    after.close()
  })
})
