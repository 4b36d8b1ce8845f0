import fc from 'fast-check'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openFacts, type FactStore } from '../../data/facts/openFacts.ts'
import { openWorkspace, type Workspace } from '../../data/workspace.ts'
import type { SplitDefinition } from '../../domain/ml.ts'
import { fakeFamily } from '../../fixtures/fakeFamily.ts'
import { sampleRegistry } from '../../fixtures/sampleRegistry.ts'
import { sampleTraining } from '../../fixtures/trainRequest.ts'
import { purgedSplits, type PurgedFold } from '../../math/purgedSplits.ts'
import type { FittedModel, Matrix, ModelFamily } from '../family.ts'
import { fitFold, type FoldInputs } from './fitFold.ts'
import { measurePredictions } from './measurePredictions.ts'
import { featuresOf } from './predictPointInTime.ts'
import { trainVersion } from './trainVersion.ts'
import type { TrainRequest } from './trainRequest.ts'

let workspace: Workspace
let facts: FactStore
beforeAll(() => {
  workspace = openWorkspace(mkdtempSync(join(tmpdir(), 'quantopia-leak-')))
  facts = openFacts(workspace)
})
afterAll(() => {
  facts.close()
  rmSync(workspace.home, { recursive: true })
})

const draft = { specHash: 'leak', datasetIds: ['test'], synthetic: true, releasedBy: 'test' }
const matrixOf = ({ table, time }: TrainRequest): Matrix => ({ rows: time.length, names: table.names, columns: table.columns })

/** What the outside gets: the version is trained, released, and asked for every bar. */
async function throughTheInterface(request: TrainRequest): Promise<Float64Array> {
  const registry = sampleRegistry(workspace, facts, request.family)
  const { model_id } = await registry.registerVersion(draft, await trainVersion(request))
  return registry.predict(model_id, { time: request.time, timeframe: request.timeframe, features: featuresOf(matrixOf(request)) })
}

/** The same bars predicted by folds that a careless splitter would have cut. */
async function withBrokenFolds(request: TrainRequest, spoil: (fold: PurgedFold) => PurgedFold, embargoBars: number): Promise<Float64Array> {
  const { split, labelEnd } = request
  const inputs: FoldInputs = { ...request, matrix: matrixOf(request), target: 'direction', horizonBars: split.horizon_bars, embargoBars }
  const predictions = new Float64Array(request.time.length).fill(NaN)
  const folds = purgedSplits({
    ...{ labelEnd, firstBar: 0, scheme: split.scheme, trainBars: split.train_bars, predictBars: split.predict_bars },
    ...{ validFraction: 0, horizonBars: split.horizon_bars, embargoBars: split.embargo_bars },
  })
  for (const fold of folds) predictions.set((await fitFold(inputs, spoil(fold))).predictions, fold.predictFrom)
  return predictions
}

function aucOf(request: TrainRequest, predictions: Float64Array, from = 0, to = request.time.length): { area: number; error: number } {
  const measured = measurePredictions(
    'direction',
    predictions.subarray(from, to),
    request.labels.subarray(from, to),
    request.split.horizon_bars,
  )
  return { area: measured.test_auc as number, error: measured.test_auc_error as number }
}

describe('labels that overlap, and a model that learns them by heart', () => {
  const split: SplitDefinition = {
    scheme: 'rolling',
    train_bars: 300,
    predict_bars: 12,
    valid_fraction: 0,
    horizon_bars: 24,
    embargo_bars: 4,
  }
  const bars = 3000
  const clock = Float64Array.from({ length: bars }, (_, i) => i)
  const request = sampleTraining({ bars, seed: 3, split, features: { clock }, family: fakeFamily('memoriser') })

  it('are worth nothing through the interface', async () => {
    const { area, error } = aucOf(request, await throughTheInterface(request))
    expect(Math.abs(area - 0.5)).toBeLessThan(3 * error)
  })

  it('would be worth much without the purge: the test can fail', async () => {
    const broken = await withBrokenFolds(request, (fold) => ({ ...fold, trainTo: fold.predictFrom }), -split.horizon_bars)
    const { area, error } = aucOf(request, broken)
    expect(area - 0.5).toBeGreaterThan(5 * error)
  })
})

describe('a feature that is the future label from a bar on', () => {
  const [planted, bars] = [800, 1400]
  const split: SplitDefinition = {
    scheme: 'expanding',
    train_bars: 400,
    predict_bars: 200,
    valid_fraction: 0,
    horizon_bars: 4,
    embargo_bars: 2,
  }
  const base = sampleTraining({ bars, seed: 5, split })
  const leak = base.labels.map((label, i) => (i < planted || Number.isNaN(label) ? 0 : 2 * label - 1))
  const request = sampleTraining({ bars, seed: 5, split, features: { noise: base.table.columns[0] as Float64Array, leak } })

  it('helps no bar before a snapshot could have learnt of it, and every bar after', async () => {
    const predictions = await throughTheInterface(request)
    const blind = aucOf(request, predictions, planted, planted + split.predict_bars)
    expect(Math.abs(blind.area - 0.5)).toBeLessThan(3 * blind.error)
    expect(aucOf(request, predictions, planted + split.predict_bars).area).toBe(1)
  })

  it('is found at once by folds that train on what they predict: the test can fail', async () => {
    const broken = await withBrokenFolds(request, (fold) => ({ ...fold, trainTo: fold.predictTo, predictFrom: fold.predictFrom }), -1000)
    expect(aucOf(request, broken, planted, planted + split.predict_bars).area).toBe(1)
  })
})

/** Predicts, for every row, the last bar whose label it was fitted or stopped by: says itself what it knows. */
function confessor(): ModelFamily {
  const model = (last: number): FittedModel => ({
    featureNames: ['clock'],
    lookbackRows: 0,
    bestIteration: undefined,
    predict: (x) => new Float64Array(x.rows).fill(last),
    importance: () => ({ clock: 1 }),
    save: () => Promise.resolve([]),
    dispose: () => undefined,
  })
  const lastLabelled = (rows?: { x: Matrix; y: Float64Array }): number =>
    rows === undefined ? -1 : Math.max(...(rows.x.columns[0] as Float64Array).filter((_, i) => !Number.isNaN(rows.y[i] as number)))
  return fakeFamily('signal', { fit: ({ train, valid }) => Promise.resolve(model(Math.max(lastLabelled(train), lastLabelled(valid)))) })
}

it('no prediction knows a label that reached its bar, or the embargo before it, whatever the split', async () => {
  const anySplit = fc.record({
    scheme: fc.constantFrom('rolling' as const, 'expanding' as const),
    train_bars: fc.integer({ min: 60, max: 120 }),
    predict_bars: fc.integer({ min: 5, max: 80 }),
    valid_fraction: fc.constantFrom(0, 0.2),
    horizon_bars: fc.integer({ min: 1, max: 12 }),
    embargo_bars: fc.integer({ min: 0, max: 8 }),
  })
  await fc.assert(
    fc.asyncProperty(anySplit, async (split) => {
      const clock = Float64Array.from({ length: 300 }, (_, i) => i)
      const request = sampleTraining({ bars: 300, split, features: { clock }, family: confessor() })
      const { predictions } = await trainVersion(request)
      for (let bar = split.train_bars; bar < 300; bar++) {
        const known = (predictions[bar] as number) + split.horizon_bars + split.embargo_bars
        expect(known).toBeLessThan(bar)
        expect(known).toBeGreaterThanOrEqual(bar - split.predict_bars)
      }
    }),
    { numRuns: 40 },
  )
})
