import { describe, expect, it } from 'vitest'
import { BadDataError, UsageError } from '../../domain/errors.ts'
import { fakeFamily } from '../../fixtures/fakeFamily.ts'
import { SAMPLE_SPLIT, sampleLabels, sampleTraining } from '../../fixtures/trainRequest.ts'
import { aucStandardError } from '../../metrics/auc.ts'
import type { FitRequest } from '../family.ts'
import { measurePredictions } from './measurePredictions.ts'
import { trainVersion } from './trainVersion.ts'
import type { TrainingTrial } from './trainRequest.ts'

describe('trainVersion', () => {
  it('fits one snapshot per fold and the newest one, each of them a trial', async () => {
    const trials: TrainingTrial[] = []
    const trained = await trainVersion(sampleTraining({ onTrial: (trial) => void trials.push(trial) }))
    const { snapshots, predictions } = trained
    expect(snapshots.map(({ record }) => [record.predict_from, record.predict_until])).toEqual([
      ['2023-01-17T16:00:00.000Z', '2023-01-21T20:00:00.000Z'],
      ['2023-01-21T20:00:00.000Z', '2023-01-26T00:00:00.000Z'],
      ['2023-01-26T00:00:00.000Z', '2023-01-30T04:00:00.000Z'],
      ['2023-01-30T04:00:00.000Z', '2023-02-03T08:00:00.000Z'],
      ['2023-02-03T08:00:00.000Z', '2023-02-07T12:00:00.000Z'],
      ['2023-02-07T12:00:00.000Z', '2023-02-11T16:00:00.000Z'],
      ['2023-02-11T16:00:00.000Z', null],
    ])
    // Bars 0…393 have labels that end, with the embargo of 2, before bar 400.
    expect(snapshots[0]?.record).toMatchObject({ train_from: '2023-01-01T00:00:00.000Z', train_to: '2023-01-17T09:00:00.000Z', rows: 394 })
    expect(snapshots[0]?.record).toMatchObject({
      data_until: '2023-01-17T13:00:00.000Z',
      valid_from: null,
      valid_rows: 0,
      best_iteration: null,
    })
    expect(trials).toEqual(Array.from({ length: 7 }, (_, fit) => ({ fit, outcome: 'completed' })))
    expect(trained.trials).toBe(7)
    expect(predictions.findIndex((value) => !Number.isNaN(value))).toBe(400)
    expect(predictions.subarray(400).every(Number.isFinite)).toBe(true)
    expect(trained.metrics.test_rows).toBe(596)
    expect(snapshots[0]?.record.metrics).toMatchObject({ test_rows: 100, test_auc: expect.any(Number) as number })
    expect(snapshots.at(-1)?.record.metrics).toEqual({})
  })

  it('finds a planted signal, and says which feature it was', async () => {
    const { labels } = sampleLabels(1000, 4, 1)
    const { table } = sampleTraining()
    const signal = (table.columns[0] as Float64Array).map((noise, i) => noise + ((labels[i] as number) > 0.5 ? 1 : 0))
    const trained = await trainVersion(sampleTraining({ features: { noise: table.columns[1] as Float64Array, signal } }))
    const { test_auc = NaN, test_auc_error = NaN } = trained.metrics
    expect(test_auc).toBeGreaterThan(0.5 + 3 * test_auc_error)
    expect(trained.importance.map(({ feature, gain }) => [feature, gain])).toEqual([
      ['signal', 1],
      ['noise', 0],
    ])
    expect(trained.importance[0]?.shap).toBeGreaterThan(0.3)
    expect(trained.importance[1]?.shap).toBe(0)
  })

  it('holds validation rows back, and hands them over apart', async () => {
    const asked: FitRequest[] = []
    const family = fakeFamily('signal', {
      fit: (request) => {
        asked.push(request)
        return fakeFamily().fit(request)
      },
    })
    const split = { ...SAMPLE_SPLIT, valid_fraction: 0.25 }
    const { snapshots } = await trainVersion(sampleTraining({ family, split }))
    // 394 labelled rows; the latest 98 are held back; the rows up to 4 + 2 bars before them stay.
    expect(snapshots[0]?.record).toMatchObject({ rows: 290, valid_rows: 98, valid_from: '2023-01-13T08:00:00.000Z' })
    const [first] = asked
    expect([first?.train.y.length, first?.train.x.rows, first?.valid?.y.length, first?.valid?.x.rows]).toEqual([290, 290, 98, 98])
  })

  it('starts behind the warm-up', async () => {
    const request = sampleTraining()
    const { snapshots } = await trainVersion({ ...request, table: { ...request.table, warmup: [0, 50] } })
    expect(snapshots[0]?.record).toMatchObject({ train_from: '2023-01-03T02:00:00.000Z', predict_from: '2023-01-19T18:00:00.000Z' })
  })

  it('leaves columns out that do not vary in a fold, and refuses where none does', async () => {
    const late = new Float64Array(1000).map((_, i) => (i < 600 ? 5 : i))
    const noise = sampleTraining().table.columns[0] as Float64Array
    const { snapshots } = await trainVersion(sampleTraining({ features: { noise, late } }))
    expect(snapshots.map(({ fitted }) => fitted.featureNames.length)).toEqual([1, 1, 1, 2, 2, 2, 2])
    const missing = { missing: new Float64Array(1000).fill(NaN) }
    await expect(trainVersion(sampleTraining({ features: missing }))).rejects.toThrow(BadDataError)
  })

  it('counts a fit that failed, and frees the ones before it', async () => {
    const trials: TrainingTrial[] = []
    let [fits, disposed] = [0, 0]
    const family = fakeFamily('signal', {
      fit: async (request) => {
        if (++fits === 3) throw new BadDataError('labels of one class only')
        return {
          ...(await fakeFamily().fit(request)),
          dispose: () => {
            disposed += 1
          },
        }
      },
    })
    await expect(trainVersion(sampleTraining({ family, onTrial: (trial) => void trials.push(trial) }))).rejects.toThrow('one class')
    expect(trials.map(({ outcome }) => outcome)).toEqual(['completed', 'completed', 'failed'])
    expect(disposed).toBe(2)
  })

  it.each(['predict', 'importance'] as const)('frees every fit where %s of one fails', async (method) => {
    let [fits, disposed] = [0, 0]
    const family = fakeFamily('signal', {
      fit: async (request) => {
        const isThird = ++fits === 3
        const fitted = await fakeFamily().fit(request)
        const fails = (): never => {
          throw new Error('out of luck')
        }
        const dispose = (): void => {
          disposed += 1
        }
        return { ...fitted, ...(isThird ? { [method]: fails } : {}), dispose }
      },
    })
    await expect(trainVersion(sampleTraining({ family }))).rejects.toThrow('out of luck')
    expect(fits).toBe(method === 'predict' ? 3 : 7)
    expect(disposed).toBe(fits)
  })

  it('hashes all that it learns from', async () => {
    const hash = async (request = sampleTraining()): Promise<string> => (await trainVersion(request)).dataHash
    const request = sampleTraining()
    const before = await hash()
    expect(await hash()).toBe(before)
    expect(await hash({ ...request, time: request.time.map((open) => open + 1) })).not.toBe(before)
    expect(await hash({ ...request, labels: request.labels.with(10, 1 - (request.labels[10] as number)) })).not.toBe(before)
    const columns = [request.table.columns[0] as Float64Array, (request.table.columns[1] as Float64Array).with(0, 9)]
    expect(await hash({ ...request, table: { ...request.table, columns } })).not.toBe(before)
  })

  it('refuses what does not go together', async () => {
    await expect(trainVersion(sampleTraining({ bars: 404 }))).rejects.toThrow(/404 bars are too few: 0 warm .* 400 train .* 4 end/)
    await expect(trainVersion(sampleTraining({ target: { name: 'direction', horizonBars: 9 } }))).rejects.toThrow(
      /purges 4 bars .* 9 bars ahead/,
    )
    await expect(trainVersion(sampleTraining({ target: { name: 'return', horizonBars: 4 } }))).rejects.toThrow(UsageError)
    await expect(trainVersion(sampleTraining({ plan: { features: [] } }))).rejects.toThrow(RangeError)
  })
})

describe('measurePredictions', () => {
  it('counts overlapping labels once in the error of the AUC', () => {
    const labels = Float64Array.of(1, 0, 1, 0, 1, 0, NaN, 1)
    const predictions = Float64Array.of(0.9, 0.2, 0.6, 0.7, 0.4, 0.1, 0.3, NaN)
    const measured = measurePredictions('direction', predictions, labels, 3)
    expect(measured).toMatchObject({ test_rows: 6, test_auc: 7 / 9, test_accuracy: 4 / 6, test_base_rate: 0.5 })
    expect(measured.test_auc_error).toBe(aucStandardError(7 / 9, 1, 1))
  })

  it('leaves out what does not exist', () => {
    expect(Object.keys(measurePredictions('regime', Float64Array.of(0.5), Float64Array.of(1), 1))).not.toContain('test_auc')
    expect(measurePredictions('return', new Float64Array(0), new Float64Array(0), 1)).toEqual({ test_rows: 0 })
    const regression = measurePredictions('return', Float64Array.of(1, -1, 2), Float64Array.of(2, -3, -1), 1)
    expect(regression).toMatchObject({ test_direction_accuracy: 2 / 3, test_rank_correlation: expect.closeTo(0.5, 12) as number })
    expect(Object.keys(measurePredictions('volatility', Float64Array.of(1, 2), Float64Array.of(1, 2), 1))).not.toContain(
      'test_direction_accuracy',
    )
  })
})
