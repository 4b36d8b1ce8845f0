import type { Bars } from '../../domain/bars.ts'
import type { Edge } from './market.ts'
import { HOURLY_VOLATILITY } from './process.ts'

const RETURN_BARS = 48
const SHORT_BARS = 24
const LONG_BARS = 240
/** Standard deviation, about, of the log ratio of the two volume averages. */
const TYPICAL_LOG_RATIO = 0.4

/** Sum of quote volume over the last `length` bars, asked for bar by bar. */
function rollingTurnover({ close, volume }: Bars, length: number): (index: number) => number {
  let sum = 0
  return (index) => {
    sum += (close[index] as number) * (volume[index] as number)
    if (index >= length) sum -= (close[index - length] as number) * (volume[index - length] as number)
    return sum
  }
}

/**
 * Something for a model to learn: neither feature alone says anything about the next return, their product does. What rose goes on
 * rising while much is traded, and comes back while little is.
 */
export const interactionEdge: Edge = {
  description:
    'Expected return ∝ tanh(48-bar return / its usual size) × tanh(log of 24-bar over 240-bar mean turnover / 0.4): trends persist in high volume and revert in low volume.',
  strength: 0.000683,
  enter: 0.4,
  stay: 0,
  follow: (bars) => {
    const recent = rollingTurnover(bars, SHORT_BARS)
    const usual = rollingTurnover(bars, LONG_BARS)
    const { close } = bars
    return (index) => {
      const ratio = Math.log((recent(index) / usual(index)) * (LONG_BARS / SHORT_BARS))
      if (index < LONG_BARS) return 0
      const move = (close[index] as number) / (close[index - RETURN_BARS] as number) - 1
      return Math.tanh(move / (HOURLY_VOLATILITY * Math.sqrt(RETURN_BARS))) * Math.tanh(ratio / TYPICAL_LOG_RATIO)
    }
  },
}
