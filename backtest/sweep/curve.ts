/** Carries the equity on through the bars without a position, which were not visited and are NaN. In place. */
export function fillCurve(curve: Float64Array, initialCash: number): void {
  let equity = initialCash
  for (let i = 0; i < curve.length; i++) {
    const known = curve[i] as number
    if (Number.isNaN(known)) curve[i] = equity
    else equity = known
  }
}
