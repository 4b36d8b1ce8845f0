import { mean } from './moments.ts'

/** A line fitted by least squares. */
export interface LinearFit {
  readonly slope: number
  readonly intercept: number
  /** Share of the variance of y that the line explains; undefined where y does not vary. */
  readonly rSquared: number | undefined
}

/** Least squares of y on x, of equal length. Undefined below two points and where x does not vary. */
export function linearFit(x: Float64Array, y: Float64Array): LinearFit | undefined {
  const [meanX, meanY] = [mean(x), mean(y)]
  if (meanX === undefined || meanY === undefined) return undefined
  let [squaresX, squaresY, products] = [0, 0, 0]
  for (let i = 0; i < x.length; i++) {
    const fromX = (x[i] as number) - meanX
    const fromY = (y[i] as number) - meanY
    squaresX += fromX * fromX
    squaresY += fromY * fromY
    products += fromX * fromY
  }
  // Spread that is only the rounding of a constant series is none.
  if (squaresX <= x.length * (Number.EPSILON * meanX) ** 2) return undefined
  const slope = products / squaresX
  const varies = squaresY > y.length * (Number.EPSILON * meanY) ** 2
  return { slope, intercept: meanY - slope * meanX, rSquared: varies ? (products * slope) / squaresY : undefined }
}
