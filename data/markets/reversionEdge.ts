import type { Edge } from './market.ts'

const PERIOD = 14
const OVERSOLD = 30
const OVERBOUGHT = 70
const MIDDLE = 50

/** Mean reversion in the terms of a textbook: long below an RSI of 30, short above 70, each until the middle is crossed. */
export const reversionEdge: Edge = {
  description:
    'After Wilder’s RSI(14) closes below 30 the price drifts up until the RSI is above 50; above 70 it drifts down until below 50.',
  strength: 0.000468,
  enter: 1,
  stay: 1,
  follow: ({ open, close }) => {
    let gains = 0
    let losses = 0
    let side = 0
    return (index) => {
      const change = (close[index] as number) - (close[index - 1] ?? (open[0] as number))
      gains += (Math.max(change, 0) - gains) / PERIOD
      losses += (Math.max(-change, 0) - losses) / PERIOD
      const rsi = gains + losses === 0 ? MIDDLE : (100 * gains) / (gains + losses)
      if (index < 5 * PERIOD) return 0
      if ((side > 0 && rsi > MIDDLE) || (side < 0 && rsi < MIDDLE)) side = 0
      if (rsi < OVERSOLD) side = 1
      else if (rsi > OVERBOUGHT) side = -1
      return side
    }
  },
}
