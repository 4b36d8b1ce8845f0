import type { Costs } from '../domain/order.ts'

/** Every rate doubled; what was not given stays so, and how much of a bar may be traded is no cost. */
export function twiceTheCosts({ feeBps, slippageBps, impact, participation, ...optional }: Costs): Costs {
  const doubled = Object.entries(optional).flatMap(([name, rate]) => (rate === undefined ? [] : [[name, 2 * rate] as const]))
  return {
    ...Object.fromEntries(doubled),
    feeBps: 2 * feeBps,
    slippageBps: 2 * slippageBps,
    ...(impact === undefined ? {} : { impact: { ...impact, coefficient: 2 * impact.coefficient } }),
    ...(participation === undefined ? {} : { participation }),
  }
}
