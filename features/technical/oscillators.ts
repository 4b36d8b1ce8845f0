import { barsParam } from '../define.ts'
import type { BarsKind } from '../feature.ts'
import { defineTechnical, output, spread } from './technical.ts'

const bars = { bars: barsParam() }
const period = (params: { bars: number }): { period: number } => ({ period: params.bars })
const HLC = ['high', 'low', 'close'] as const

/** Indicators that are bounded or count in shares of the price already. */
export const OSCILLATORS: readonly BarsKind[] = [
  defineTechnical({
    kind: 'rsi',
    title: 'Relative strength index, 0..100',
    indicator: 'rsi',
    reads: ['close'],
    params: bars,
    settings: [[7], [14], [28]],
    warmup: (params) => params.bars,
    with: period,
    value: output('value'),
  }),
  defineTechnical({
    kind: 'stochastic_k',
    title: 'Stochastic %K smoothed over 3 bars, 0..100',
    indicator: 'stochastic',
    reads: HLC,
    params: bars,
    settings: [[14], [28]],
    warmup: (params) => params.bars + 1,
    with: period,
    value: output('k'),
  }),
  defineTechnical({
    kind: 'stochastic_spread',
    title: 'Stochastic %K less %D, −100..100',
    indicator: 'stochastic',
    reads: HLC,
    params: bars,
    settings: [[14]],
    warmup: (params) => params.bars + 3,
    with: period,
    value: spread('k', 'd'),
  }),
  defineTechnical({
    kind: 'stoch_rsi',
    title: 'Stochastic %K of the RSI, 0..100',
    indicator: 'stoch_rsi',
    reads: ['close'],
    params: bars,
    settings: [[14]],
    warmup: (params) => 2 * params.bars + 1,
    with: (params) => ({ rsi_period: params.bars, period: params.bars }),
    value: output('k'),
  }),
  defineTechnical({
    kind: 'cci',
    title: 'Commodity channel index',
    indicator: 'cci',
    reads: HLC,
    params: bars,
    settings: [[20], [50]],
    warmup: (params) => params.bars - 1,
    with: period,
    value: output('value'),
  }),
  defineTechnical({
    kind: 'cmo',
    title: 'Chande momentum oscillator, −100..100',
    indicator: 'cmo',
    reads: ['close'],
    params: bars,
    settings: [[14]],
    warmup: (params) => params.bars,
    with: period,
    value: output('value'),
  }),
  defineTechnical({
    kind: 'ultimate_oscillator',
    title: 'Ultimate oscillator over 7, 14 and 28 bars, 0..100',
    indicator: 'ultimate_oscillator',
    reads: HLC,
    params: {},
    settings: [[]],
    warmup: () => 28,
    with: () => ({}),
    value: output('value'),
  }),
  defineTechnical({
    kind: 'trix',
    title: 'Rate of change of the triple EMA, percent',
    indicator: 'trix',
    reads: ['close'],
    params: { bars: barsParam(2, 300) },
    settings: [[15]],
    warmup: (params) => 3 * (params.bars - 1) + 1,
    with: period,
    value: output('value'),
  }),
]
