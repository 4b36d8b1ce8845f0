import { ascending } from './ascending.ts'

/** From the largest p-value down, each adjusted by its rank (1 = smallest) and never above the one after it. */
function stepUp(pValues: Float64Array, adjust: (p: number, rank: number) => number): Float64Array {
  const adjusted = new Float64Array(pValues.length)
  const order = ascending(pValues)
  let ceiling = 1
  for (let rank = order.length; rank >= 1; rank--) {
    const at = order[rank - 1] as number
    ceiling = Math.min(ceiling, adjust(pValues[at] as number, rank))
    adjusted[at] = ceiling
  }
  return adjusted
}

/** Adjusted p-values for the familywise error of independent tests (Hochberg 1988, Biometrika 75). In the order given. */
export function hochberg(pValues: Float64Array): Float64Array {
  return stepUp(pValues, (p, rank) => (pValues.length - rank + 1) * p)
}

/** q-values for the false discovery rate of independent or positively dependent tests (Benjamini and Hochberg 1995, JRSS B 57). */
export function benjaminiHochberg(pValues: Float64Array): Float64Array {
  return stepUp(pValues, (p, rank) => (pValues.length * p) / rank)
}

/** q-values for the false discovery rate whatever the dependence: × Σ 1/i (Benjamini and Yekutieli 2001, Ann. Stat. 29). */
export function benjaminiYekutieli(pValues: Float64Array): Float64Array {
  let harmonic = 0
  for (let i = 1; i <= pValues.length; i++) harmonic += 1 / i
  return stepUp(pValues, (p, rank) => (pValues.length * p * harmonic) / rank)
}
