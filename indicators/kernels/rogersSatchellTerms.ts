import type { Bars } from '../../domain/bars.ts'
import { columnOf } from './column.ts'

/** One bar's share of the Rogers–Satchell (1991) variance, which a drift does not touch: ln(h/c) ln(h/o) + ln(l/c) ln(l/o). */
export function rogersSatchellTerms({ open, high, low, close }: Bars): Float64Array {
  return columnOf(close.length, (i) => {
    const o = open[i] as number
    const h = high[i] as number
    const l = low[i] as number
    const c = close[i] as number
    return Math.log(h / c) * Math.log(h / o) + Math.log(l / c) * Math.log(l / o)
  })
}
