import { timeframeOf, isUnusualOffset } from './grid.ts'
import type { Findings } from './findings.ts'
import { isoTime } from './tally.ts'
import type { Tally } from './tally.ts'

/** What a person may let through by name, after looking at it. */
export const ACCEPTABLE_DEFECTS = ['ohlc_violations'] as const
export type AcceptableDefect = (typeof ACCEPTABLE_DEFECTS)[number]

export interface Leniency {
  /** Which row of a stamp was kept, where the caller has said so. */
  readonly keep?: 'first' | 'last' | undefined
  readonly accept?: readonly AcceptableDefect[] | undefined
}

const MINUTE = 60_000

export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`
}

function firstAt({ times }: Tally): string {
  return times[0] === undefined ? '' : ` (first ${isoTime(times[0])})`
}

function stepText(step: number): string {
  return timeframeOf(step) ?? `${step / MINUTE} minutes`
}

/** Sentences for what must not be stored. The order is that of importance; docs/data-quality.md gives the reasons. */
export function blockingSentences(found: Findings, lenient: Leniency): string[] {
  const { rows, ohlcViolations, nonPositivePrices, missingPrices, negativeVolumes, offGrid, timeframe } = found
  const sentences: string[] = []
  const step = found.otherStep
  if (step !== undefined) {
    sentences.push(`The bars stand ${stepText(step)} apart, not ${timeframe}: --timeframe seems to be ${stepText(step)}.`)
  } else if (offGrid.count > 0) {
    sentences.push(`${counted(offGrid.count, 'bar')} stand off the ${timeframe} grid of the others${firstAt(offGrid)}.`)
  }
  if (rows.conflicting.count > 0 && lenient.keep === undefined) {
    const what = counted(rows.conflicting.count, 'row repeats', 'rows repeat')
    sentences.push(
      `${what} the time of another with different values${firstAt(rows.conflicting)}: say which to keep with --on-conflict first or last.`,
    )
  }
  if (missingPrices.count > 0) {
    sentences.push(
      `${counted(missingPrices.count, 'bar')} without all four prices${firstAt(missingPrices)}: remove these rows, so that they count as missing bars.`,
    )
  }
  if (nonPositivePrices.count > 0) {
    sentences.push(`${counted(nonPositivePrices.count, 'bar')} with a price of 0 or less${firstAt(nonPositivePrices)}.`)
  }
  if (ohlcViolations.count > 0 && !lenient.accept?.includes('ohlc_violations')) {
    sentences.push(
      `${counted(ohlcViolations.count, 'bar')} whose high is below or whose low is above another price of the bar${firstAt(ohlcViolations)}: check the order of the columns; --accept ohlc_violations stores them as they are.`,
    )
  }
  if (negativeVolumes.count > 0)
    sentences.push(`${counted(negativeVolumes.count, 'bar')} with a negative volume${firstAt(negativeVolumes)}.`)
  return sentences
}

function duplicateWarnings({ rows }: Findings, { keep }: Leniency): string[] {
  const sentences: string[] = []
  if (rows.identical > 0)
    sentences.push(`${counted(rows.identical, 'row')} repeated another exactly and ${rows.identical === 1 ? 'was' : 'were'} left out.`)
  if (rows.conflicting.count > 0 && keep !== undefined) {
    sentences.push(
      `${counted(rows.conflicting.count, 'row')} disagreed with another of the same time${firstAt(rows.conflicting)}; one was kept as --on-conflict said.`,
    )
  }
  return sentences
}

function volumeWarnings({ bars, missingValues, missingPrices, zeroVolumes }: Findings): string[] {
  const all = bars.time.length
  const missing = missingValues.count - missingPrices.count
  const sentences: string[] = []
  if (missing > 0) {
    sentences.push(
      missing === all
        ? 'There is no volume at all: what is computed from volume is undefined.'
        : `${counted(missing, 'bar')} without a volume${firstAt(missingValues)}: what is computed from volume is undefined there.`,
    )
  }
  if (zeroVolumes.count > 0) {
    sentences.push(
      zeroVolumes.count + missing === all
        ? 'No bar has a volume above 0, as in mark and index prices: what is computed from volume means nothing.'
        : `${counted(zeroVolumes.count, 'bar')} with zero volume${firstAt(zeroVolumes)}.`,
    )
  }
  return sentences
}

/** Sentences for what is stored all the same, and shown wherever the dataset is used. */
export function warningSentences(found: Findings, lenient: Leniency): string[] {
  const { gaps, bars, offset, timeframe, rows, badPrints, staleRuns, gapJumps, ohlcViolations } = found
  const sentences: string[] = []
  if (gaps.missingBars > 0) {
    const share = ((100 * gaps.missingBars) / (bars.time.length + gaps.missingBars)).toPrecision(2)
    const after = isoTime(bars.time[gaps.longestAfter] as number)
    sentences.push(
      `${counted(gaps.missingBars, 'bar')} missing (${share} %) in ${counted(gaps.gaps, 'gap')}, the longest of ${counted(gaps.longestBars, 'bar')} after ${after}; nothing was filled in.`,
    )
  }
  sentences.push(...duplicateWarnings(found, lenient))
  if (rows.unsorted > 0)
    sentences.push(`${counted(rows.unsorted, 'row')} stood out of order and ${rows.unsorted === 1 ? 'was' : 'were'} sorted in.`)
  sentences.push(...volumeWarnings(found))
  if (ohlcViolations.count > 0 && lenient.accept?.includes('ohlc_violations')) {
    sentences.push(
      `${counted(ohlcViolations.count, 'bar')} whose high or low contradicts the bar${firstAt(ohlcViolations)}, stored as they are, as asked.`,
    )
  }
  if (badPrints.count > 0) {
    sentences.push(
      `${counted(badPrints.count, 'possible bad print')}: prices far outside that are taken back at once${firstAt(badPrints)}.`,
    )
  }
  if (staleRuns.runs.count > 0) {
    sentences.push(
      `${counted(staleRuns.runs.count, 'stale run')} where the price stands still${firstAt(staleRuns.runs)}, the longest of ${counted(staleRuns.longest, 'bar')}.`,
    )
  }
  if (gapJumps.count > 0) {
    sentences.push(
      `The price is another by more than a factor of 3 after ${counted(gapJumps.count, 'long gap')}${firstAt(gapJumps)}: perhaps two instruments under one name.`,
    )
  }
  if (isUnusualOffset(offset, timeframe)) sentences.push(`Bars open ${offset / MINUTE} minutes off the usual ${timeframe} grid of UTC.`)
  if (found.unfinishedLastBar) sentences.push(`The last bar had not ended when it was imported; a later import replaces it.`)
  return sentences
}
