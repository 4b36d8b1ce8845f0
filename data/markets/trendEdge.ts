import type { Edge } from './market.ts'
import { HOURLY_VOLATILITY } from './process.ts'

const RETURN_BARS = 72

/**
 * Time-series momentum (Moskowitz, Ooi and Pedersen 2012) without a threshold: the more it rose, the more it goes on rising. A linear model of past
 * returns learns it, and a crossing of averages comes near to it.
 */
export const trendEdge: Edge = {
  description: 'Expected return ∝ tanh(72-bar return / its usual size): what rose goes on rising, the more the more it rose.',
  strength: 0.000335,
  enter: 0.5,
  stay: 0,
  follow: ({ close }) => {
    const usual = HOURLY_VOLATILITY * Math.sqrt(RETURN_BARS)
    return (index) => (index < RETURN_BARS ? 0 : Math.tanh(((close[index] as number) / (close[index - RETURN_BARS] as number) - 1) / usual))
  },
}
