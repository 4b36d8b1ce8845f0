import { barCount, type Bars } from '../../domain/bars.ts'
import { type Labels, noLabels } from './labels.ts'

export interface Barriers {
  /** Fractions of the close at the bar, positive. */
  readonly takeProfit: number
  readonly stopLoss: number
}

/**
 * López de Prado (2018), Advances in financial machine learning, ch. 3.4, for a long position from the close of each bar: 1 where the upper
 * barrier is reached first, 0 where the lower one is. At the vertical barrier, `horizon` bars ahead, it is 1 where the close is higher. A bar
 * that opens beyond a barrier has reached that one; one that else reaches both counts as the lower, as the engine's fills do.
 *
 * The label ends at the touch. Within `horizon` bars of the end of the data there are no labels, not even of barriers touched by then:
 * these would be the quick ones only.
 */
export function tripleBarrier(bars: Bars, horizon: number, barriers: Barriers): Labels {
  const length = barCount(bars)
  const { labels, labelEnd } = noLabels(length)
  for (let t = 0; t + horizon < length; t++) {
    const entry = bars.close[t] as number
    if (!(entry > 0 && entry < Infinity)) continue
    const upper = entry * (1 + barriers.takeProfit)
    const lower = entry * (1 - barriers.stopLoss)
    for (let i = t + 1; i <= t + horizon; i++) {
      const touch = touched(bars, i, upper, lower)
      const label = touch === undefined && i === t + horizon ? Number((bars.close[i] as number) > entry) : touch
      if (label === undefined) continue
      labels[t] = label
      if (!Number.isNaN(label)) labelEnd[t] = i
      break
    }
  }
  return { labels, labelEnd }
}

/** 1 the upper, 0 the lower, undefined neither, NaN where the bar is missing. */
function touched({ open, high, low, close }: Bars, i: number, upper: number, lower: number): number | undefined {
  const first = open[i] as number
  const top = high[i] as number
  const bottom = low[i] as number
  if (!Number.isFinite(first + top + bottom + (close[i] as number))) return NaN
  if (first >= upper) return 1
  if (bottom <= lower) return 0
  return top >= upper ? 1 : undefined
}
