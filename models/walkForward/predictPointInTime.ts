import { firstBarAtOrAfter } from '../../domain/bars.ts'
import { UsageError } from '../../domain/errors.ts'
import { canonicalJson, sha256 } from '../../domain/hash.ts'
import type { ModelVersion } from '../../domain/ml.ts'
import type { Timeframe } from '../../domain/timeframe.ts'
import type { FittedModel, Matrix } from '../family.ts'
import { availableFrom } from './availability.ts'
import { hashColumns, hashMatrix } from './hashColumns.ts'
import { predictRows } from './matrixSlices.ts'
import type { PredictionCache } from './predictionCache.ts'

/** Features of the bars, computed only where they are needed; `hash` stands for their content. */
export interface FeatureSource {
  readonly hash: string
  readonly matrix: () => Matrix | Promise<Matrix>
}

export function featuresOf(matrix: Matrix): FeatureSource {
  return { hash: hashMatrix(matrix), matrix: () => matrix }
}

/** Which bars to predict: nothing here says by which snapshot. */
export interface PredictionRequest {
  /** Bar opens, ms UTC, ascending. */
  readonly time: Float64Array
  readonly timeframe: Timeframe
  /** One row per bar, every feature of the version's plan. */
  readonly features: FeatureSource
}

/** A version and its snapshots, as the registry keeps them. */
export interface VersionSnapshots {
  readonly version: ModelVersion
  readonly load: (fold: number) => Promise<FittedModel>
}

/**
 * One prediction per bar, each from the newest snapshot whose labels, and the embargo after them, ended before the bar; NaN for
 * bars before the first snapshot may speak. The cache is asked first.
 * @throws UsageError for bars of another timeframe and for missing features.
 */
export async function predictPointInTime(
  { version, load }: VersionSnapshots,
  { time, timeframe, features }: PredictionRequest,
  cache?: PredictionCache,
): Promise<Float64Array> {
  if (timeframe !== version.timeframe) {
    throw new UsageError(`${version.model_id} was trained on ${version.timeframe} bars and cannot predict ${timeframe} bars.`, {
      timeframe,
    })
  }
  checkAscending(time)
  const about = { version: version.content_hash, time: hashColumns([['time', time]]), features: features.hash }
  const hash = sha256(canonicalJson(about))
  const known = cache?.read(hash, time.length)
  if (known !== undefined) return known
  const predictions = await predictByRange(version, load, time, await features.matrix())
  cache?.write(hash, predictions)
  return predictions
}

async function predictByRange(
  version: ModelVersion,
  load: VersionSnapshots['load'],
  time: Float64Array,
  matrix: Matrix,
): Promise<Float64Array> {
  if (matrix.rows !== time.length) throw new RangeError(`predictPointInTime: ${matrix.rows} rows of features for ${time.length} bars`)
  const predictions = new Float64Array(time.length).fill(NaN)
  const starts = availableFrom(version).map((from) => firstBarAtOrAfter({ time }, from))
  for (const [fold, from] of starts.entries()) {
    const to = starts[fold + 1] ?? time.length
    if (from >= to) continue
    const fitted = await load(fold)
    try {
      predictions.set(predictRows(fitted, matrix, from, to), from)
    } finally {
      fitted.dispose()
    }
  }
  return predictions
}

function checkAscending(time: Float64Array): void {
  for (let i = 1; i < time.length; i++) {
    if (!((time[i] as number) > (time[i - 1] as number)))
      throw new RangeError(`predictPointInTime: the time of bar ${i} is not after the bar before it`)
  }
}
