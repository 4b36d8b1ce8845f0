import { normalCdf } from '../../math/normalDistribution.ts'
import { barsParam, defineFeature } from '../define.ts'
import { magnitudes } from '../kernels/elementwise.ts'
import { column } from '../kernels/column.ts'
import { quotients } from '../kernels/quotient.ts'
import { rollingMean, rollingSum } from '../kernels/rollingSum.ts'
import type { Run } from '../run.ts'
import { logReturns, returnSpread } from '../shared/returns.ts'
import { volumeSum } from '../shared/windows.ts'

/** Bars over which the spread of returns is taken that a bar's return is compared with. */
const USUAL = 72

/** Bought less sold volume of each bar by bulk classification: V · (2 Φ(r / σ) − 1), 0 where nothing has moved; first at USUAL. */
function bulkImbalance(run: Run): Float64Array {
  return run.once('bulk imbalance', () => {
    const returns = logReturns(run)
    const { deviations } = returnSpread(run, USUAL)
    const { volume } = run.bars
    const imbalance = column(run.length, Math.min(USUAL, run.length))
    for (let i = USUAL; i < run.length; i++) {
      const move = deviations[i] === 0 ? 0 : (returns[i] as number) / (deviations[i] as number)
      imbalance[i] = (volume[i] as number) * (2 * normalCdf(move) - 1)
    }
    return imbalance
  })
}

/** Easley, López de Prado and O'Hara (2012), Flow toxicity and liquidity in a high-frequency world; over bars of time, not of volume. */
export const vpin = defineFeature({
  kind: 'vpin',
  group: 'microstructure',
  title: 'VPIN-like: |bought − sold| volume (bulk classification) over all volume, 0..1',
  reads: ['close', 'volume'],
  params: { bars: barsParam() },
  settings: [[24], [72]],
  warmup: ({ bars }) => USUAL + bars - 1,
  compute: (run, { bars }) => {
    const sizes = run.once('bulk imbalance size', () => magnitudes(bulkImbalance(run)))
    return quotients(rollingSum(sizes, bars), volumeSum(run, bars))
  },
})

export const orderFlowImbalance = defineFeature({
  kind: 'order_flow_imbalance',
  group: 'microstructure',
  title: 'Bought − sold volume (bulk classification) over all volume, −1..1',
  reads: ['close', 'volume'],
  params: { bars: barsParam(1) },
  settings: [[6], [24], [72]],
  warmup: ({ bars }) => USUAL + bars - 1,
  compute: (run, { bars }) => quotients(rollingSum(bulkImbalance(run), bars), volumeSum(run, bars)),
})

/** A difference of prices as a share of the bar's range; 0 for a bar without range. */
function shareOfRange(run: Run, name: string, of: (i: number) => number): Float64Array {
  return run.once(name, () => {
    const { high, low } = run.bars
    const shares = column(run.length)
    for (let i = 0; i < run.length; i++) {
      const range = (high[i] as number) - (low[i] as number)
      shares[i] = range === 0 ? 0 : of(i) / range
    }
    return shares
  })
}

export const closeLocation = defineFeature({
  kind: 'close_location',
  group: 'microstructure',
  title: "Place of the close in the bar's range, −1 at the low, 1 at the high; mean of so many bars",
  reads: ['high', 'low', 'close'],
  params: { bars: barsParam(1) },
  settings: [[1], [6], [24]],
  warmup: ({ bars }) => bars - 1,
  compute: (run, { bars }) => {
    const { high, low, close } = run.bars
    const place = (i: number): number => (close[i] as number) - (low[i] as number) - ((high[i] as number) - (close[i] as number))
    return rollingMean(shareOfRange(run, 'close location', place), bars)
  },
})

export const barImbalance = defineFeature({
  kind: 'bar_imbalance',
  group: 'microstructure',
  title: "(close − open) over the bar's range, −1..1; mean of so many bars",
  reads: ['open', 'high', 'low', 'close'],
  params: { bars: barsParam(1) },
  settings: [[1], [6], [24]],
  warmup: ({ bars }) => bars - 1,
  compute: (run, { bars }) => {
    const { open, close } = run.bars
    return rollingMean(
      shareOfRange(run, 'bar imbalance', (i) => (close[i] as number) - (open[i] as number)),
      bars,
    )
  },
})
