import { blockSums, subsetSums } from './blockSums.ts'
import { halves } from './combinations.ts'

export interface CscvOptions {
  /** Even number of consecutive blocks that the rows are cut into; 16, which gives 12,870 halves. */
  readonly blocks?: number
  /** What a trial is judged by: its Sharpe ratio per period (n − 1), or its mean return. */
  readonly metric?: 'sharpe' | 'mean'
  /** Risk-free return per period. */
  readonly riskFree?: number
}

/** Every half of the rows, and what each trial did there. */
export interface HalfSamples {
  readonly trials: number
  /** Number of halves; the complement of half i is half count − 1 − i. */
  readonly count: number
  /** Fills `figures` with each trial's metric in half i and returns the first trial with the highest. */
  readonly measure: (i: number, figures: Float64Array) => number
}

/** Spread that is only the rounding of sums of squares. */
const ROUNDING = 1e-13

/** A half's size limits the sums to doubles' exactness; 24 blocks already make 2.7 million halves. */
const MOST_BLOCKS = 24

function checkedBlocks({ blocks = 16 }: CscvOptions, columns: readonly Float64Array[]): number {
  if (!Number.isInteger(blocks) || blocks < 2 || blocks > MOST_BLOCKS || blocks % 2 !== 0) {
    throw new RangeError(`CSCV needs an even number of blocks from 2 to ${MOST_BLOCKS}, not ${blocks}`)
  }
  const length = columns[0]?.length
  if (columns.some((column) => column.length !== length)) throw new RangeError('CSCV needs columns of one length')
  return blocks
}

/**
 * The halves of a returns matrix, one column per trial. Sums over half of the blocks are looked up in two tables of all subsets of eight
 * blocks each, so a half costs two additions per trial whatever the number of rows, and nothing is allocated per half.
 * A trial whose returns do not vary in a half counts as 0 there, as doing nothing does. Undefined below two trials, below two rows in a
 * half, and where a return is not finite. @throws RangeError for an odd number of blocks and for columns of several lengths.
 */
export function halfSamples(columns: readonly Float64Array[], options: CscvOptions = {}): HalfSamples | undefined {
  const blocks = checkedBlocks(options, columns)
  const trials = columns.length
  const { sums, squares, rowsPerBlock } = blockSums(columns, blocks, options.riskFree)
  const rows = (rowsPerBlock * blocks) / 2
  if (trials < 2 || rows < 2 || !squares.every(Number.isFinite)) return undefined
  const low = blocks >> 1
  const [lowSums, highSums] = [subsetSums(sums, trials, 0, low), subsetSums(sums, trials, low, blocks - low)]
  const [lowSquares, highSquares] = [subsetSums(squares, trials, 0, low), subsetSums(squares, trials, low, blocks - low)]
  const masks = halves(blocks)
  const byMean = options.metric === 'mean'
  const measure = (i: number, figures: Float64Array): number => {
    const mask = masks[i] as number
    const a = (mask & ((1 << low) - 1)) * trials
    const b = (mask >> low) * trials
    let best = 0
    let highest = -Infinity
    for (let trial = 0; trial < trials; trial++) {
      const sum = (lowSums[a + trial] as number) + (highSums[b + trial] as number)
      const square = (lowSquares[a + trial] as number) + (highSquares[b + trial] as number)
      const average = sum / rows
      const scatter = square - sum * average
      const figure = byMean ? average : scatter > ROUNDING * square ? average / Math.sqrt(scatter / (rows - 1)) : 0
      figures[trial] = figure
      if (figure > highest) {
        highest = figure
        best = trial
      }
    }
    return best
  }
  return { trials, count: masks.length, measure }
}
