import type { Bars } from '../../domain/bars.ts'
import { timeframeMs, type Timeframe } from '../../domain/timeframe.ts'
import { dailyCloses, DAY_MS } from './dailyCloses.ts'
import { dailyRegimes } from './dailyRegimes.ts'
import { REGIME_RULE, type Regime, type RegimeRule } from './regime.ts'

/** Regimes of UTC days by their number since 1970. */
export type RegimeOfDay = (day: number) => Regime | undefined

/** By the bars themselves, which never change: every strategy of a session is asked about the same ones. */
const known = new WeakMap<Bars, Map<string, RegimeOfDay>>()

function computeByDay(bars: Bars, timeframe: Timeframe, rule: RegimeRule): RegimeOfDay {
  const { firstDay, closes } = dailyCloses(bars, timeframeMs(timeframe))
  const regimes = dailyRegimes(closes, rule)
  return (day) => regimes[day - firstDay]
}

export function regimesByDay(bars: Bars, timeframe: Timeframe, rule: RegimeRule = REGIME_RULE): RegimeOfDay {
  const ofBars = known.get(bars) ?? new Map<string, RegimeOfDay>()
  known.set(bars, ofBars)
  const key = JSON.stringify([timeframe, rule])
  const regimes = ofBars.get(key) ?? computeByDay(bars, timeframe, rule)
  ofBars.set(key, regimes)
  return regimes
}

/** Regime of every bar: that of the UTC day in which it opens, which was known before the day began. */
export function barRegimes(bars: Bars, timeframe: Timeframe, rule: RegimeRule = REGIME_RULE): (Regime | undefined)[] {
  const regimeOf = regimesByDay(bars, timeframe, rule)
  return Array.from(bars.time, (time) => regimeOf(Math.floor(time / DAY_MS)))
}
