import { barsParam } from '../define.ts'
import type { BarsKind } from '../feature.ts'
import { differences, means } from '../kernels/elementwise.ts'
import { logRatios, quotients } from '../kernels/quotient.ts'
import { defineTechnical, named, output } from './technical.ts'

const bars = { bars: barsParam() }
const period = (params: { bars: number }): { period: number } => ({ period: params.bars })

/** Where the close stands in a band around its mean, and how wide the band is. */
export const BANDS: readonly BarsKind[] = [
  defineTechnical({
    kind: 'bollinger_percent_b',
    title: 'Place of the close between the Bollinger bands: 0 the lower, 1 the upper',
    indicator: 'bollinger',
    reads: ['close'],
    params: bars,
    settings: [[20], [50]],
    warmup: (params) => params.bars - 1,
    with: period,
    value: output('percent_b'),
  }),
  defineTechnical({
    kind: 'bollinger_bandwidth',
    title: 'Width of the Bollinger bands over their middle',
    indicator: 'bollinger',
    reads: ['close'],
    params: bars,
    settings: [[20], [50]],
    warmup: (params) => params.bars - 1,
    with: period,
    value: output('bandwidth'),
  }),
  defineTechnical({
    kind: 'keltner_position',
    title: 'Distance of the close from the Keltner middle, in half widths of the channel',
    indicator: 'keltner',
    reads: ['high', 'low', 'close'],
    params: bars,
    settings: [[20], [50]],
    warmup: (params) => params.bars,
    with: (params) => ({ period: params.bars, atr_period: params.bars }),
    value: (outputs, run) => {
      const middle = named(outputs, 'middle')
      return quotients(differences(run.bars.close, middle), differences(named(outputs, 'upper'), middle))
    },
  }),
  defineTechnical({
    kind: 'ichimoku_cross',
    title: 'ln(tenkan / kijun) of 9 and 26 bars',
    indicator: 'ichimoku',
    reads: ['high', 'low', 'close'],
    params: {},
    settings: [[]],
    warmup: () => 25,
    with: () => ({}),
    value: (outputs) => logRatios(named(outputs, 'tenkan'), named(outputs, 'kijun')),
  }),
  defineTechnical({
    kind: 'ichimoku_cloud',
    title: 'ln(close / middle of the cloud)',
    indicator: 'ichimoku',
    reads: ['high', 'low', 'close'],
    params: {},
    settings: [[]],
    warmup: () => 77,
    with: () => ({}),
    value: (outputs, run) => logRatios(run.bars.close, means(named(outputs, 'senkou_a'), named(outputs, 'senkou_b'))),
  }),
]
