/** Adjusted p-values min(1, m·p): the familywise error whatever the dependence (Bonferroni 1936). */
export function bonferroni(pValues: Float64Array): Float64Array {
  return pValues.map((p) => Math.min(1, pValues.length * p))
}

/** Adjusted p-values 1 − (1 − p)^m: the familywise error of independent tests (Šidák 1967). */
export function sidak(pValues: Float64Array): Float64Array {
  return pValues.map((p) => sidakOf(p, pValues.length))
}

/** Written with logarithms, so that a tiny p keeps its digits. */
export function sidakOf(p: number, tests: number): number {
  return -Math.expm1(tests * Math.log1p(-p))
}
