/** Sums of gains and of losses of returns or of trades' profits; `lost` is positive. */
function tally(values: Float64Array): { gained: number; lost: number; wins: number; losses: number } {
  const sums = { gained: 0, lost: 0, wins: 0, losses: 0 }
  for (const value of values) {
    if (value > 0) {
      sums.gained += value
      sums.wins++
    } else if (value < 0) {
      sums.lost -= value
      sums.losses++
    }
  }
  return sums
}

/** Share of strictly positive values among all; undefined for none. */
export function winRate(values: Float64Array): number | undefined {
  return values.length === 0 ? undefined : tally(values).wins / values.length
}

/** Σ gains / Σ losses: Infinity where nothing was lost, undefined where nothing was gained either. */
export function profitFactor(values: Float64Array): number | undefined {
  const { gained, lost } = tally(values)
  return gained === 0 && lost === 0 ? undefined : gained / lost
}

/** Σ values / Σ losses (Schwager); undefined where nothing was lost. */
export function gainToPain(values: Float64Array): number | undefined {
  const { gained, lost } = tally(values)
  return lost === 0 ? undefined : (gained - lost) / lost
}

/** Mean gain / mean loss; undefined without at least one of each. */
export function payoffRatio(values: Float64Array): number | undefined {
  const { gained, lost, wins, losses } = tally(values)
  return wins === 0 || losses === 0 ? undefined : gained / wins / (lost / losses)
}
