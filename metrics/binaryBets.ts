/** A strategy that wins `profit` with probability `precision` and `loss` (negative) otherwise, `betsPerYear` times a year. */
export interface BinaryBets {
  readonly betsPerYear: number
  readonly profit: number
  readonly loss: number
}

/** Its annual Sharpe ratio (López de Prado 2018, section 15.2); undefined for a precision outside (0, 1). */
export function binaryBetsSharpe({ betsPerYear, profit, loss }: BinaryBets, precision: number): number | undefined {
  if (!(precision > 0 && precision < 1)) return undefined
  const range = profit - loss
  return ((range * precision + loss) / (range * Math.sqrt(precision * (1 - precision)))) * Math.sqrt(betsPerYear)
}

/** The precision at which it has the annual Sharpe ratio: root of a quadratic (section 15.3). Undefined where none has. */
export function impliedPrecision({ betsPerYear, profit, loss }: BinaryBets, annualSharpe: number): number | undefined {
  const range = profit - loss
  const square = annualSharpe ** 2 / betsPerYear
  const a = range ** 2 * (1 + square)
  const b = 2 * range * loss - square * range ** 2
  // b² − 4a·loss², multiplied out: as a difference, rounding makes it negative near a ratio of 0.
  const discriminant = square * range ** 2 * (square * range ** 2 - 4 * loss * profit)
  if (discriminant < 0) return undefined
  // The other root has the ratio of the opposite sign.
  return (-b + Math.sign(annualSharpe) * Math.sqrt(discriminant)) / (2 * a)
}
