import { barsParam, defineFeature } from '../define.ts'
import type { BarsKind } from '../feature.ts'
import { logRatios, quotients } from '../kernels/quotient.ts'
import { closeOver, defineTechnical, named } from './technical.ts'

/** ln(close / a moving average of it). */
function distance(kind: string, indicator: string, settings: number[][], warmup: (bars: number) => number): BarsKind {
  return defineTechnical({
    kind,
    title: 'ln(close / moving average)',
    indicator,
    reads: ['close'],
    params: { bars: barsParam() },
    settings,
    warmup: ({ bars }) => warmup(bars),
    with: ({ bars }) => ({ period: bars }),
    value: closeOver('value'),
  })
}

const emaCross = defineFeature({
  kind: 'ema_cross',
  group: 'technical',
  title: 'ln(faster / slower exponential moving average of the close) (indicator ema)',
  reads: ['close'],
  usesIndicator: true,
  params: { fast: barsParam(2), slow: barsParam(5) },
  settings: [
    [12, 50],
    [50, 200],
  ],
  warmup: ({ slow }) => slow - 1,
  compute: (run, { fast, slow }) => {
    const average = (period: number): Float64Array => run.indicator('ema', { period })['value'] as Float64Array
    return logRatios(average(fast), average(slow))
  },
})

/** Appel's signal of 9 bars goes with a slow mean of 26; it grows with it. */
function signalOf(slow: number): number {
  return Math.max(1, Math.round((slow * 9) / 26))
}

function macdShare(kind: string, name: string, title: string): BarsKind {
  return defineTechnical({
    kind,
    title: `${title} as a share of the close; the signal is 9/26 of the slow time`,
    indicator: 'macd',
    reads: ['close'],
    params: { fast: barsParam(2), slow: barsParam(5) },
    settings: [
      [12, 26],
      [24, 52],
    ],
    // The line itself is there before its signal.
    warmup: ({ slow }) => (name === 'macd' ? slow - 1 : slow + signalOf(slow) - 2),
    with: ({ fast, slow }) => ({ fast, slow, signal: signalOf(slow) }),
    value: (outputs, run) => quotients(named(outputs, name), run.bars.close),
  })
}

export const AVERAGES: readonly BarsKind[] = [
  distance('ema_distance', 'ema', [[12], [26], [50], [200]], (bars) => bars - 1),
  distance('kama_distance', 'kama', [[10], [30]], (bars) => bars),
  distance('tema_distance', 'tema', [[20]], (bars) => 3 * (bars - 1)),
  emaCross,
  macdShare('macd_share', 'macd', 'MACD line'),
  macdShare('macd_histogram_share', 'histogram', 'MACD histogram'),
]
