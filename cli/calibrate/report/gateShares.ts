import type { GateCount, Outcome } from '../outcome.ts'

/** One gate over all strategies of many sessions. */
export interface GateShare extends GateCount {
  /** Rejected over judged. */
  readonly share: number | null
}

export function gateShares(outcomes: readonly Outcome[]): GateShare[] {
  const sums = new Map<string, GateCount>()
  for (const { gates } of outcomes) {
    for (const { gate, judged, rejected, rejected_alone } of gates) {
      const sum = sums.get(gate) ?? { gate, judged: 0, rejected: 0, rejected_alone: 0 }
      sums.set(gate, {
        gate,
        judged: sum.judged + judged,
        rejected: sum.rejected + rejected,
        rejected_alone: sum.rejected_alone + rejected_alone,
      })
    }
  }
  return [...sums.values()].map((sum) => ({ ...sum, share: sum.judged === 0 ? null : sum.rejected / sum.judged }))
}
