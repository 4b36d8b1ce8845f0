/** OHLCV columns of one symbol: index i is one bar, `time` its open in ms UTC, ascending and unique. */
export interface Bars {
  readonly time: Float64Array
  readonly open: Float64Array
  readonly high: Float64Array
  readonly low: Float64Array
  readonly close: Float64Array
  readonly volume: Float64Array
}

export type BarColumn = keyof Bars

export const BAR_COLUMNS = ['time', 'open', 'high', 'low', 'close', 'volume'] as const satisfies readonly BarColumn[]

export function barCount(bars: Bars): number {
  return bars.time.length
}

/** Views (no copy) on bars [from, to). */
export function sliceBars(bars: Bars, from: number, to: number): Bars {
  return {
    time: bars.time.subarray(from, to),
    open: bars.open.subarray(from, to),
    high: bars.high.subarray(from, to),
    low: bars.low.subarray(from, to),
    close: bars.close.subarray(from, to),
    volume: bars.volume.subarray(from, to),
  }
}

/** Index of the first bar with time >= `time` (binary search); how many there are if there is none. */
export function firstBarAtOrAfter(bars: Pick<Bars, 'time'>, time: number): number {
  let low = 0
  let high = bars.time.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((bars.time[middle] as number) < time) low = middle + 1
    else high = middle
  }
  return low
}
