import type { DefectCount } from '../../domain/dataset.ts'

const EXAMPLES = 10

/** ISO-8601 in UTC without the milliseconds that no bar has. */
export function isoTime(time: number): string {
  const text = new Date(time).toISOString()
  return text.endsWith('.000Z') ? `${text.slice(0, -5)}Z` : text
}

/** Counts one kind of defect and keeps the first few places. */
export interface Tally {
  count: number
  readonly times: number[]
}

export function newTally(): Tally {
  return { count: 0, times: [] }
}

export function tally(into: Tally, time: number): void {
  into.count++
  if (into.times.length < EXAMPLES) into.times.push(time)
}

export function defectCount({ count, times }: Tally): DefectCount {
  return { count, examples: times.map(isoTime) }
}
