import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { sampleModel } from '../../fixtures/sampleModel.ts'
import { sampleMetrics, sampleStrategy } from '../../fixtures/sampleFacts.ts'
import { openFacts } from '../facts/openFacts.ts'
import { openWorkspace } from '../workspace.ts'
import { openTables } from './openTables.ts'

const workspace = openWorkspace(mkdtempSync(join(tmpdir(), 'quantopia-usage-')))
const facts = openFacts(workspace)
const tables = openTables(workspace, facts)
afterAll(async () => {
  await tables.close()
  facts.close()
  rmSync(workspace.home, { recursive: true })
})

const sharpe = (index: number, sharpe_ratio: number | null) => ({ metrics: { ...sampleMetrics(index), sharpe_ratio } })
const [v1, v2, unused] = ['XGBoost_direction_v1', 'XGBoost_direction_v2', 'MLP_return_v1']

it('knows nothing where nothing is stored', async () => {
  expect(await tables.listModels()).toEqual([])
})

it('is the average and the best of the strategies that name a version, failures counted and not averaged', async () => {
  for (const version of [sampleModel('XGBoost_direction', 1), sampleModel('XGBoost_direction', 2), sampleModel('MLP_return', 1)]) {
    facts.record('models', version)
  }
  const strategies = [
    sampleStrategy(0, { ml_models_used: [v1], ...sharpe(0, 0.5) }),
    sampleStrategy(1, { ml_models_used: [v1, v2], ...sharpe(1, 1.5) }),
    // Named twice in a strategy is used once.
    sampleStrategy(2, { ml_models_used: [v1, v1], ...sharpe(2, 1) }),
    sampleStrategy(3, { ml_models_used: [v1], status: 'failed', metrics: null }),
    sampleStrategy(4, { ml_models_used: [], ...sharpe(4, 9) }),
    sampleStrategy(5, { ml_models_used: [v2], ...sharpe(5, null) }),
    // Equal to the best: the first id stands.
    sampleStrategy(7, { ml_models_used: [v1], ...sharpe(7, 1.5) }),
  ]
  facts.recordAll(strategies.map((fact) => ({ kind: 'strategies', fact })))
  const models = await tables.listModels()
  expect(models.map(({ model_id, usage_stats }) => [model_id, usage_stats])).toEqual([
    [v1, { num_strategies_using: 5, avg_sharpe_of_strategies: 1.125, best_strategy: strategies[1]?.strategy_id }],
    [v2, { num_strategies_using: 2, avg_sharpe_of_strategies: 1.5, best_strategy: strategies[1]?.strategy_id }],
    [unused, { num_strategies_using: 0, avg_sharpe_of_strategies: null, best_strategy: null }],
  ])
  expect(models[0]).toMatchObject({ model_name: 'XGBoost_direction', version: 'v1', target: 'direction', metrics: { test_auc: 0.53 } })
  for (const { model_id, usage_stats } of models) {
    expect(await tables.searchByModel(model_id, 100)).toHaveLength(usage_stats.num_strategies_using)
  }
})

it('moves with the facts', async () => {
  facts.record('strategies', sampleStrategy(8, { ml_models_used: [unused], ...sharpe(8, -1) }))
  const usage = (await tables.listModels())[2]?.usage_stats
  expect(usage).toEqual({ num_strategies_using: 1, avg_sharpe_of_strategies: -1, best_strategy: sampleStrategy(8).strategy_id })
})

it('can be asked in SQL, beside the releases themselves', async () => {
  const { rows } = await tables.sql(
    `SELECT model_id, num_strategies_using, num_completed, folds[1].rows AS fitted, metrics ->> 'test_auc' AS auc, target_spec.barrier.stopLoss AS stop
     FROM models LEFT JOIN model_usage USING (model_id) ORDER BY model_id DESC LIMIT 2`,
  )
  expect(rows).toEqual([
    [v2, 2, 2, 2880, '0.53', 0.01],
    [v1, 5, 4, 2880, '0.53', 0.01],
  ])
})
