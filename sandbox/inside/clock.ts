const HOUR = 3_600_000

/** Fields of a bar that are read off its time: the number of the unit since 1970, which was a Thursday, in a cycle. */
export const CLOCK: Readonly<Record<string, { readonly unit: number; readonly shift: number; readonly cycle: number }>> = {
  hour: { unit: HOUR, shift: 0, cycle: 24 },
  dayOfWeek: { unit: 24 * HOUR, shift: 4, cycle: 7 },
}

/** A field of the clock as a column. */
export function clockColumn(time: Float64Array, name: string): Float64Array {
  const { unit, shift, cycle } = CLOCK[name] as (typeof CLOCK)[string]
  return time.map((stamp) => (Math.floor(stamp / unit) + shift) % cycle)
}
