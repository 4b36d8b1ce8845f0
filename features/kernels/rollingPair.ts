import { column } from './column.ts'

export interface Pair {
  /** Population covariance and variances of the last `period` pairs. */
  readonly covariance: Float64Array
  readonly varianceX: Float64Array
  readonly varianceY: Float64Array
}

/** Sums of one block's tails: x, y, xx, yy, xy, each from the k-th value to the block's end. */
function tailsOf(period: number): [Float64Array, Float64Array, Float64Array, Float64Array, Float64Array] {
  const tail = (): Float64Array => new Float64Array(period + 1)
  return [tail(), tail(), tail(), tail(), tail()]
}

/**
 * Second moments of two columns over the last `period` values, the first at period − 1; what correlation and regression are made of.
 * By blocks and from a pivot, as in rollingSpread.ts; NaN in either column as in rollingSum.ts.
 */
export function rollingPair(x: Float64Array, y: Float64Array, period: number): Pair {
  const length = x.length
  const pair = { covariance: column(length), varianceX: column(length), varianceY: column(length) }
  const tails = tailsOf(period)
  for (let start = 0; start < length; start += period) {
    const end = Math.min(start + period, length)
    fillBlock(x, y, start, end, period, tails, pair)
    if (end < length) fillTails(x, y, end, period, tails)
  }
  const first = Math.min(length, period - 1)
  for (const values of Object.values(pair)) values.fill(NaN, 0, first)
  return pair
}

function fillBlock(
  x: Float64Array,
  y: Float64Array,
  start: number,
  end: number,
  period: number,
  [tailX, tailY, tailXX, tailYY, tailXY]: ReturnType<typeof tailsOf>,
  { covariance, varianceX, varianceY }: Pair,
): void {
  const pivotX = x[start] as number
  const pivotY = y[start] as number
  let sx = 0
  let sy = 0
  let sxx = 0
  let syy = 0
  let sxy = 0
  for (let i = start, k = 1; i < end; i++, k++) {
    const dx = (x[i] as number) - pivotX
    const dy = (y[i] as number) - pivotY
    sx += dx
    sy += dy
    sxx += dx * dx
    syy += dy * dy
    sxy += dx * dy
    const meanX = ((tailX[k] as number) + sx) / period
    const meanY = ((tailY[k] as number) + sy) / period
    covariance[i] = ((tailXY[k] as number) + sxy) / period - meanX * meanY
    varianceX[i] = Math.max(0, ((tailXX[k] as number) + sxx) / period - meanX * meanX)
    varianceY[i] = Math.max(0, ((tailYY[k] as number) + syy) / period - meanY * meanY)
  }
}

function fillTails(
  x: Float64Array,
  y: Float64Array,
  end: number,
  period: number,
  [tailX, tailY, tailXX, tailYY, tailXY]: ReturnType<typeof tailsOf>,
): void {
  const pivotX = x[end] as number
  const pivotY = y[end] as number
  let sx = 0
  let sy = 0
  let sxx = 0
  let syy = 0
  let sxy = 0
  for (let k = period - 1, i = end - 1; k > 0; k--, i--) {
    const dx = (x[i] as number) - pivotX
    const dy = (y[i] as number) - pivotY
    tailX[k] = sx += dx
    tailY[k] = sy += dy
    tailXX[k] = sxx += dx * dx
    tailYY[k] = syy += dy * dy
    tailXY[k] = sxy += dx * dy
  }
}

/** Correlation, −1..1; NaN where either column does not vary. */
export function correlations({ covariance, varianceX, varianceY }: Pair): Float64Array {
  const out = column(covariance.length)
  for (let i = 0; i < out.length; i++) {
    const spread = Math.sqrt((varianceX[i] as number) * (varianceY[i] as number))
    out[i] = spread === 0 ? NaN : Math.max(-1, Math.min(1, (covariance[i] as number) / spread))
  }
  return out
}

/** Slope of y on x; NaN where x does not vary. */
export function slopes({ covariance, varianceX }: Pair): Float64Array {
  const out = column(covariance.length)
  for (let i = 0; i < out.length; i++) {
    const variance = varianceX[i] as number
    out[i] = variance === 0 ? NaN : (covariance[i] as number) / variance
  }
  return out
}
