import { performance } from 'node:perf_hooks'
import { pathToFileURL } from 'node:url'
import { computeIndicator } from '../indicators/compute.ts'
import { generatedBars } from '../indicators/contract/generatedBars.ts'
import { INDICATORS } from '../indicators/catalogue.ts'

/** One measured indicator; `talibMs` is TA-Lib 0.6 in C over as many bars, where it was measured. */
export interface IndicatorTiming {
  readonly indicator: string
  readonly params: Readonly<Record<string, number>>
  readonly bars: number
  readonly medianMs: number
  readonly talibMs: number | undefined
}

const COMPARED: readonly (readonly [name: string, params: Record<string, number>, talibMs: number])[] = [
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

function medianMs(run: () => unknown, rounds: number): number {
  const times = Array.from({ length: rounds }, () => {
    const started = performance.now()
    run()
    return performance.now() - started
  })
  return times.sort((a, b) => a - b)[Math.floor(rounds / 2)] as number
}

/** Median of five over seeded bars, after one unmeasured round: the ones that TA-Lib was measured on first, then the rest of the catalogue. */
export function benchIndicators(barCount = 1_000_000): Promise<IndicatorTiming[]> {
  const bars = generatedBars(barCount, 1)
  const compared = new Set(COMPARED.map(([name]) => name))
  const others = INDICATORS.filter(({ name }) => !compared.has(name)).map(({ name }) => [name, {}, undefined] as const)
  const rows = [...COMPARED, ...others].map(([indicator, params, talibMs]) => {
    const run = (): unknown => computeIndicator(bars, indicator, params)
    run()
    return { indicator, params, bars: barCount, medianMs: medianMs(run, 5), talibMs }
  })
  return Promise.resolve(rows)
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
