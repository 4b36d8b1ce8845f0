/** How many ways there are to choose `chosen` of `total`. */
export function combinationCount(total: number, chosen: number): number {
  let count = 1
  for (let i = 1; i <= chosen; i++) count = (count * (total - chosen + i)) / i
  return Math.round(count)
}

/**
 * Every half of `blocks` blocks (even, at most 30) as a bit mask, bit b for block b, in lexicographic order of the block indices.
 * The complement of the i-th is the i-th from the end.
 */
export function halves(blocks: number): Int32Array {
  const half = blocks / 2
  const masks = new Int32Array(combinationCount(blocks, half))
  let at = 0
  const choose = (mask: number, next: number, left: number): void => {
    if (left === 0) masks[at++] = mask
    else for (let block = next; block <= blocks - left; block++) choose(mask | (1 << block), block + 1, left - 1)
  }
  choose(0, 0, half)
  return masks
}
