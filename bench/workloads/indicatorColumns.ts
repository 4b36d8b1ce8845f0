import { generatedBars } from '../../indicators/contract/generatedBars.ts'
import { benchIndicators, COMPARED } from '../indicators.ts'
import { talibTimes } from '../limit/talib.ts'
import { type BenchRow, row } from '../row.ts'

const BARS = 1_000_000

/** @param python one that has the packages TA-Lib and numpy; without it ../shared/peers.md's times are compared, from another machine. */
export default async function indicatorColumns(python = 'python3'): Promise<BenchRow[]> {
  const bars = generatedBars(BARS, 1)
  const before = talibTimes(python, bars)
  const ours = await benchIndicators(BARS, COMPARED)
  const after = talibTimes(python, bars)
  const name = before === undefined ? 'TA-Lib 0.6 (peers.md)' : `TA-Lib ${before.version} in C`
  const theirs = (indicator: string): number | undefined => {
    const times = [before, after].flatMap((times) => times?.best[indicator] ?? [])
    return times.length > 0 ? Math.min(...times) : ours.find((timing) => timing.indicator === indicator)?.talibMs
  }
  const rows = ours.map(({ indicator, bestMs }) => row('(4)', indicator, bestMs, { name, ms: theirs(indicator), allowed: 2 }))
  const total = (values: readonly (number | null)[]): number => values.reduce<number>((sum, value) => sum + (value ?? NaN), 0)
  const sums = { name, ms: total(rows.map(({ reference_ms }) => reference_ms)), allowed: 1.5 }
  return [...rows, row('(4)', 'sum of the nine', total(rows.map(({ ours_ms }) => ours_ms)), sums, '1,000,000 bars')]
}
