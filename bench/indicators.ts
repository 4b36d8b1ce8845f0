import { pathToFileURL } from 'node:url'
import { computeIndicator } from '../indicators/compute.ts'
import { generatedBars } from '../indicators/contract/generatedBars.ts'
import { INDICATORS } from '../indicators/catalogue.ts'
import { timeOf } from './measure.ts'

/** One measured indicator; `talibMs` is TA-Lib 0.6 in C over as many bars, where it was measured. */
export interface IndicatorTiming {
  readonly indicator: string
  readonly params: Readonly<Record<string, number>>
  readonly bars: number
  readonly bestMs: number
  readonly medianMs: number
  readonly talibMs: number | undefined
}

type Workload = readonly [name: string, params: Record<string, number>, talibMs: number | undefined]

/** What ../shared/peers.md measured TA-Lib on. */
export const COMPARED: readonly Workload[] = [
  ['rsi', { period: 14 }, 7.6],
  ['macd', {}, 18.5],
  ['bollinger', { period: 20 }, 6.3],
  ['atr', { period: 14 }, 6.7],
  ['adx', { period: 14 }, 11.7],
  ['obv', {}, 5.3],
  ['stochastic', {}, 13.1],
  ['sma', { period: 20 }, 1.7],
  ['ema', { period: 20 }, 2.5],
]

/** The rest of the catalogue, at its defaults. */
function others(): Workload[] {
  const compared = new Set(COMPARED.map(([name]) => name))
  return INDICATORS.filter(({ name }) => !compared.has(name)).map(({ name }) => [name, {}, undefined])
}

/** Best and median of nine over seeded bars, after an unmeasured round of each: the ones that TA-Lib was measured on first. */
export async function benchIndicators(
  barCount = 1_000_000,
  workloads: readonly Workload[] = [...COMPARED, ...others()],
): Promise<IndicatorTiming[]> {
  const bars = generatedBars(barCount, 1)
  const rows: IndicatorTiming[] = []
  for (const [indicator, params, talibMs] of workloads) {
    const run = (): unknown => computeIndicator(bars, indicator, params)
    await timeOf(3, run)
    const { best, median } = await timeOf(9, run)
    rows.push({ indicator, params, bars: barCount, bestMs: best, medianMs: median, talibMs })
  }
  return rows
}

/** Lines for a person, with the sum over what TA-Lib was measured on. */
export function indicatorTable(rows: readonly IndicatorTiming[]): string {
  const compared = rows.filter(({ talibMs }) => talibMs !== undefined)
  const ours = compared.reduce((sum, { medianMs: ms }) => sum + ms, 0)
  const theirs = compared.reduce((sum, { talibMs }) => sum + (talibMs ?? 0), 0)
  const line = (name: string, ms: number, talib: number | undefined): string =>
    `${name.padEnd(28)}${ms.toFixed(1).padStart(8)}` +
    (talib === undefined ? '' : `${talib.toFixed(1).padStart(10)}${(ms / talib).toFixed(2).padStart(8)}`)
  return [
    `${'indicator'.padEnd(28)}${'ms'.padStart(8)}${'TA-Lib'.padStart(10)}${'ratio'.padStart(8)}`,
    ...rows.map(({ indicator, medianMs: ms, talibMs }) => line(indicator, ms, talibMs)),
    line('sum over the compared', ours, theirs),
  ].join('\n')
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) console.log(indicatorTable(await benchIndicators()))
