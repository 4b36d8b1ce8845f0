import { centralMoment, mean } from '../math/moments.ts'

/**
 * Columns less their mean and scaled to length 1, so that inner products are correlations. Columns that do not vary have none and are left
 * out. @throws RangeError for columns of several lengths.
 */
export function standardised(columns: readonly Float64Array[]): Float64Array[] {
  const length = columns[0]?.length ?? 0
  if (columns.some((column) => column.length !== length)) throw new RangeError('correlations need columns of one length')
  return columns.flatMap((column) => {
    const variance = centralMoment(column, 2) ?? 0
    if (!(variance > 0)) return []
    const center = mean(column) as number
    const scale = 1 / Math.sqrt(variance * length)
    return [column.map((value) => (value - center) * scale)]
  })
}

/** Mean correlation of all pairs, from the length of the sum of the columns; undefined below two columns that vary. */
export function averageCorrelation(columns: readonly Float64Array[]): number | undefined {
  const units = standardised(columns)
  const [first, count] = [units[0], units.length]
  if (first === undefined || count < 2) return undefined
  const sum = new Float64Array(first.length)
  for (const unit of units) for (let t = 0; t < sum.length; t++) sum[t] = (sum[t] as number) + (unit[t] as number)
  let square = 0
  for (let t = 0; t < sum.length; t++) square += (sum[t] as number) ** 2
  return (square - count) / (count * (count - 1))
}

/** ρ̄ + (1 − ρ̄)·N, the interpolation of Bailey and López de Prado (2014, appendix 3); `correlation` is that of the average pair. */
export function trialsByAverageCorrelation(trials: number, correlation: number): number {
  return correlation + (1 - correlation) * trials
}
