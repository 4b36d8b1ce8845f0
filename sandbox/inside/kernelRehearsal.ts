const BARS = 160
const HOUR_MS = 3_600_000
const CYCLE = Uint8Array.of(1, 3, 2, 3)

/** ACTIONs on `rehearsedBars`: long, out, short, out, … More trades than the kernel makes room for at first, so that it makes more. */
export const REHEARSED_ACTIONS = Uint8Array.from({ length: BARS }, (_, i) => CYCLE[i % CYCLE.length] as number)

/** A market made up, which swings by a third: stops and targets are met now and then. */
export function rehearsedBars() {
  const close = Float64Array.from({ length: BARS }, (_, i) => 100 + 30 * Math.sin(i / 2))
  const open = Float64Array.from({ length: BARS }, (_, i) => close[Math.max(0, i - 1)] as number)
  return {
    time: Float64Array.from({ length: BARS }, (_, i) => i * HOUR_MS),
    open,
    high: open.map((price, i) => 1.01 * Math.max(price, close[i] as number)),
    low: open.map((price, i) => 0.99 * Math.min(price, close[i] as number)),
    close,
    volume: close,
  }
}
