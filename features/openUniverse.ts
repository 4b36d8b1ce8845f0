import { barCount, type Bars } from '../domain/bars.ts'
import { BadDataError } from '../domain/errors.ts'
import { type ColumnSource, columnsOf } from './columnsOf.ts'
import { findFeature } from './definitions.ts'
import { kindNamed } from './kinds.ts'
import type { IndicatorSource } from './run.ts'
import type { Universe } from './universe.ts'

export interface Member {
  readonly symbol: string
  /** Aligned to the bars of the symbol in question: the same times, NaN where this one has no bar. See alignBars.ts. */
  readonly bars: Bars
}

const noIndicators: IndicatorSource = (name) => {
  throw new TypeError(`${name}: features compared across symbols use no indicators`)
}

/**
 * The universe around `bars`. A member with the symbol's own name is left out, as it is there already.
 * @throws BadDataError where a member is not aligned.
 */
export function openUniverse(bars: Bars, own: ColumnSource, members: readonly Member[], symbol: string | undefined): Universe {
  const others = members.filter((member) => member.symbol !== symbol)
  for (const member of others) checkAligned(bars, member)
  const sources = others.map((member) => columnsOf(member.bars, noIndicators))
  const made = new Map<string, unknown>()
  const once = <T>(name: string, make: () => T): T => {
    if (!made.has(name)) made.set(name, make())
    return made.get(name) as T
  }
  return {
    length: barCount(bars),
    once,
    own: (feature) => once(`own ${feature}`, () => columnFrom(own, feature)),
    others: (feature) => once(`others ${feature}`, () => sources.map((source) => columnFrom(source, feature))),
  }
}

function columnFrom(source: ColumnSource, feature: string): Float64Array {
  const { kind: name, params } = findFeature(feature)
  const kind = kindNamed(name)
  if (kind?.scope !== 'bars') throw new TypeError(`${feature} is not a feature of one symbol's bars`)
  return source(kind, params as Record<string, number>)
}

function checkAligned(bars: Bars, { symbol, bars: theirs }: Member): void {
  const length = barCount(bars)
  const message = `The bars of ${symbol} are not aligned to those they are compared with: align them by time, with NaN where one is missing.`
  if (barCount(theirs) !== length) throw new BadDataError(message, { symbol, bars: barCount(theirs), expected: length })
  for (let i = 0; i < length; i++) {
    const time = theirs.time[i] as number
    if (!Number.isNaN(time) && time !== bars.time[i]) throw new BadDataError(message, { symbol, index: i, time, expected: bars.time[i] })
  }
}
