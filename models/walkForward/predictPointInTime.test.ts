import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openFacts, type FactStore } from '../../data/facts/openFacts.ts'
import { openWorkspace, type Workspace } from '../../data/workspace.ts'
import { BadDataError } from '../../domain/errors.ts'
import { fakeFamily } from '../../fixtures/fakeFamily.ts'
import { sampleModel } from '../../fixtures/sampleModel.ts'
import { sampleRegistry } from '../../fixtures/sampleRegistry.ts'
import { sampleTraining } from '../../fixtures/trainRequest.ts'
import type { FittedModel, Matrix, ModelFamily } from '../family.ts'
import type { Registry } from '../registry/openRegistry.ts'
import { assertPointInTime, availableFrom } from './availability.ts'
import { predictRows } from './matrixSlices.ts'
import { featuresOf, type PredictionRequest } from './predictPointInTime.ts'
import { trainVersion, type TrainedVersion } from './trainVersion.ts'

let workspace: Workspace
let facts: FactStore
let registry: Registry
let loads = 0
let trained: TrainedVersion
let modelId: string
const training = sampleTraining()
const matrix: Matrix = { rows: 1000, names: training.table.names, columns: training.table.columns }
const counting: ModelFamily = fakeFamily('signal', {
  load: (directory) => {
    loads++
    return fakeFamily().load(directory)
  },
})
const cacheDir = (): string => join(workspace.cacheDir, 'predictions')
const draft = { specHash: 'spec', datasetIds: ['test'], synthetic: true, releasedBy: 'test' }
const request = (changes: Partial<PredictionRequest> = {}): PredictionRequest => ({
  time: training.time,
  timeframe: '1h',
  features: featuresOf(matrix),
  ...changes,
})

beforeEach(async () => {
  workspace = openWorkspace(mkdtempSync(join(tmpdir(), 'quantopia-predict-')))
  facts = openFacts(workspace)
  registry = sampleRegistry(workspace, facts, counting)
  trained = await trainVersion(training)
  modelId = (await registry.registerVersion(draft, trained)).model_id
  loads = 0
})
afterEach(() => {
  facts.close()
  rmSync(workspace.home, { recursive: true })
})

describe('predict', () => {
  it('is the out-of-sample predictions of training, NaN before them', async () => {
    const predictions = await registry.predict(modelId, request())
    expect(predictions).toEqual(trained.predictions)
    expect(predictions.subarray(0, 400).every(Number.isNaN)).toBe(true)
  })

  it('does not depend on the bars that are asked for besides', async () => {
    for (const [from, to] of [
      [0, 399],
      [0, 555],
      [450, 1000],
      [401, 402],
    ] as const) {
      const part = { ...matrix, rows: to - from, columns: matrix.columns.map((column) => column.slice(from, to)) }
      const predictions = await registry.predict(modelId, request({ time: training.time.slice(from, to), features: featuresOf(part) }))
      expect(predictions).toEqual(trained.predictions.slice(from, to))
    }
  })

  it('takes the newest snapshot for what comes after the window, and none that is not needed', async () => {
    const time = training.time.map((open) => open + 1000 * 3_600_000)
    const predictions = await registry.predict(modelId, request({ time }))
    expect(loads).toBe(1)
    expect(predictions).toEqual(predictRows(trained.snapshots.at(-1)?.fitted as FittedModel, matrix, 0, 1000))
  })

  it('refuses another timeframe, other features, and bars out of order', async () => {
    await expect(registry.predict(modelId, request({ timeframe: '4h' }))).rejects.toThrow(/trained on 1h bars and cannot predict 4h/)
    const other = { ...matrix, names: ['noise_a', 'other'] }
    await expect(registry.predict(modelId, request({ features: featuresOf(other) }))).rejects.toThrow(
      /lack 1 that the model reads: noise_b/,
    )
    await expect(registry.predict(modelId, request({ time: training.time.toReversed() }))).rejects.toThrow(/bar 1 is not after/)
    await expect(registry.predict(modelId, request({ time: training.time.slice(1) }))).rejects.toThrow(/1000 rows of features for 999 bars/)
  })
})

describe('the cache', () => {
  it('answers the same question without a model or features', async () => {
    const first = await registry.predict(modelId, request())
    expect(loads).toBe(6)
    const { hash } = featuresOf(matrix)
    const unreachable = (): Matrix => {
      throw new Error('computed again')
    }
    expect(await registry.predict(modelId, request({ features: { hash, matrix: unreachable } }))).toEqual(first)
    expect(loads).toBe(6)
    expect(readdirSync(cacheDir())).toHaveLength(1)
  })

  it('knows other bars, other features and other versions apart', async () => {
    const first = await registry.predict(modelId, request())
    const changed = { ...matrix, columns: matrix.columns.map((column) => column.map((value) => -value)) }
    expect(await registry.predict(modelId, request({ features: featuresOf(changed) }))).not.toEqual(first)
    const later = await registry.predict(modelId, request({ time: training.time.map((open) => open + 3_600_000) }))
    expect(later.findIndex((value) => !Number.isNaN(value))).toBe(399)
    const second = await registry.registerVersion({ ...draft, specHash: 'again' }, trained)
    await registry.predict(second.model_id, request())
    expect(readdirSync(cacheDir())).toHaveLength(4)
  })

  it.each<[string, (file: string) => void]>([
    ['deleted', () => rmSync(cacheDir(), { recursive: true })],
    ['cut short', (file) => truncateSync(file, 100)],
    ['changed', (file) => writeFileSync(file, readFileSync(file).fill(1, 4000, 4100))],
  ])('computes again what was %s', async (_, spoil) => {
    const first = await registry.predict(modelId, request())
    spoil(join(cacheDir(), readdirSync(cacheDir())[0] as string))
    expect(await registry.predict(modelId, request())).toEqual(first)
    expect(loads).toBe(12)
  })

  it('does without where nothing can be written', async () => {
    writeFileSync(cacheDir(), 'not a directory')
    expect(await registry.predict(modelId, request())).toEqual(trained.predictions)
    expect(existsSync(join(cacheDir(), 'anything'))).toBe(false)
  })
})

describe('availability', () => {
  const model = sampleModel('XGBoost_direction', 1)
  const [fold] = model.folds
  if (fold === undefined) throw new Error('no fold')

  it('is after the bar that labels looked at has closed and the embargo has passed', () => {
    // The last bar looked at opens at 04:00 and closes at 05:00; two bars of embargo end at 07:00.
    expect(availableFrom(model)).toEqual([Date.UTC(2023, 4, 1, 7)])
    expect(availableFrom({ ...model, embargo_bars: 5 })).toEqual([Date.UTC(2023, 4, 1, 10)])
    expect(availableFrom({ ...model, folds: [{ ...fold, predict_from: '2023-06-01T00:00:00.000Z' }] })).toEqual([Date.UTC(2023, 5, 1)])
  })

  it('refuses a manifest that claims more', () => {
    expect(() => assertPointInTime(model)).not.toThrow()
    expect(() => assertPointInTime({ ...model, embargo_bars: 3 })).toThrow(BadDataError)
    expect(() => assertPointInTime({ ...model, folds: [fold, fold] })).toThrow(/comes after a later one/)
  })

  it('keeps a release from being made of such snapshots', async () => {
    const snapshots = trained.snapshots.map(({ record, fitted }) => ({ fitted, record: { ...record, data_until: record.predict_from } }))
    await expect(registry.registerVersion(draft, { ...trained, snapshots })).rejects.toThrow(/learnt from labels up to/)
    expect(registry.listAllModels()).toHaveLength(1)
  })
})

it('hands rows in front over to a model that looks back, and drops their predictions', () => {
  const rows: number[] = []
  const fitted: FittedModel = {
    featureNames: ['noise_b'],
    lookbackRows: 3,
    bestIteration: 1,
    predict: (x) => {
      rows.push(x.rows)
      return (x.columns[0] as Float64Array).slice()
    },
    importance: () => ({}),
    save: () => Promise.resolve([]),
    dispose: () => undefined,
  }
  expect(predictRows(fitted, matrix, 10, 14)).toEqual(matrix.columns[1]?.slice(10, 14))
  expect(predictRows(fitted, matrix, 2, 4)).toEqual(matrix.columns[1]?.slice(2, 4))
  expect(rows).toEqual([7, 4])
})
