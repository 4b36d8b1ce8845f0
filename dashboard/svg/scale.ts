/** From figures to pixels, with the figures worth a tick. */
export interface Scale {
  at(value: number): number
  readonly ticks: readonly number[]
  /** Said beside an axis that is not as people expect. */
  readonly note?: string
}

/** 1, 2 or 5 times a power of ten, nearest above `rough`. */
function niceStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 5].find((factor) => factor * power >= rough * (1 - 1e-9)) ?? 10
  return step * power
}

/** A span that rounding alone could make is no span. */
function spanOf(low: number, high: number): number {
  const size = Math.max(Math.abs(low), Math.abs(high))
  return high - low > 1e-9 * Math.max(size, 1e-9) ? high - low : size > 1e-9 ? size : 1
}

/** About `count` round figures from at or below `low` to at or above `high`. */
export function niceTicks(low: number, high: number, count: number): number[] {
  const step = niceStep(spanOf(low, high) / count)
  const first = Math.floor(low / step + 1e-9)
  const last = Math.max(Math.ceil(high / step - 1e-9), first + 1)
  // Counted, not added up: 0.1 + 0.2 is no tick.
  return Array.from({ length: last - first + 1 }, (_, index) => Number(((first + index) * step).toPrecision(12)))
}

/** `low` and `high` are widened to the ticks around them. `from`, `to`: pixels of the lowest and the highest tick. */
export function linearScale(low: number, high: number, from: number, to: number, count = 5): Scale {
  const ticks = niceTicks(low, high, count)
  const first = ticks[0] as number
  const last = ticks.at(-1) as number
  return { ticks, at: (value) => from + ((value - first) / (last - first)) * (to - from) }
}

/** For positive figures that span more than a few times: equal ratios are equal distances. */
export function logScale(low: number, high: number, from: number, to: number): Scale {
  const bottom = Math.log(low)
  const span = Math.log(high) - bottom
  const decades = Array.from({ length: 40 }, (_, index) => index - 20)
  const all = decades.flatMap((power) => [1, 2, 5].map((factor) => Number((factor * 10 ** power).toPrecision(3))))
  const inside = all.filter((tick) => tick >= low && tick <= high)
  const ticks = inside.length > 9 ? inside.filter((tick) => Number.isInteger(Math.log10(tick))) : inside
  return { ticks, note: 'logarithmic', at: (value) => from + ((Math.log(value) - bottom) / span) * (to - from) }
}
