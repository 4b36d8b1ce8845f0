import type { Combination } from './combination.ts'
import { wordCount } from './relation.ts'
import type { RuleReader } from './ruleBits.ts'

/** One combination's rules as bits per bar; `may…` is false where there is no such rule, and then its bits are stale. One object, reused. */
export interface Signals {
  readonly enterLong: Int32Array
  readonly exitLong: Int32Array
  readonly enterShort: Int32Array
  readonly exitShort: Int32Array
  mayEnterLong: boolean
  mayExitLong: boolean
  mayEnterShort: boolean
  mayExitShort: boolean
}

export function newSignals(bars: number): Signals {
  const words = (): Int32Array => new Int32Array(wordCount(bars))
  return {
    enterLong: words(),
    exitLong: words(),
    enterShort: words(),
    exitShort: words(),
    mayEnterLong: false,
    mayExitLong: false,
    mayEnterShort: false,
    mayExitShort: false,
  }
}

/** Reads the rules; the exits of a side that is never entered are left out. */
export function readSignals(signals: Signals, reader: RuleReader, combination: Combination): void {
  signals.mayEnterLong = reader.read(combination.enterLong, signals.enterLong)
  signals.mayExitLong = signals.mayEnterLong && reader.read(combination.exitLong, signals.exitLong)
  signals.mayEnterShort = reader.read(combination.enterShort, signals.enterShort)
  signals.mayExitShort = signals.mayEnterShort && reader.read(combination.exitShort, signals.exitShort)
}
