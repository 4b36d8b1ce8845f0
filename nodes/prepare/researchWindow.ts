import type { Dataset } from '../../domain/dataset.ts'
import { UsageError } from '../../domain/errors.ts'
import { timeframeMs } from '../../domain/timeframe.ts'

const LEAST_BARS = 500

/** ms UTC of an ISO day or time. @throws UsageError naming the flag. */
export function parseTime(flag: string, text: string): number {
  const iso = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/.test(text)
  const utc = /^\d{4}-\d{2}-\d{2}$/.test(text) || /(Z|[+-]\d{2}:?\d{2})$/.test(text) ? text : `${text}Z`
  const time = iso ? Date.parse(utc.replace(' ', 'T')) : Number.NaN
  const isRealDay = !Number.isNaN(time) && (!/^\d{4}-\d{2}-\d{2}$/.test(text) || new Date(time).toISOString().startsWith(text))
  if (!isRealDay) throw new UsageError(`${flag} "${text}" is no date; write 2023-01-01 or 2023-01-01T12:00 (UTC).`)
  return time
}

/**
 * The bars agents may work on, [from, to), ms UTC; an empty text means from the first bar, or up to where the holdout is sealed.
 * @throws UsageError for what is no date, for an empty window and for one outside the data or inside the holdout.
 */
export function researchWindow(dataset: Dataset, from: string, to: string, sealed: number): { from: number; to: number } {
  const step = timeframeMs(dataset.timeframe)
  const first = Date.parse(dataset.first_time)
  const window = { from: from === '' ? first : parseTime('--from', from), to: to === '' ? sealed : parseTime('--to', to) }
  const sealedDay = new Date(sealed).toISOString().slice(0, 10)
  const covers = `${dataset.dataset_id} covers ${dataset.first_time} to ${dataset.last_time}, sealed from ${sealedDay} on as a holdout`
  if (from !== '' && window.from >= window.to)
    throw new UsageError(`--from ${from} is not before --to ${to === '' ? sealedDay : to}; ${covers}.`)
  const clipped = { from: Math.max(window.from, first), to: Math.min(window.to, sealed) }
  const bars = Math.max(0, Math.floor((clipped.to - clipped.from) / step))
  if (bars < LEAST_BARS) {
    throw new UsageError(`The window holds ${bars} bars, too few to research (at least ${LEAST_BARS}); ${covers}.`, { bars })
  }
  return clipped
}
