/** Where a column is above and where it is below another one or a level: bit k of word w is bar 32 · w + k. Where neither, equal or missing. */
export interface Relation {
  readonly above: Int32Array
  readonly below: Int32Array
}

export function wordCount(bars: number): number {
  return (bars + 31) >>> 5
}

export function newRelation(bars: number): Relation {
  return { above: new Int32Array(wordCount(bars)), below: new Int32Array(wordCount(bars)) }
}

/**
 * Writes how `left` stands to `right`, bar by bar. Without branches: which is larger cannot be foretold where columns cross often. Four
 * bars at once, because a word that waits for its own last bit costs a quarter more.
 */
export function relate(left: Float64Array, right: Float64Array, { above, below }: Relation): void {
  const whole = left.length & ~31
  for (let start = 0; start < whole; start += 32) {
    let over = 0
    let under = 0
    for (let i = start; i < start + 32; i += 4) {
      const a = left[i] as number
      const b = left[i + 1] as number
      const c = left[i + 2] as number
      const d = left[i + 3] as number
      const p = right[i] as number
      const q = right[i + 1] as number
      const r = right[i + 2] as number
      const s = right[i + 3] as number
      over = (over >>> 4) | ((Number(a > p) | (Number(b > q) << 1) | (Number(c > r) << 2) | (Number(d > s) << 3)) << 28)
      under = (under >>> 4) | ((Number(a < p) | (Number(b < q) << 1) | (Number(c < r) << 2) | (Number(d < s) << 3)) << 28)
    }
    above[start >>> 5] = over
    below[start >>> 5] = under
  }
  relateRest(left, (i) => right[i] as number, whole, { above, below })
}

/** As `relate`, to a constant. */
export function relateToLevel(left: Float64Array, level: number, { above, below }: Relation): void {
  const whole = left.length & ~31
  for (let start = 0; start < whole; start += 32) {
    let over = 0
    let under = 0
    for (let i = start; i < start + 32; i += 4) {
      const a = left[i] as number
      const b = left[i + 1] as number
      const c = left[i + 2] as number
      const d = left[i + 3] as number
      over = (over >>> 4) | ((Number(a > level) | (Number(b > level) << 1) | (Number(c > level) << 2) | (Number(d > level) << 3)) << 28)
      under = (under >>> 4) | ((Number(a < level) | (Number(b < level) << 1) | (Number(c < level) << 2) | (Number(d < level) << 3)) << 28)
    }
    above[start >>> 5] = over
    below[start >>> 5] = under
  }
  relateRest(left, () => level, whole, { above, below })
}

/** The bars behind the last whole word. */
function relateRest(left: Float64Array, rightAt: (index: number) => number, from: number, { above, below }: Relation): void {
  if (from === left.length) return
  let over = 0
  let under = 0
  for (let i = from; i < left.length; i++) {
    over |= Number((left[i] as number) > rightAt(i)) << i
    under |= Number((left[i] as number) < rightAt(i)) << i
  }
  above[from >>> 5] = over
  below[from >>> 5] = under
}
