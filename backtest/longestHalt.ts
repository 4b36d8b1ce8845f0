import { firstBarAtOrAfter, type Bars } from '../domain/bars.ts'
import type { EngineSettings } from '../domain/order.ts'

/** What begins again after a week of silence is another listing: LUNA came back as another coin, at a hundred thousand times the price. */
export const LONGEST_HALT_MS = 7 * 86_400_000

function hasHalt({ time }: Bars, end: number): boolean {
  for (let i = 1; i < end; i++) if ((time[i] as number) - (time[i - 1] as number) > LONGEST_HALT_MS) return true
  return false
}

/**
 * The settings with the halt that ends a listing, where the bars before `to` (ms UTC) have one and nobody has said how long it may last; else the
 * settings themselves.
 */
export function engineOn(engine: EngineSettings, bars: Bars, to = Infinity): EngineSettings {
  const isPaused = engine.longestHaltMs === undefined && hasHalt(bars, firstBarAtOrAfter(bars, to))
  return isPaused ? { ...engine, longestHaltMs: LONGEST_HALT_MS } : engine
}
