import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openFacts, type FactStore } from '../../data/facts/openFacts.ts'
import { openWorkspace, type Workspace } from '../../data/workspace.ts'
import { BadDataError, NoSuchIdError, UsageError } from '../../domain/errors.ts'
import { fakeFamily } from '../../fixtures/fakeFamily.ts'
import { sampleRegistry } from '../../fixtures/sampleRegistry.ts'
import { sampleTraining } from '../../fixtures/trainRequest.ts'
import { trainVersion, type TrainedVersion } from '../walkForward/trainVersion.ts'
import { removeTree } from './durableTree.ts'
import type { Registry } from './openRegistry.ts'

let workspace: Workspace
let facts: FactStore
let registry: Registry
let trained: TrainedVersion
beforeAll(async () => {
  trained = await trainVersion(sampleTraining())
})
beforeEach(() => {
  workspace = openWorkspace(mkdtempSync(join(tmpdir(), 'quantopia-registry-')))
  facts = openFacts(workspace)
  registry = sampleRegistry(workspace, facts)
})
afterEach(() => {
  facts.close()
  removeTree(workspace.home)
})

const draft = { specHash: 'spec', datasetIds: ['binance:BTCUSDT:1h'], synthetic: false, releasedBy: 'quant' }
const register = (of: TrainedVersion = trained, changes: Partial<typeof draft> & { improvement?: string } = {}) =>
  registry.registerVersion({ ...draft, ...changes }, of)
const as = (name: 'LightGBM' | 'RandomForest', target: 'regime' | 'volatility'): TrainedVersion => ({
  ...trained,
  family: fakeFamily('signal', { name }),
  target: { ...trained.target, name: target },
})

describe('what the strategist may ask for', () => {
  it('"XGBoost_direction_v3": it exists, no training needed', async () => {
    for (let i = 0; i < 4; i++) await register()
    expect(registry.resolve('XGBoost_direction_v3')).toMatchObject({ status: 'exists', version: { model_id: 'XGBoost_direction_v3' } })
  })

  it('"LightGBM_regime_latest": v2 exists, that is the latest', async () => {
    await register(as('LightGBM', 'regime'))
    await register(as('LightGBM', 'regime'))
    await register()
    expect(registry.resolve('LightGBM_regime_latest')).toMatchObject({ status: 'exists', version: { model_id: 'LightGBM_regime_v2' } })
    expect(registry.getLatestVersion('LightGBM_regime')?.version).toBe('v2')
  })

  it('"RandomForest_volatility_v1": it does not exist; trained, it is v1', async () => {
    expect(registry.resolve('RandomForest_volatility_v1')).toEqual({
      status: 'missing',
      wanted: { family: 'RandomForest', target: 'volatility', modelName: 'RandomForest_volatility', version: 1 },
    })
    const request = { modelName: 'RandomForest_volatility', specHash: 'spec' }
    const { version, trained: hasTrained } = await registry.withTrainingLock(request, () => register(as('RandomForest', 'volatility')))
    expect([version.model_id, hasTrained]).toEqual(['RandomForest_volatility_v1', true])
    expect(registry.resolve('RandomForest_volatility_v1').status).toBe('exists')
  })

  it.each([
    ['XGBost_direction_v1', /no model family "XGBost" \(did you mean "XGBoost"\?\)/],
    ['XGBoost_directon_latest', /no target "directon" \(did you mean "direction"\?\)/],
    ['XGBoost_direction', /is no model id; write <Family>_<target>_v<N>/],
    ['XGBoost_direction_v0', /is no model id/],
    ['XGBoost_direction_v03', /is no model id/],
    ['../XGBoost_direction_v1', /no model family/],
    ['XGBoost_direction_v1 ', /is no model id/],
    ['', /is no model id/],
  ])('refuses "%s"', (modelId, message) => {
    expect(() => registry.resolve(modelId)).toThrow(UsageError)
    expect(() => registry.resolve(modelId)).toThrow(message)
  })
})

describe('a release', () => {
  it('has the roadmap’s columns, and what tells where it comes from', async () => {
    await register()
    const version = await register(trained, { specHash: 'better', improvement: 'Added volume features' })
    expect(version).toMatchObject({
      model_name: 'XGBoost_direction',
      version: 'v2',
      model_id: 'XGBoost_direction_v2',
      family: 'XGBoost',
      model_type: 'classification',
      target: 'direction',
      features_used: ['noise_a', 'noise_b'],
      feature_count: 2,
      hyperparameters: { depth: 3 },
      metrics: trained.metrics,
      supersedes: 'XGBoost_direction_v1',
      improvement: 'Added volume features',
      released_by: 'quant',
      model_path: 'models/XGBoost_direction_v2',
      pipeline_path: 'models/XGBoost_direction_v2/feature_plan.json',
      spec_hash: 'better',
      data_hash: trained.dataHash,
      dataset_ids: ['binance:BTCUSDT:1h'],
      window_from: '2023-01-01T00:00:00.000Z',
      window_to: '2023-02-11T15:00:00.000Z',
      horizon_bars: 4,
      embargo_bars: 2,
      seed: 7,
      library_versions: { fake: '1.0.0', node: process.versions.node },
      trials_counted: 7,
      importance: trained.importance,
    })
    expect(version.folds).toHaveLength(7)
    expect(Date.parse(version.released_at)).toBeGreaterThan(Date.now() - 60_000)
    expect(registry.getVersion('XGBoost_direction_v2')).toEqual(version)
    expect(JSON.parse(readFileSync(join(workspace.home, version.model_path, 'manifest.json'), 'utf8'))).toEqual(version)
    expect(JSON.parse(readFileSync(join(workspace.home, version.pipeline_path), 'utf8'))).toEqual(trained.plan)
  })

  it('is listed in the order of release, and knows what it supersedes', async () => {
    for (let i = 0; i < 3; i++) await register()
    await register(as('LightGBM', 'regime'))
    const ids = ['XGBoost_direction_v1', 'XGBoost_direction_v2', 'XGBoost_direction_v3']
    expect(registry.listAllModels().map(({ model_id }) => model_id)).toEqual([...ids, 'LightGBM_regime_v1'])
    expect(registry.lineage('XGBoost_direction_v3').map(({ model_id }) => model_id)).toEqual(ids.toReversed())
    expect(registry.lineage('XGBoost_direction_latest').map(({ supersedes }) => supersedes)).toEqual([ids[1], ids[0], null])
  })

  it('cannot be written to', async () => {
    const { model_path } = await register()
    const directory = join(workspace.home, model_path)
    for (const path of ['.', 'manifest.json', 'snapshots/000', 'snapshots/006/model.json']) {
      expect(statSync(join(directory, path)).mode & 0o222).toBe(0)
    }
  })

  it.each([
    ['snapshots/003/model.json', 'was changed'],
    ['feature_plan.json', 'was changed'],
    ['manifest.json', 'was changed'],
  ])('is refused where %s was changed or is gone', async (path, what) => {
    const { model_id } = await register()
    const directory = join(workspace.modelsDir, model_id)
    const file = join(directory, path)
    chmodSync(file, 0o644)
    writeFileSync(
      file,
      readFileSync(file, 'utf8').replace(/\d/, (digit) => String((Number(digit) + 1) % 10)) + (path === 'feature_plan.json' ? ' ' : ''),
    )
    expect(() => registry.getVersion(model_id)).toThrow(BadDataError)
    expect(() => registry.getVersion(model_id)).toThrow(new RegExp(`${model_id} is damaged: .*${path} ${what}`))
    removeTree(directory)
    expect(() => registry.getVersion(model_id)).toThrow(/is damaged: .* cannot be read/)
  })

  it('that nobody made is no such id', async () => {
    expect(() => registry.getVersion('XGBoost_direction_v1')).toThrow(/none is released yet/)
    await register()
    expect(() => registry.getVersion('XGBoost_direction_v2')).toThrow(NoSuchIdError)
    expect(() => registry.getVersion('XGBoost_direction_v2')).toThrow(/did you mean "XGBoost_direction_v1"/)
    await expect(registry.predict('MLP_return_latest', {} as never)).rejects.toThrow(NoSuchIdError)
  })
})

describe('a release that did not come to its end', () => {
  it('leaves nothing behind where a snapshot cannot be saved', async () => {
    const snapshots = trained.snapshots.map(({ record, fitted }, i) => ({
      record,
      fitted: i === 4 ? { ...fitted, save: () => Promise.reject(new Error('disk full')) } : fitted,
    }))
    await expect(register({ ...trained, snapshots })).rejects.toThrow('disk full')
    expect(readdirSync(workspace.modelsDir)).toEqual([])
    expect(registry.listAllModels()).toEqual([])
    expect((await register()).version).toBe('v1')
  })

  it('is replaced where a kill left its directory without its fact, and half-written ones are removed', async () => {
    const orphan = join(workspace.modelsDir, 'XGBoost_direction_v1')
    const half = join(workspace.modelsDir, '.incoming')
    for (const directory of [orphan, half]) {
      mkdirSync(join(directory, 'snapshots'), { recursive: true })
      writeFileSync(join(directory, 'snapshots', 'left'), 'over')
      chmodSync(join(directory, 'snapshots'), 0o555)
    }
    expect(registry.listAllModels()).toEqual([])
    expect(registry.resolve('XGBoost_direction_v1').status).toBe('missing')
    await register()
    expect(existsSync(join(orphan, 'snapshots', 'left'))).toBe(false)
    expect(readdirSync(workspace.modelsDir)).toEqual(['XGBoost_direction_v1'])
    expect(registry.getVersion('XGBoost_direction_v1').version).toBe('v1')
  })
})

describe('withTrainingLock', () => {
  const request = { modelName: 'XGBoost_direction', specHash: 'spec' }

  it('trains a request once, however many ask at the same time', async () => {
    let trainings = 0
    const ask = () =>
      registry.withTrainingLock(request, () => {
        trainings++
        return register()
      })
    const answers = await Promise.all([ask(), ask(), ask()])
    expect(answers.map(({ version }) => version.model_id)).toEqual(Array<string>(3).fill('XGBoost_direction_v1'))
    expect(answers.filter((answer) => answer.trained)).toHaveLength(1)
    expect(trainings).toBe(1)
    expect((await ask()).trained).toBe(false)
  })

  it('lets the next one try where training failed', async () => {
    await expect(registry.withTrainingLock(request, () => Promise.reject(new Error('one class')))).rejects.toThrow('one class')
    expect((await registry.withTrainingLock(request, () => register())).trained).toBe(true)
  })

  it('trains other requests besides', async () => {
    await registry.withTrainingLock(request, () => register())
    const other = await registry.withTrainingLock({ ...request, specHash: 'other' }, () => register(trained, { specHash: 'other' }))
    expect([other.version.model_id, other.trained]).toEqual(['XGBoost_direction_v2', true])
    await expect(registry.withTrainingLock({ ...request, specHash: 'third' }, () => register())).rejects.toThrow(
      /registered for the request spec/,
    )
  })
})

it('tidies up after itself', async () => {
  await register()
  expect(readdirSync(workspace.modelsDir)).toEqual(['XGBoost_direction_v1'])
  rmSync(workspace.cacheDir, { recursive: true })
  expect(registry.getVersion('XGBoost_direction_v1').model_id).toBe('XGBoost_direction_v1')
})
