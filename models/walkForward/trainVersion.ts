import type { FeatureImportance, FoldRecord } from '../../domain/ml.ts'
import type { PurgedFold } from '../../math/purgedSplits.ts'
import type { FittedModel, Matrix } from '../family.ts'
import { checkTraining, cutFolds } from './cutFolds.ts'
import { explainFolds } from './explainFolds.ts'
import { fitFold, type FittedFold, type FoldInputs } from './fitFold.ts'
import { foldRecord } from './foldRecord.ts'
import { hashColumns } from './hashColumns.ts'
import { measurePredictions } from './measurePredictions.ts'
import type { TrainRequest } from './trainRequest.ts'

/** A fitted model and what it was fitted on. */
export interface Snapshot {
  readonly record: FoldRecord
  readonly fitted: FittedModel
}

/** What a release is made of. `dispose` it when it is registered, or thrown away. */
export interface TrainedVersion extends Pick<TrainRequest, 'family' | 'config' | 'plan' | 'target' | 'timeframe' | 'split'> {
  /** Oldest first; the last one, the newest snapshot, has learnt from every bar. */
  readonly snapshots: readonly Snapshot[]
  /** Pooled over all predicted bars. */
  readonly metrics: Record<string, number>
  /** By bar, each from the snapshot of its fold; NaN before the first predicted bar. */
  readonly predictions: Float64Array
  readonly importance: FeatureImportance[]
  readonly trials: number
  readonly dataHash: string
  /** First and last bar, ms UTC. */
  readonly window: { readonly from: number; readonly to: number }
  readonly dispose: () => void
}

/**
 * Fits one snapshot per purged walk-forward fold, and the newest one on everything.
 * @throws UsageError for a window too short to cut, and what the family throws; nothing fitted is left behind then.
 */
export async function trainVersion(request: TrainRequest): Promise<TrainedVersion> {
  checkTraining(request)
  const { split, target, table, time } = request
  const matrix = { rows: time.length, names: table.names, columns: table.columns }
  const gaps = { horizonBars: split.horizon_bars, embargoBars: split.embargo_bars }
  const inputs: FoldInputs = { ...request, matrix, target: target.name, ...gaps }
  const done = await fitAll(inputs, cutFolds(request), request.onTrial)
  try {
    return versionOf(request, matrix, done)
  } catch (error) {
    disposeOf(done)
    throw error
  }
}

function disposeOf(folds: readonly FittedFold[]): void {
  for (const { fitted } of folds) fitted.dispose()
}

function versionOf(request: TrainRequest, matrix: Matrix, done: readonly FittedFold[]): TrainedVersion {
  const { family, config, plan, timeframe, split, target, table, time, labels, labelEnd } = request
  const predictions = new Float64Array(time.length).fill(NaN)
  for (const each of done) predictions.set(each.predictions, each.fold.predictFrom)
  return {
    ...{ family, config, plan, target, timeframe, split },
    snapshots: done.map((each) => ({ record: foldRecord(each, time, timeframe), fitted: each.fitted })),
    metrics: measurePredictions(target.name, predictions, labels, split.horizon_bars),
    predictions,
    importance: explainFolds(done, matrix),
    trials: done.length,
    dataHash: hashColumns([
      ['time', time],
      ...table.names.map((name, i) => [`feature ${name}`, table.columns[i] as Float64Array] as const),
      ['labels', labels],
      ['labelEnd', labelEnd],
    ]),
    window: { from: time[0] as number, to: time.at(-1) as number },
    dispose: () => disposeOf(done),
  }
}

/** One after the other: two fits at once would share the same cores. */
async function fitAll(inputs: FoldInputs, folds: readonly PurgedFold[], onTrial: TrainRequest['onTrial']): Promise<FittedFold[]> {
  const done: FittedFold[] = []
  try {
    for (const [fit, fold] of folds.entries()) {
      const fitted = await fitFold(inputs, fold).catch(async (error: unknown) => {
        await onTrial({ fit, outcome: 'failed' })
        throw error
      })
      done.push(fitted)
      await onTrial({ fit, outcome: 'completed' })
    }
    return done
  } catch (error) {
    disposeOf(done)
    throw error
  }
}
