import { linearFit, type LinearFit } from '../../math/linearFit.ts'
import { halfSamples, type CscvOptions } from './halfSamples.ts'
import { rankLogit, rankOf } from './rank.ts'

/** What combinatorially symmetric cross-validation found. The columns have one entry per combination, in lexicographic order. */
export interface Overfitting {
  /** Share of combinations in which the trial that was best in sample is in the lower half out of sample: logit <= 0. */
  readonly pbo: number
  readonly combinations: number
  /** ln(r / (N + 1 − r)), r the rank (1 = worst, ties averaged) out of sample of the trial that was best in sample, among N. */
  readonly logits: Float64Array
  /** Which trial was best in sample, the first of several. */
  readonly selected: Int32Array
  readonly ranks: Float64Array
  /** Metric of the selected trial. */
  readonly inSample: Float64Array
  readonly outOfSample: Float64Array
  /** The selected trial's metric out of sample, as a line of that in sample. */
  readonly performanceDegradation: LinearFit | undefined
  /** Share of combinations in which the selected trial lost out of sample. */
  readonly probabilityOfLoss: number
}

function emptyColumns(count: number): Pick<Overfitting, 'logits' | 'selected' | 'ranks' | 'inSample' | 'outOfSample'> {
  return {
    logits: new Float64Array(count),
    selected: new Int32Array(count),
    ranks: new Float64Array(count),
    inSample: new Float64Array(count),
    outOfSample: new Float64Array(count),
  }
}

function share(values: Float64Array, holds: (value: number) => boolean): number {
  let count = 0
  for (let i = 0; i < values.length; i++) if (holds(values[i] as number)) count++
  return count / values.length
}

/**
 * Probability of backtest overfitting by combinatorially symmetric cross-validation (Bailey, Borwein, López de Prado and Zhu 2017, J. Comp.
 * Finance 20(4)): rows are cut into blocks, every half of the blocks serves once to select the best trial and its complement to rank it.
 * `returns` hold one trial per column, of equal length, per period. Undefined and throws as `halfSamples`.
 */
export function probabilityOfOverfitting(returns: readonly Float64Array[], options: CscvOptions = {}): Overfitting | undefined {
  const samples = halfSamples(returns, options)
  if (samples === undefined) return undefined
  const { count, trials, measure } = samples
  const columns = emptyColumns(count)
  const [here, there] = [new Float64Array(trials), new Float64Array(trials)]
  const note = (i: number, best: number, inside: Float64Array, outside: Float64Array): void => {
    const rank = rankOf(outside, best)
    columns.selected[i] = best
    columns.ranks[i] = rank
    columns.logits[i] = rankLogit(rank, trials)
    columns.inSample[i] = inside[best] as number
    columns.outOfSample[i] = outside[best] as number
  }
  for (let i = 0, opposite = count - 1; i < opposite; i++, opposite--) {
    const [best, bestOpposite] = [measure(i, here), measure(opposite, there)]
    note(i, best, here, there)
    note(opposite, bestOpposite, there, here)
  }
  return {
    ...columns,
    combinations: count,
    pbo: share(columns.logits, (logit) => logit <= 0),
    performanceDegradation: linearFit(columns.inSample, columns.outOfSample),
    probabilityOfLoss: share(columns.outOfSample, (figure) => figure < 0),
  }
}
