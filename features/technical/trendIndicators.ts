import { barsParam } from '../define.ts'
import type { BarsKind } from '../feature.ts'
import { closeOver, defineTechnical, output, spread } from './technical.ts'

const bars = { bars: barsParam() }
const period = (params: { bars: number }): { period: number } => ({ period: params.bars })
const HLC = ['high', 'low', 'close'] as const

/** Indicators of how strongly and which way prices run. */
export const TREND_INDICATORS: readonly BarsKind[] = [
  defineTechnical({
    kind: 'adx',
    title: 'Average directional index, 0..100',
    indicator: 'adx',
    reads: HLC,
    params: bars,
    settings: [[14], [28]],
    warmup: (params) => 2 * params.bars - 1,
    with: period,
    value: output('adx'),
  }),
  defineTechnical({
    kind: 'di_spread',
    title: '+DI less −DI, −100..100',
    indicator: 'adx',
    reads: HLC,
    params: bars,
    settings: [[14], [28]],
    warmup: (params) => params.bars,
    with: period,
    value: spread('plus_di', 'minus_di'),
  }),
  defineTechnical({
    kind: 'aroon',
    title: 'Aroon oscillator, −100..100',
    indicator: 'aroon',
    reads: ['high', 'low'],
    params: bars,
    settings: [[25], [50]],
    warmup: (params) => params.bars,
    with: period,
    value: output('oscillator'),
  }),
  defineTechnical({
    kind: 'vortex_spread',
    title: 'VI+ less VI−',
    indicator: 'vortex',
    reads: HLC,
    params: bars,
    settings: [[14], [28]],
    warmup: (params) => params.bars,
    with: period,
    value: spread('plus', 'minus'),
  }),
  defineTechnical({
    kind: 'vertical_horizontal_filter',
    title: 'Range of the closes over their path',
    indicator: 'vertical_horizontal_filter',
    reads: ['close'],
    params: bars,
    settings: [[28]],
    warmup: (params) => params.bars,
    with: period,
    value: output('value'),
  }),
  defineTechnical({
    kind: 'psar_direction',
    title: 'Side of the parabolic stop: 1 below, −1 above the price',
    indicator: 'psar',
    reads: ['high', 'low'],
    params: {},
    settings: [[]],
    warmup: () => 1,
    with: () => ({}),
    value: output('direction'),
  }),
  defineTechnical({
    kind: 'supertrend_direction',
    title: 'Supertrend with three average true ranges: 1 up, −1 down',
    indicator: 'supertrend',
    reads: HLC,
    params: bars,
    settings: [[10]],
    warmup: (params) => params.bars,
    with: period,
    value: output('direction'),
  }),
  defineTechnical({
    kind: 'supertrend_distance',
    title: 'ln(close / supertrend line)',
    indicator: 'supertrend',
    reads: HLC,
    params: bars,
    settings: [[10]],
    warmup: (params) => params.bars,
    with: period,
    value: closeOver('value'),
  }),
]
