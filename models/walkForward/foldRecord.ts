import type { FoldRecord } from '../../domain/ml.ts'
import { timeframeMs, type Timeframe } from '../../domain/timeframe.ts'
import type { FittedFold } from './fitFold.ts'

/** A fold in times instead of bars: what the release remembers of it. */
export function foldRecord({ fold, fitted, rows, validRows, metrics }: FittedFold, time: Float64Array, timeframe: Timeframe): FoldRecord {
  const at = (bar: number): string => new Date(time[bar] as number).toISOString()
  const next = new Date((time.at(-1) as number) + timeframeMs(timeframe)).toISOString()
  const isNewest = fold.predictFrom === time.length
  const holdsBack = fold.validFrom < fold.validTo
  return {
    train_from: at(fold.trainFrom),
    train_to: at(fold.trainTo - 1),
    valid_from: holdsBack ? at(fold.validFrom) : null,
    valid_to: holdsBack ? at(fold.validTo - 1) : null,
    data_until: at(fold.dataUntil),
    predict_from: isNewest ? next : at(fold.predictFrom),
    predict_until: isNewest ? null : fold.predictTo === time.length ? next : at(fold.predictTo),
    rows,
    valid_rows: validRows,
    best_iteration: fitted.bestIteration ?? null,
    metrics: isNewest ? {} : metrics,
  }
}
