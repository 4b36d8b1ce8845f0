import { barsParam, defineFeature } from '../define.ts'
import { column } from '../kernels/column.ts'
import { lagged } from '../kernels/lagged.ts'
import { logRatios, quotients } from '../kernels/quotient.ts'
import { correlations, rollingPair } from '../kernels/rollingPair.ts'
import { rollingSum } from '../kernels/rollingSum.ts'
import type { Run } from '../run.ts'
import { absoluteReturns, logReturns } from '../shared/returns.ts'
import { signedVolume } from '../shared/signedVolume.ts'
import { volumeSum } from '../shared/windows.ts'

export const volumePriceCorrelation = defineFeature({
  kind: 'volume_price_correlation',
  group: 'volume',
  title: 'Correlation of volume and log return over so many bars',
  reads: ['close', 'volume'],
  params: { bars: barsParam(5) },
  settings: [[24], [72]],
  warmup: ({ bars }) => bars,
  compute: (run, { bars }) => correlations(rollingPair(logReturns(run), run.bars.volume, bars)),
})

/** Karpoff (1987), The relation between price changes and trading volume: volume goes with the size of a move. */
export const volumeMoveCorrelation = defineFeature({
  kind: 'volume_move_correlation',
  group: 'volume',
  title: 'Correlation of volume and the size of the log return over so many bars',
  reads: ['close', 'volume'],
  params: { bars: barsParam(5) },
  settings: [[24], [72]],
  warmup: ({ bars }) => bars,
  compute: (run, { bars }) => correlations(rollingPair(absoluteReturns(run), run.bars.volume, bars)),
})

export const volumePersistence = defineFeature({
  kind: 'volume_persistence',
  group: 'volume',
  title: 'Correlation of volume with that of the bar before, over so many bars',
  reads: ['volume'],
  params: { bars: barsParam(5) },
  settings: [[24], [72]],
  warmup: ({ bars }) => bars,
  compute: ({ bars: { volume } }, { bars }) => correlations(rollingPair(lagged(volume, 1), volume, bars)),
})

/** Granville's on-balance volume (1963) as a change over a window, in shares of the volume traded in it. */
export const obvFlow = defineFeature({
  kind: 'obv_flow',
  group: 'volume',
  title: 'Change of on-balance volume over so many bars, as a share of their volume, −1..1',
  reads: ['close', 'volume'],
  params: { bars: barsParam() },
  settings: [[12], [24], [72]],
  warmup: ({ bars }) => bars,
  compute: (run, { bars }) => quotients(rollingSum(signedVolume(run), bars), volumeSum(run, bars)),
})

/** Volume times typical price (high + low + close) / 3. */
function tradedValue(run: Run): Float64Array {
  return run.once('traded value', () => {
    const { high, low, close, volume } = run.bars
    const values = column(run.length)
    for (let i = 0; i < run.length; i++)
      values[i] = (((high[i] as number) + (low[i] as number) + (close[i] as number)) / 3) * (volume[i] as number)
    return values
  })
}

export const vwapDistance = defineFeature({
  kind: 'vwap_distance',
  group: 'volume',
  title: 'ln(close / volume-weighted mean price of so many bars)',
  reads: ['high', 'low', 'close', 'volume'],
  params: { bars: barsParam() },
  settings: [[24], [72], [168]],
  warmup: ({ bars }) => bars - 1,
  compute: (run, { bars }) => {
    const vwap = quotients(rollingSum(tradedValue(run), bars), volumeSum(run, bars))
    return logRatios(run.bars.close, vwap)
  },
})
