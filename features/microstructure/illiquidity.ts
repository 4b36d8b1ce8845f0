import { barsParam, defineFeature } from '../define.ts'
import { products } from '../kernels/elementwise.ts'
import { column } from '../kernels/column.ts'
import { logRatios, quotients } from '../kernels/quotient.ts'
import { lagged } from '../kernels/lagged.ts'
import { rollingPair, slopes } from '../kernels/rollingPair.ts'
import { rollingSum } from '../kernels/rollingSum.ts'
import type { Run } from '../run.ts'
import { absoluteReturns, logReturns } from '../shared/returns.ts'
import { signedVolume } from '../shared/signedVolume.ts'
import { meanVolume } from '../shared/windows.ts'

/** Mean over the traded bars of |r| / (close · volume); NaN where none was traded; first at `bars`. */
function illiquidity(run: Run, bars: number): Float64Array {
  return run.once(`illiquidity ${bars}`, () => {
    const { impact, traded } = run.once('impact', () => impactPerValue(run))
    return quotients(rollingSum(impact, bars), rollingSum(traded, bars))
  })
}

function impactPerValue(run: Run): { impact: Float64Array; traded: Float64Array } {
  const sizes = absoluteReturns(run)
  const { close, volume } = run.bars
  const impact = column(run.length)
  const traded = column(run.length)
  for (let i = 0; i < run.length; i++) {
    const value = (close[i] as number) * (volume[i] as number)
    impact[i] = value === 0 ? 0 : (sizes[i] as number) / value
    traded[i] = value === 0 ? 0 : 1
  }
  return { impact, traded }
}

/** Amihud (2002), Illiquidity and stock returns: |return| per traded value, over bars with volume; as a ratio, so that it has no currency. */
export const amihudRatio = defineFeature({
  kind: 'amihud_ratio',
  group: 'microstructure',
  title: 'Amihud illiquidity of the shorter over that of the longer time',
  reads: ['close', 'volume'],
  params: { short: barsParam(1), long: barsParam() },
  settings: [
    [1, 24],
    [6, 72],
    [24, 168],
  ],
  warmup: ({ long }) => long,
  compute: (run, { short, long }) => quotients(illiquidity(run, short), illiquidity(run, long)),
})

/** Slope of `returns` on signed volume, per mean volume. */
function impactSlope(run: Run, signed: Float64Array, bars: number): Float64Array {
  const perUnit = slopes(rollingPair(signed, logReturns(run), bars))
  return products(perUnit, meanVolume(run, bars))
}

/** After Kyle (1985), Continuous auctions and insider trading. The sign of a bar's volume is that of its return, so it is a proxy, and positive. */
export const kyleLambda = defineFeature({
  kind: 'kyle_lambda',
  group: 'microstructure',
  title: 'Kyle-like price impact: slope of the log return on signed volume, for a bar of mean volume',
  reads: ['close', 'volume'],
  params: { bars: barsParam(5) },
  settings: [[24], [72], [168]],
  warmup: ({ bars }) => bars,
  compute: (run, { bars }) => impactSlope(run, signedVolume(run), bars),
})

/** After Pástor and Stambaugh (2003), Liquidity risk and expected stock returns: what volume moved without news is taken back (negative). */
export const volumeReversal = defineFeature({
  kind: 'volume_reversal',
  group: 'microstructure',
  title: "Slope of the log return on the bar before's signed volume, for a bar of mean volume",
  reads: ['close', 'volume'],
  params: { bars: barsParam(5) },
  settings: [[72], [168]],
  warmup: ({ bars }) => bars + 1,
  compute: (run, { bars }) => impactSlope(run, lagged(signedVolume(run), 1), bars),
})

export const rangePerVolume = defineFeature({
  kind: 'range_per_volume',
  group: 'microstructure',
  title: "The bar's ln(high / low) per volume, over that of so many bars",
  reads: ['high', 'low', 'volume'],
  params: { bars: barsParam() },
  settings: [[24], [72]],
  warmup: ({ bars }) => bars - 1,
  compute: (run, { bars }) => {
    const { high, low, volume } = run.bars
    const ranges = logRatios(high, low)
    const usual = quotients(rollingSum(ranges, bars), rollingSum(volume, bars))
    return quotients(quotients(ranges, volume), usual)
  },
})
