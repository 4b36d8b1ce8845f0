import { ascending } from './ascending.ts'
import { sidakOf } from './singleStep.ts'

/** From the smallest p-value on, each adjusted for the tests still in play and never below the one before it. */
function stepDown(pValues: Float64Array, adjust: (p: number, inPlay: number) => number): Float64Array {
  const adjusted = new Float64Array(pValues.length)
  let floor = 0
  ascending(pValues).forEach((at, rank) => {
    floor = Math.max(floor, Math.min(1, adjust(pValues[at] as number, pValues.length - rank)))
    adjusted[at] = floor
  })
  return adjusted
}

/** Adjusted p-values for the familywise error, whatever the dependence (Holm 1979, Scand. J. Stat. 6). In the order given. */
export function holm(pValues: Float64Array): Float64Array {
  return stepDown(pValues, (p, inPlay) => inPlay * p)
}

/** Holm's steps with Šidák's adjustment, for independent tests. */
export function holmSidak(pValues: Float64Array): Float64Array {
  return stepDown(pValues, sidakOf)
}
