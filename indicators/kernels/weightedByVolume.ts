import { column } from './column.ts'

/** Means of the last `period` prices weighted by volume; NaN where there was none. By blocks, as in rollingSum.ts, and from a pivot. */
export function weightedByVolume(prices: Float64Array, volumes: Float64Array, period: number): Float64Array {
  const length = prices.length
  const means = column(length, 0)
  const tail = new Float64Array(period + 1)
  const tailVolume = new Float64Array(period + 1)
  for (let start = 0; start < length; start += period) {
    const pivot = prices[start] as number
    const end = Math.min(start + period, length)
    let head = 0
    let headVolume = 0
    for (let i = start, k = 1; i < end; i++, k++) {
      const volume = volumes[i] as number
      head += ((prices[i] as number) - pivot) * volume
      headVolume += volume
      const traded = (tailVolume[k] as number) + headVolume
      means[i] = traded === 0 ? NaN : pivot + ((tail[k] as number) + head) / traded
    }
    if (end === length) break
    const next = prices[end] as number
    let sum = 0
    let volume = 0
    for (let k = period - 1, i = end - 1; k > 0; k--, i--) {
      sum += ((prices[i] as number) - next) * (volumes[i] as number)
      volume += volumes[i] as number
      tail[k] = sum
      tailVolume[k] = volume
    }
  }
  means.fill(NaN, 0, period - 1)
  return means
}
