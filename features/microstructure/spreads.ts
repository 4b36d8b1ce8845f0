import { barsParam, defineFeature } from '../define.ts'
import { roots, scaled } from '../kernels/elementwise.ts'
import { column } from '../kernels/column.ts'
import { lagged } from '../kernels/lagged.ts'
import { rollingPair } from '../kernels/rollingPair.ts'
import { rollingMean } from '../kernels/rollingSum.ts'
import type { Run } from '../run.ts'
import { logReturns } from '../shared/returns.ts'

const ROOT = Math.SQRT2
const DENOMINATOR = 3 - 2 * ROOT

/** Spread of each two neighbouring bars, negative ones taken as 0 (their recommendation); first at 1. */
function twoBarSpreads({ bars: { high, low }, length }: Run): Float64Array {
  const spreads = column(length, Math.min(1, length))
  for (let i = 1; i < length; i++) {
    const before = Math.log((high[i - 1] as number) / (low[i - 1] as number))
    const now = Math.log((high[i] as number) / (low[i] as number))
    const both = Math.log(Math.max(high[i] as number, high[i - 1] as number) / Math.min(low[i] as number, low[i - 1] as number))
    const beta = before * before + now * now
    const alpha = (Math.sqrt(2 * beta) - Math.sqrt(beta)) / DENOMINATOR - Math.sqrt((both * both) / DENOMINATOR)
    const grown = Math.exp(alpha)
    spreads[i] = Math.max(0, (2 * (grown - 1)) / (1 + grown))
  }
  return spreads
}

/**
 * Corwin and Schultz (2012), A simple way to estimate bid-ask spreads from daily high and low prices; a market that never closes needs no
 * adjustment for the night.
 */
export const corwinSchultzSpread = defineFeature({
  kind: 'corwin_schultz_spread',
  group: 'microstructure',
  title: 'Bid-ask spread from highs and lows (Corwin–Schultz), a fraction of the price',
  reads: ['high', 'low'],
  params: { bars: barsParam(1) },
  settings: [[24], [72]],
  warmup: ({ bars }) => bars,
  compute: (run, { bars }) =>
    rollingMean(
      run.once('two-bar spreads', () => twoBarSpreads(run)),
      bars,
    ),
})

/** Roll (1984), A simple implicit measure of the effective bid-ask spread: 2 √−cov(r, r before); 0 where the covariance is positive. */
export const rollSpread = defineFeature({
  kind: 'roll_spread',
  group: 'microstructure',
  title: 'Bid-ask spread from the bounce of closes (Roll), a fraction of the price',
  reads: ['close'],
  params: { bars: barsParam(5) },
  settings: [[24], [72]],
  warmup: ({ bars }) => bars + 1,
  compute: (run, { bars }) => {
    const returns = logReturns(run)
    const { covariance } = rollingPair(lagged(returns, 1), returns, bars)
    return scaled(roots(covariance, -1), 2)
  },
})

/** (c − η)(c − η of the next bar) with c the log close of the bar before and η the middle of a bar's log range; first at 1. */
function middleProducts({ bars: { high, low, close }, length }: Run): Float64Array {
  const products = column(length, Math.min(1, length))
  for (let i = 1; i < length; i++) {
    const before = close[i - 1] as number
    const there = 0.5 * (Math.log((high[i - 1] as number) / before) + Math.log((low[i - 1] as number) / before))
    const here = 0.5 * (Math.log((high[i] as number) / before) + Math.log((low[i] as number) / before))
    products[i] = there * here
  }
  return products
}

/** Abdi and Ranaldo (2017), A simple estimation of bid-ask spreads from daily close, high, and low prices. */
export const abdiRanaldoSpread = defineFeature({
  kind: 'abdi_ranaldo_spread',
  group: 'microstructure',
  title: 'Bid-ask spread from close, high and low (Abdi–Ranaldo), a fraction of the price',
  reads: ['high', 'low', 'close'],
  params: { bars: barsParam() },
  settings: [[24], [72]],
  warmup: ({ bars }) => bars,
  compute: (run, { bars }) => {
    const products = run.once('middle products', () => middleProducts(run))
    return scaled(roots(rollingMean(products, bars)), 2)
  },
})
