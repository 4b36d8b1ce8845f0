import { barsParam, defineFeature } from '../define.ts'
import { quotients } from '../kernels/quotient.ts'
import { meanVolume } from '../shared/windows.ts'

export const moneyFlow = defineFeature({
  kind: 'money_flow',
  group: 'volume',
  title: 'Money flow index, 0..100 (indicator mfi)',
  reads: ['high', 'low', 'close', 'volume'],
  usesIndicator: true,
  params: { bars: barsParam() },
  settings: [[14], [28]],
  warmup: ({ bars }) => bars,
  compute: (run, { bars }) => (run.indicator('mfi', { period: bars })['value'] as Float64Array).slice(),
})

export const chaikinMoneyFlow = defineFeature({
  kind: 'chaikin_money_flow',
  group: 'volume',
  title: 'Chaikin money flow, −1..1 (indicator cmf)',
  reads: ['high', 'low', 'close', 'volume'],
  usesIndicator: true,
  params: { bars: barsParam() },
  settings: [[20], [72]],
  warmup: ({ bars }) => bars - 1,
  compute: (run, { bars }) => (run.indicator('cmf', { period: bars })['value'] as Float64Array).slice(),
})

export const chaikinOscillator = defineFeature({
  kind: 'chaikin_oscillator',
  group: 'volume',
  title: 'Chaikin oscillator in mean volumes of the slower time (indicator adosc)',
  reads: ['high', 'low', 'close', 'volume'],
  usesIndicator: true,
  params: { fast: barsParam(2), slow: barsParam(3) },
  settings: [[3, 10]],
  warmup: ({ slow }) => slow - 1,
  compute: (run, { fast, slow }) => quotients(run.indicator('adosc', { fast, slow })['value'] as Float64Array, meanVolume(run, slow)),
})
