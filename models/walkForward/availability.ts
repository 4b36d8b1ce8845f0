import { BadDataError } from '../../domain/errors.ts'
import type { FoldRecord, ModelVersion } from '../../domain/ml.ts'
import { parseTimeframe, timeframeMs } from '../../domain/timeframe.ts'

type Manifest = Pick<ModelVersion, 'model_id' | 'timeframe' | 'embargo_bars' | 'folds'>

/**
 * From which bar open (ms UTC) each snapshot may predict: after the last bar that its labels looked at has closed, and the
 * embargo after it, and never before the bars its fold was cut for.
 */
export function availableFrom({ timeframe, embargo_bars, folds }: Pick<Manifest, 'timeframe' | 'embargo_bars' | 'folds'>): number[] {
  const barMs = timeframeMs(parseTimeframe(timeframe))
  return folds.map((fold) => Math.max(Date.parse(fold.predict_from), Date.parse(fold.data_until) + (1 + embargo_bars) * barMs))
}

/** @throws BadDataError where a fold would predict bars that its training data reach into, or the folds are out of order. */
export function assertPointInTime(manifest: Manifest): void {
  const from = availableFrom(manifest)
  manifest.folds.forEach((fold: FoldRecord, i) => {
    const isLeaky = Date.parse(fold.predict_from) < (from[i] as number)
    const isUnordered = i > 0 && (from[i] as number) <= (from[i - 1] as number)
    if (!isLeaky && !isUnordered) return
    const reason = isLeaky ? `learnt from labels up to ${fold.data_until}` : 'comes after a later one'
    throw new BadDataError(`${manifest.model_id}: the snapshot for bars from ${fold.predict_from} ${reason}; it cannot be used.`, { fold })
  })
}
