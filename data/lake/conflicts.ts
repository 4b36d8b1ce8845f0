import { BadDataError } from '../../domain/errors.ts'
import { counted } from '../quality/policy.ts'
import { isoTime, type Tally } from '../quality/tally.ts'
import type { OnConflict } from './storeRequest.ts'

type Side = 'stored' | 'incoming'

const WINNER: Readonly<Record<OnConflict, Side>> = {
  first: 'stored',
  stored: 'stored',
  last: 'incoming',
  incoming: 'incoming',
}

/** What is known of stored rows before others come in. */
export interface StoredRows {
  readonly id: string
  /** ISO times. */
  readonly last_time: string
  /** It had not ended when it was stored, and so may be replaced without a question. */
  readonly unfinished_last_bar: boolean
}

/** Which side stands where stored and incoming rows differ, as mergeBars asks; undefined where nobody has said. */
export function winnerFor(
  { last_time, unfinished_last_bar }: StoredRows,
  onConflict: OnConflict | undefined,
): (time: number) => Side | undefined {
  const replaceable = unfinished_last_bar ? Date.parse(last_time) : undefined
  return (time) => (time === replaceable ? 'incoming' : onConflict && WINNER[onConflict])
}

/** @param conflicts those that nobody has settled. @throws BadDataError where there are any. */
export function refuseConflicts(conflicts: Tally, { id, last_time }: StoredRows, what: 'bar' | 'row'): void {
  const [first] = conflicts.times
  if (first === undefined) return
  const isLast = conflicts.count === 1 && isoTime(first) === last_time
  const where = conflicts.times.map(isoTime).join(', ') + (conflicts.count > conflicts.times.length ? ', …' : '')
  const why = isLast ? ' It is the last one stored, and had perhaps not ended when its file was taken.' : ''
  throw new BadDataError(
    `${counted(conflicts.count, what)} of ${id} would change (${where}), so nothing was stored.${why} Say which side wins with --on-conflict stored or incoming.`,
    { [what === 'bar' ? 'dataset_id' : 'series_id']: id, conflicts: conflicts.count, examples: conflicts.times.map(isoTime) },
  )
}
