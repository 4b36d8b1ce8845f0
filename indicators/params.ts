import type { IndicatorParam } from './indicator.ts'

/** A number of bars. `max` is where a search should stop, and where a slip of the keyboard is caught. */
export function barsParam(byDefault: number, min = 2, max = 1000): IndicatorParam {
  return { default: byDefault, min, max, integer: true }
}

export function numberParam(byDefault: number, min: number, max: number): IndicatorParam {
  return { default: byDefault, min, max, integer: false }
}
