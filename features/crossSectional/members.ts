import type { Universe } from '../universe.ts'

/** Symbols that must have a value at a bar, the symbol itself among them, for a comparison to say anything. */
export const LEAST_MEMBERS = 3

/** Mean of the other symbols' values at each bar; NaN where fewer than LEAST_MEMBERS − 1 have one. Shared. */
export function meanOfOthers(universe: Universe, feature: string): Float64Array {
  return universe.once(`mean of others ${feature}`, () => {
    const others = universe.others(feature)
    const means = new Float64Array(universe.length)
    for (let i = 0; i < universe.length; i++) {
      let sum = 0
      let count = 0
      for (const column of others) {
        const value = column[i] as number
        if (Number.isNaN(value)) continue
        sum += value
        count++
      }
      means[i] = count < LEAST_MEMBERS - 1 ? NaN : sum / count
    }
    return means
  })
}

/** Values of all that have one at bar i, the symbol's own included, packed into `into`; how many. */
export function valuesAt(columns: readonly Float64Array[], i: number, into: Float64Array): number {
  let count = 0
  for (const column of columns) {
    const value = column[i] as number
    if (!Number.isNaN(value)) into[count++] = value
  }
  return count
}
