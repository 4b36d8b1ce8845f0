import type { CsvShape } from './csvShape.ts'
import { epochMs, roundedEpoch } from './parseEpoch.ts'
import { parseClock } from './parseTextTime.ts'

export type TimeKind = 'epoch' | 'clock' | 'date'

/** What the values of a column that is named for a time look like; undefined for what is no time, such as a row number. */
export function timeKind(column: number, { sample }: CsvShape): TimeKind | undefined {
  const values = sample.map((row) => row[column] ?? '').filter((value) => value !== '')
  const value = values[0] ?? ''
  if (roundedEpoch(value) !== undefined || !Number.isNaN(epochMs(Number(value)))) return 'epoch'
  if (/^\d{8}$/.test(value) && /^(19|20)/.test(value)) return 'date'
  if (!Number.isNaN(parseClock(value))) return 'clock'
  return /^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}/.test(value) ? 'date' : undefined
}
