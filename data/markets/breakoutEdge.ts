import type { Edge } from './market.ts'

const CHANNEL_BARS = 48

/** Momentum: a channel of closes in which the price last broke out at the top or at the bottom (Donchian). */
export const breakoutEdge: Edge = {
  description:
    'After a close above every close of the 48 bars before it the price drifts up, until a close below every one of them; then down.',
  strength: 0.000194,
  enter: 1,
  stay: 1,
  follow: ({ close }) => {
    let side = 0
    return (index) => {
      if (index < CHANNEL_BARS) return 0
      const now = close[index] as number
      let above = true
      let below = true
      for (let i = index - CHANNEL_BARS; i < index && (above || below); i++) {
        const past = close[i] as number
        above &&= now > past
        below &&= now < past
      }
      if (above) side = 1
      else if (below) side = -1
      return side
    }
  },
}
