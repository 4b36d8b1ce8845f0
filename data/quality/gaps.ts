export interface Gaps {
  /** Stamps of the grid between the first and the last bar that have no bar. */
  missingBars: number
  gaps: number
  longestBars: number
  /** Index of the bar before the longest gap, the first of them if there are several; -1 without a gap. */
  longestAfter: number
}

/** Gaps of ascending stamps on a grid of `step` ms; stamps off the grid count as the period they fall into. */
export function findGaps(time: Float64Array, step: number): Gaps {
  const found: Gaps = { missingBars: 0, gaps: 0, longestBars: 0, longestAfter: -1 }
  for (let i = 1; i < time.length; i++) {
    const absent = Math.round(((time[i] as number) - (time[i - 1] as number)) / step) - 1
    if (absent <= 0) continue
    found.missingBars += absent
    found.gaps++
    if (absent > found.longestBars) {
      found.longestBars = absent
      found.longestAfter = i - 1
    }
  }
  return found
}
