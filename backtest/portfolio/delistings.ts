/** Stamps of the bars with which a listing ended: nothing follows for longer than a halt may last, while the clock goes on. */
export function delistingsOf(time: Float64Array, longestHaltMs: number, clockEnd: number): number[] {
  const ends: number[] = []
  for (let i = 0; i < time.length; i++) {
    const next = i + 1 < time.length ? (time[i + 1] as number) : clockEnd
    if (next - (time[i] as number) > longestHaltMs) ends.push(time[i] as number)
  }
  return ends
}
