/** Milliseconds of one piece of work. The least is what is compared: other work on the machine can only add. */
export interface Timing {
  readonly best: number
  readonly median: number
  /** The first run, nothing compiled yet. */
  readonly first: number
}

export async function timeOf(rounds: number, work: () => unknown): Promise<Timing> {
  const times: number[] = []
  for (let round = 0; round < rounds; round++) {
    const started = performance.now()
    await work()
    times.push(performance.now() - started)
  }
  const sorted = times.toSorted((a, b) => a - b)
  return { best: sorted[0] ?? NaN, median: sorted[rounds >> 1] ?? NaN, first: times[0] ?? NaN }
}
