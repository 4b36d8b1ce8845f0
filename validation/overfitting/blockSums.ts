/** Sums over blocks of rows, row-major: entry [block × trials + trial]. */
export interface BlockSums {
  readonly sums: Float64Array
  readonly squares: Float64Array
  readonly rowsPerBlock: number
}

/**
 * Σr and Σr² of the excess returns of every trial in `blocks` equal consecutive blocks; the first rows that do not fill a block are left
 * out. `columns` hold one trial each, of equal length; `riskFree` is per period.
 */
export function blockSums(columns: readonly Float64Array[], blocks: number, riskFree = 0): BlockSums {
  const trials = columns.length
  const length = columns[0]?.length ?? 0
  const rowsPerBlock = Math.floor(length / blocks)
  const sums = new Float64Array(blocks * trials)
  const squares = new Float64Array(blocks * trials)
  for (let trial = 0; trial < trials; trial++) {
    const column = columns[trial] as Float64Array
    let row = length % blocks
    for (let block = 0; block < blocks; block++) {
      let [sum, square] = [0, 0]
      for (const end = row + rowsPerBlock; row < end; row++) {
        const excess = (column[row] as number) - riskFree
        sum += excess
        square += excess * excess
      }
      sums[block * trials + trial] = sum
      squares[block * trials + trial] = square
    }
  }
  return { sums, squares, rowsPerBlock }
}

/**
 * Sums over every subset of `count` blocks from `first` on, row-major by the subset's bit mask: entry [mask × trials + trial], where bit 0
 * is block `first`. Any subset of all blocks is then the sum of two rows, one of each half of the blocks.
 */
export function subsetSums(perBlock: Float64Array, trials: number, first: number, count: number): Float64Array {
  const table = new Float64Array((1 << count) * trials)
  for (let mask = 1; mask < 1 << count; mask++) {
    const rest = (mask & (mask - 1)) * trials
    const block = (first + 31 - Math.clz32(mask & -mask)) * trials
    for (let trial = 0; trial < trials; trial++) {
      table[mask * trials + trial] = (table[rest + trial] as number) + (perBlock[block + trial] as number)
    }
  }
  return table
}
