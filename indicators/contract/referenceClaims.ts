import type { Bars } from '../../domain/bars.ts'
import { computeIndicator } from '../compute.ts'

/** A number, or null where the reference has none. */
export type Expected = readonly (number | null)[]

/** Columns of ours beside columns of theirs, by what is compared. */
export type Comparison = Record<string, readonly [ours: ArrayLike<number>, theirs: Expected]>

export interface ReferenceCase {
  readonly name: string
  readonly function: string
  readonly params: Readonly<Record<string, number>>
  readonly index: readonly number[]
  readonly bars: Bars
  readonly expected: unknown
}

type Claim = (reference: ReferenceCase) => Comparison

const DAY = 86_400_000

/** What is found in the expected values by these keys; the test fails where it is no list of numbers. */
function theirs(expected: unknown, ...path: string[]): Expected {
  let found: unknown = expected
  for (const key of path) found = (found as Record<string, unknown>)[key]
  return found as Expected
}

const period = ({ params }: ReferenceCase): { period: number } => ({ period: params['n'] ?? params['period'] ?? NaN })

/** A claim on one output of one indicator; `path` leads to its column in the expected values. */
function one(name: string, output = 'value', ...path: string[]): Claim {
  return (reference) => ({
    [output]: [computeIndicator(reference.bars, name, period(reference))[output] as Float64Array, theirs(reference.expected, ...path)],
  })
}

/** Points of one output at the case's own indices. */
function points(name: string, output: string, paramsOf: (r: ReferenceCase) => Record<string, number> = period): Claim {
  return (reference) => {
    const column = computeIndicator(reference.bars, name, paramsOf(reference))[output] as Float64Array
    return { [output]: [reference.index.map((i) => column[i] ?? NaN), theirs(reference.expected, 'value')] }
  }
}

/** A column of the Tulip table, which leaves out the warm-up; `from` skips bars of theirs on which their convention begins earlier. */
function tulip(
  name: string,
  outputs: Record<string, string>,
  paramsOf: (r: ReferenceCase) => Record<string, number> = period,
  convert: (value: number) => number = (value) => value,
  from = 0,
): Claim {
  return ({ bars, expected, ...rest }) => {
    const columns = computeIndicator(bars, name, paramsOf({ bars, expected, ...rest }))
    const pairs = Object.entries(outputs).map(([output, key]) => {
      const table = (expected as Record<string, { start_index: number; value: number[] }>)[key] as { start_index: number; value: number[] }
      const first = Math.max(from, table.start_index)
      const ours = (columns[output] as Float64Array).subarray(first, table.start_index + table.value.length)
      return [output, [Array.from(ours, convert), table.value.slice(first - table.start_index)]] as const
    })
    return Object.fromEntries(pairs)
  }
}

/** Per-bar volatility at the reference's periods per year. */
const annualised: Claim = ({ bars, params, expected }) => {
  const columns = {
    parkinson: 'parkinson',
    garman_klass: 'garman_klass',
    rogers_satchell: 'rogers_satchell',
    yang_zhang: 'yang_zhang',
    close_to_close: 'realized_volatility',
  }
  const pairs = Object.entries(columns).map(([key, name]) => {
    const perBar = computeIndicator(bars, name, { period: params['n'] ?? NaN })['value'] as Float64Array
    return [key, [perBar.map((value) => value * Math.sqrt(params['periods_per_year'] ?? NaN)), theirs(expected, key)]] as const
  })
  return Object.fromEntries(pairs)
}

/** Bars whose every price is the close, and which come so many to a day. */
function closesOnly(bars: Bars): Bars {
  return { ...bars, open: bars.close, high: bars.close, low: bars.close }
}

const vwap: Claim = ({ bars, params, expected }) => {
  const session = params['session_length'] ?? NaN
  const time = bars.time.map((_, i) => Math.floor(i / session) * DAY + (i % session))
  return {
    session: [computeIndicator({ ...bars, time }, 'session_vwap')['value'] as Float64Array, theirs(expected, 'session_typical_price')],
    // With every price the close, the typical price is the close.
    rolling: [
      computeIndicator(closesOnly(bars), 'vwap', { period: params['rolling_n'] ?? NaN })['value'] as Float64Array,
      theirs(expected, 'rolling_close'),
    ],
  }
}

const ichimoku: Claim = ({ bars, params, expected }) => {
  const names = ['tenkan', 'kijun', 'senkou_b', 'displacement']
  const columns = computeIndicator(bars, 'ichimoku', Object.fromEntries(names.map((name) => [name, params[name] ?? NaN])))
  const length = bars.time.length
  // Theirs run on into the bars to come; chikou reads them and is not claimed.
  return {
    tenkan: [columns['tenkan'] as Float64Array, theirs(expected, 'tenkan')],
    kijun: [columns['kijun'] as Float64Array, theirs(expected, 'kijun')],
    senkou_a: [columns['senkou_a'] as Float64Array, theirs(expected, 'senkou_a_displaced').slice(0, length)],
    senkou_b: [columns['senkou_b'] as Float64Array, theirs(expected, 'senkou_b_displaced').slice(0, length)],
  }
}

const flat: Claim = ({ bars, expected }) => {
  const last = (name: string, params: Record<string, number>, output = 'value'): number =>
    (computeIndicator(bars, name, params)[output] as Float64Array).at(-1) ?? NaN
  const bands = { upper: last('bollinger', {}, 'upper'), lower: last('bollinger', {}, 'lower') }
  const ours: Record<string, number> = {
    rsi14_last: last('rsi', { period: 14 }),
    stoch_raw_k_last: last('stochastic', { period: 14, smoothing: 1, signal: 1 }, 'k'),
    willr_last: last('williams_r', { period: 14 }),
    cci_last: last('cci', { period: 20 }),
    mfi_last: last('mfi', { period: 14 }),
    adx_last: last('adx', { period: 14 }, 'adx'),
    atr_last: last('atr', { period: 14 }),
    bb_width_last: bands.upper - bands.lower,
  }
  return Object.fromEntries(
    Object.entries(expected as Record<string, number>).map(([key, value]) => [key, [[ours[key] ?? NaN], [value]]] as const),
  )
}

const several =
  (name: string, outputs: Record<string, readonly string[]>, paramsOf: (r: ReferenceCase) => Record<string, number> = period): Claim =>
  (reference) => {
    const columns = computeIndicator(reference.bars, name, paramsOf(reference))
    return Object.fromEntries(
      Object.entries(outputs).map(([output, path]) => [
        output,
        [columns[output] as Float64Array, theirs(reference.expected, ...path)] as const,
      ]),
    )
  }

const picked = (...names: string[]) => {
  return ({ params }: ReferenceCase): Record<string, number> => Object.fromEntries(names.map((name) => [name, params[name] ?? NaN]))
}
const smooth = ({ params }: ReferenceCase): Record<string, number> => ({
  period: params['n'] ?? NaN,
  smoothing: params['k_smooth'] ?? NaN,
  signal: params['d_smooth'] ?? NaN,
})
const banded = ({ params }: ReferenceCase): Record<string, number> => ({ period: params['n'] ?? NaN, multiplier: params['k'] ?? NaN })
/** The three windows are an array in the reference; both cases have 7, 14 and 28, our defaults. */
const defaults = (): Record<string, number> => ({})

const stochasticRaw: Claim = ({ bars, params, expected }) => ({
  raw_k: [
    computeIndicator(bars, 'stochastic', { period: params['n'] ?? NaN, smoothing: 1, signal: 1 })['k'] as Float64Array,
    theirs(expected, 'raw_k'),
  ],
})

const adxPoints: Claim = ({ bars, params, expected }) => {
  const columns = computeIndicator(bars, 'adx', { period: params['n'] ?? NaN })
  const at = (output: string, indices: number[]): [number[], Expected] => [
    indices.map((i) => columns[output]?.[i] ?? NaN),
    theirs(expected, output),
  ]
  const di = [14, 28, 100, 251]
  return { plus_di: at('plus_di', di), minus_di: at('minus_di', di), adx: at('adx', [27, 28, 100, 251]) }
}

/** By the name of a case, or of the function that it tests. */
export const CLAIMS: Readonly<Record<string, Claim>> = {
  ema: one('ema', 'value', 'sma_seed'),
  sma: one('sma'),
  wma: one('wma'),
  rsi: one('rsi'),
  macd: several(
    'macd',
    { macd: ['plain', 'macd'], signal: ['plain', 'signal'], histogram: ['plain', 'histogram'] },
    picked('fast', 'slow', 'signal'),
  ),
  atr: (r) => ({
    ...one('atr', 'value', 'skip_first')(r),
    true_range: [computeIndicator(r.bars, 'true_range')['value'] as Float64Array, theirs(r.expected, 'true_range')],
  }),
  adx: several('adx', { adx: ['talib', 'adx'], plus_di: ['talib', 'plus_di'], minus_di: ['talib', 'minus_di'] }),
  bbands: several('bollinger', { lower: ['lower'], middle: ['middle'], upper: ['upper'] }, banded),
  stochastic: (r) => ({ ...several('stochastic', { k: ['slow_k'], d: ['slow_d'] }, smooth)(r), ...stochasticRaw(r) }),
  cci: one('cci'),
  mfi: one('mfi'),
  obv: several('obv', { value: ['start_zero'] }, defaults),
  williams_r: one('williams_r'),
  aroon: several('aroon', { down: ['down'], up: ['up'], oscillator: ['oscillator'] }),
  trix: one('trix'),
  roc: one('roc'),
  donchian: several('donchian', { lower: ['lower'], middle: ['middle'], upper: ['upper'] }),
  keltner: several('keltner', { lower: ['lower'], middle: ['middle'], upper: ['upper'] }, (r) => ({
    ...banded(r),
    atr_period: r.params['atr_n'] ?? NaN,
  })),
  cmo: one('cmo', 'value', 'plain_sums'),
  accumulation_distribution: (r) => ({
    ad: [computeIndicator(r.bars, 'ad')['value'] as Float64Array, theirs(r.expected, 'ad')],
    adosc: [computeIndicator(r.bars, 'adosc', picked('fast', 'slow')(r))['value'] as Float64Array, theirs(r.expected, 'adosc')],
  }),
  ultimate_oscillator: several('ultimate_oscillator', { value: [] }, defaults),
  psar: several('psar', { value: ['talib'] }, picked('step', 'max')),
  psar_talib_variant: several('psar', { value: [] }, picked('step', 'max')),
  ichimoku,
  supertrend: several(
    'supertrend',
    { value: ['skip_first_start_down', 'value'], direction: ['skip_first_start_down', 'direction'] },
    banded,
  ),
  vwap,
  vwap_price_series: (r) => ({
    value: [computeIndicator(closesOnly(r.bars), 'session_vwap')['value'] as Float64Array, theirs(r.expected)],
  }),
  range_volatility: annualised,
  rsi_points: points('rsi', 'value'),
  rsi_seed_variants: one('rsi', 'value', 'wilder_sma_seed'),
  talib_bbands_upper: points('bollinger', 'upper', banded),
  talib_bbands_lower: points('bollinger', 'lower', banded),
  natr_points: points('natr', 'value'),
  adx_points: adxPoints,
  williams_r_points: points('williams_r', 'value'),
  cci_points: points('cci', 'value'),
  talib_stoch_5_3_3_k: points('stochastic', 'k', smooth),
  talib_stoch_5_3_3_d: points('stochastic', 'd', smooth),
  mfi_points: points('mfi', 'value'),
  accumulation_distribution_points: points('ad', 'value', defaults),
  adosc_points: points('adosc', 'value', picked('fast', 'slow')),
  ultimate_oscillator_points: points('ultimate_oscillator', 'value', defaults),
  talib_stochrsi_14_14_1: points('stoch_rsi', 'k', (r) => ({
    rsi_period: r.params['rsi_n'] ?? NaN,
    period: r.params['k_n'] ?? NaN,
    smoothing: 1,
    signal: 1,
  })),
  talib_stochrsi_11_13_16: points('stoch_rsi', 'd', (r) => ({
    rsi_period: r.params['rsi_n'] ?? NaN,
    period: r.params['k_n'] ?? NaN,
    smoothing: 1,
    signal: r.params['d_smooth'] ?? NaN,
  })),
  tulip_ad: tulip('ad', { value: 'ad' }, defaults),
  tulip_adosc: tulip('adosc', { value: 'adosc' }, (r) => ({ fast: r.params['short_period'] ?? NaN, slow: r.params['long_period'] ?? NaN })),
  tulip_aroon: tulip('aroon', { down: 'aroon_down', up: 'aroon_up' }),
  tulip_bbands: tulip('bollinger', { lower: 'bbands_lower', middle: 'bbands_middle', upper: 'bbands_upper' }, (r) => ({
    ...period(r),
    multiplier: r.params['stddev'] ?? NaN,
  })),
  tulip_cci: tulip('cci', { value: 'cci' }),
  tulip_cmo: tulip('cmo', { value: 'cmo' }),
  // Theirs begins one bar earlier, with the sum of the first period − 1 movements; from there on it is the same recursion.
  tulip_di: tulip('adx', { plus_di: 'plus_di', minus_di: 'minus_di' }, period, undefined, 14),
  tulip_mfi: tulip('mfi', { value: 'mfi' }),
  tulip_obv: tulip('obv', { value: 'obv' }, defaults),
  tulip_rocr: tulip('roc', { value: 'rocr' }, period, (percent) => 1 + percent / 100),
  tulip_rsi: tulip('rsi', { value: 'rsi' }),
  tulip_sma: tulip('sma', { value: 'sma' }),
  tulip_stddev: tulip('standard_deviation', { value: 'stddev' }),
  tulip_stoch: tulip('stochastic', { k: 'stoch_k', d: 'stoch_d' }, ({ params }) => ({
    period: params['k_period'] ?? NaN,
    smoothing: params['k_slowing_period'] ?? NaN,
    signal: params['d_period'] ?? NaN,
  })),
  tulip_tr: tulip('true_range', { value: 'tr' }, defaults),
  tulip_trima: tulip('trima', { value: 'trima' }),
  tulip_ultosc: tulip('ultimate_oscillator', { value: 'ultosc' }, ({ params }) => ({
    short: params['short_period'] ?? NaN,
    medium: params['medium_period'] ?? NaN,
    long: params['long_period'] ?? NaN,
  })),
  tulip_vhf: tulip('vertical_horizontal_filter', { value: 'vhf' }),
  tulip_vosc: tulip('volume_oscillator', { value: 'vosc' }, (r) => ({
    fast: r.params['short_period'] ?? NaN,
    slow: r.params['long_period'] ?? NaN,
  })),
  tulip_willr: tulip('williams_r', { value: 'willr' }),
  tulip_wma: tulip('wma', { value: 'wma' }),
  tulip_wilders: tulip('rma', { value: 'wilders' }),
  edge: flat,
}

/** Cases of another convention than ours, or of what the catalogue does not have, with the reason. */
export const NOT_CLAIMED: Readonly<Record<string, string>> = {
  talib_macd_12_26_9_aligned: 'variant "aligned": ours is "plain", the difference of two emas',
  talib_macd_signal_aligned: 'variant "aligned"',
  talib_macdfix_metastock: 'first-price seeds and fixed weights 0.15 and 0.075',
  achelis_adx: 'Tulip starts DX one bar earlier, so its ADX starts and stays different',
  achelis_adxr: 'no ADXR in the catalogue, and Tulip starts DX one bar earlier',
  achelis_atr: 'variant "with_first": ours does not use the true range of bar 0',
  achelis_dema: 'EMA seeded with the first price',
  achelis_dm: 'smoothed directional movement is not an output of adx',
  achelis_dx: 'DX is not an output of adx',
  achelis_ema: 'EMA seeded with the first price',
  achelis_kvo: 'no Klinger oscillator in the catalogue',
  achelis_macd: 'first-price seeds and fixed weights 0.15 and 0.075',
  achelis_mass: 'no mass index in the catalogue',
  achelis_psar: 'Tulip starts the parabolic otherwise; ours starts as TA-Lib does',
  achelis_tema: 'EMA seeded with the first price',
  achelis_trix: 'divides by the current triple EMA, and first-price seeds',
  achelis_typprice: 'the typical price is a kernel, not an indicator',
  ta4j_supertrend: 'starts up, with an ATR seeded by the first bar alone',
}
