import { defineFeature } from '../define.ts'
import { columnOf } from '../kernels/column.ts'
import { logRatios } from '../kernels/quotient.ts'

export const barBody = defineFeature({
  kind: 'bar_body',
  group: 'price',
  title: 'ln(close / open) of the bar',
  reads: ['open', 'close'],
  params: {},
  settings: [[]],
  warmup: () => 0,
  compute: ({ bars }) => logRatios(bars.close, bars.open),
})

export const openingGap = defineFeature({
  kind: 'opening_gap',
  group: 'price',
  title: 'ln(open / close of the bar before)',
  reads: ['open', 'close'],
  params: {},
  settings: [[]],
  warmup: () => 1,
  compute: ({ bars, length }) =>
    columnOf(length, (i) => Math.log((bars.open[i] as number) / (bars.close[i - 1] as number)), Math.min(1, length)),
})

export const upperShadow = defineFeature({
  kind: 'upper_shadow',
  group: 'price',
  title: "Part of the bar's range above both open and close, 0..1; 0 for a bar without range",
  reads: ['open', 'high', 'low', 'close'],
  params: {},
  settings: [[]],
  warmup: () => 0,
  compute: ({ bars: { open, high, low, close }, length }) =>
    columnOf(length, (i) => {
      const top = high[i] as number
      const range = top - (low[i] as number)
      return range === 0 ? 0 : (top - Math.max(open[i] as number, close[i] as number)) / range
    }),
})

export const lowerShadow = defineFeature({
  kind: 'lower_shadow',
  group: 'price',
  title: "Part of the bar's range below both open and close, 0..1; 0 for a bar without range",
  reads: ['open', 'high', 'low', 'close'],
  params: {},
  settings: [[]],
  warmup: () => 0,
  compute: ({ bars: { open, high, low, close }, length }) =>
    columnOf(length, (i) => {
      const bottom = low[i] as number
      const range = (high[i] as number) - bottom
      return range === 0 ? 0 : (Math.min(open[i] as number, close[i] as number) - bottom) / range
    }),
})
