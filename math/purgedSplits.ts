/** Half-open ranges of bars: [from, to). Of the training and validation ranges only rows that `purgeLabels` keeps may be learnt from. */
export interface PurgedFold {
  readonly trainFrom: number
  readonly trainTo: number
  /** Empty (from = to) where nothing is held back. */
  readonly validFrom: number
  readonly validTo: number
  /** Empty for the newest fold, which predicts what comes after the last bar. */
  readonly predictFrom: number
  readonly predictTo: number
  /** Last bar that any label of the training or validation rows looks at. */
  readonly dataUntil: number
}

/** How to cut bars into walk-forward folds. Horizon and embargo have no default: a wrong one is a leak. */
export interface SplitRequest {
  /** By bar: the last bar its label looks at; −1 where it has none. */
  readonly labelEnd: Int32Array
  /** First bar whose features are warm. */
  readonly firstBar: number
  readonly scheme: 'rolling' | 'expanding'
  /** Bars before the first predicted bar, and before every one of a rolling scheme. */
  readonly trainBars: number
  /** Bars predicted by one fold; the last may have fewer. */
  readonly predictBars: number
  /** Share of the labelled rows, the latest, that are held back for early stopping, in [0, 1). */
  readonly validFraction: number
  /** No label looks further than this. */
  readonly horizonBars: number
  /** Bars that have to lie between the last bar a label looks at and the first bar of the next range. */
  readonly embargoBars: number
}

/**
 * Walk-forward folds, oldest first: their predicted ranges tile [firstBar + trainBars, bars) and each learns only from rows
 * whose label, and an embargo after it, end before that range (López de Prado 2018, Advances in Financial Machine Learning, ch. 7).
 * @throws RangeError for a request that cannot be meant, a label that looks further than the horizon, and a fold without training rows.
 */
export function* purgedSplits(request: SplitRequest): Generator<PurgedFold> {
  checkRequest(request)
  const bars = request.labelEnd.length
  for (let from = request.firstBar + request.trainBars; from < bars; from += request.predictBars) {
    yield foldBefore(request, from, Math.min(bars, from + request.predictBars))
  }
}

/** The fold that has learnt from every bar, for the bars to come. @throws RangeError as purgedSplits. */
export function newestSplit(request: SplitRequest): PurgedFold {
  checkRequest(request)
  const bars = request.labelEnd.length
  return foldBefore(request, bars, bars)
}

function foldBefore(request: SplitRequest, predictFrom: number, predictTo: number): PurgedFold {
  const { labelEnd, embargoBars, validFraction } = request
  const start = request.scheme === 'rolling' ? Math.max(request.firstBar, predictFrom - request.trainBars) : request.firstBar
  const known = knownRows(labelEnd, start, predictFrom, predictFrom - embargoBars)
  const held = known.slice(known.length - Math.floor(known.length * validFraction))
  const validFrom = held[0] ?? predictFrom
  const fitted = held.length === 0 ? known : knownRows(labelEnd, start, validFrom, validFrom - embargoBars)
  const lastFitted = fitted.at(-1)
  if (lastFitted === undefined) throw new RangeError(`purgedSplits: no row is left to learn from before bar ${predictFrom}`)
  const dataUntil = [...fitted, ...held].reduce((latest, row) => Math.max(latest, labelEnd[row] as number), -1)
  const validTo = (held.at(-1) ?? predictFrom - 1) + 1
  return { trainFrom: start, trainTo: lastFitted + 1, validFrom, validTo, predictFrom, predictTo, dataUntil }
}

/** Rows of [from, to) whose label ends before `limit`. */
function knownRows(labelEnd: Int32Array, from: number, to: number, limit: number): number[] {
  const rows: number[] = []
  for (let row = from; row < to; row++) if (isKnown(labelEnd[row] as number, limit)) rows.push(row)
  return rows
}

const isKnown = (end: number, limit: number): boolean => end >= 0 && end < limit

/**
 * Copies of the labels of the training and validation ranges, NaN where the label reaches into what comes after: the training
 * rows into validation, both into the predicted bars.
 */
export function purgeLabels(
  fold: PurgedFold,
  labels: Float64Array,
  labelEnd: Int32Array,
  embargoBars: number,
): { train: Float64Array; valid: Float64Array } {
  const keep = (from: number, to: number, before: number): Float64Array =>
    labels.slice(from, to).map((label, i) => (isKnown(labelEnd[from + i] as number, before - embargoBars) ? label : NaN))
  const trainBefore = fold.validFrom < fold.validTo ? fold.validFrom : fold.predictFrom
  return { train: keep(fold.trainFrom, fold.trainTo, trainBefore), valid: keep(fold.validFrom, fold.validTo, fold.predictFrom) }
}

function checkRequest(request: SplitRequest): void {
  const { labelEnd, firstBar, trainBars, predictBars, validFraction, horizonBars, embargoBars } = request
  const atLeast = { firstBar: [firstBar, 0], trainBars: [trainBars, 1], predictBars: [predictBars, 1] } as const
  const gaps = { horizonBars: [horizonBars, 1], embargoBars: [embargoBars, 0] } as const
  for (const [name, [value, least]] of Object.entries({ ...atLeast, ...gaps })) {
    if (!Number.isSafeInteger(value) || value < least)
      throw new RangeError(`purgedSplits: ${name} is ${value}, not a whole number from ${least}`)
  }
  if (!(validFraction >= 0 && validFraction < 1)) throw new RangeError(`purgedSplits: validFraction is ${validFraction}, not in [0, 1)`)
  for (let row = 0; row < labelEnd.length; row++) {
    const end = labelEnd[row] as number
    const isSound = end === -1 || (end > row && end <= row + horizonBars && end < labelEnd.length)
    if (!isSound) throw new RangeError(`purgedSplits: the label of bar ${row} ends at bar ${end}, not within ${horizonBars} bars after it`)
  }
}
