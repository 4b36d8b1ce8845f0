/* eslint-disable @typescript-eslint/no-unsafe-class-instance-assignment -- technicalindicators declares classes where it takes plain objects */
import * as technical from 'technicalindicators'
import { ATR, EMA, MACD, RSI, SMA, WMA } from 'trading-signals'
import { describe, expect, it } from 'vitest'
import { computeIndicator } from './compute.ts'
import { generatedBars } from './contract/generatedBars.ts'

const bars = generatedBars(600, 5)
const closes = Array.from(bars.close)
const highLowClose = { high: Array.from(bars.high), low: Array.from(bars.low), close: closes }

/** Compares from the end backwards, where different seeds have died away, over the last `count` bars. */
function expectTails(ours: Float64Array | undefined, theirs: readonly number[], count: number, tolerance: number): void {
  expect(theirs.length).toBeGreaterThanOrEqual(count)
  for (let k = 1; k <= count; k++) expect(Math.abs(ours!.at(-k)! - theirs.at(-k)!), `${k} from the end`).toBeLessThan(tolerance)
}

describe('technicalindicators', () => {
  it('sma, ema, wma', () => {
    expectTails(computeIndicator(bars, 'sma', { period: 20 })['value'], technical.SMA.calculate({ period: 20, values: closes }), 580, 1e-9)
    expectTails(computeIndicator(bars, 'ema', { period: 20 })['value'], technical.EMA.calculate({ period: 20, values: closes }), 580, 1e-9)
    expectTails(computeIndicator(bars, 'wma', { period: 9 })['value'], technical.WMA.calculate({ period: 9, values: closes }), 590, 1e-9)
  })

  it('rsi, which it rounds to two decimals', () => {
    expectTails(computeIndicator(bars, 'rsi')['value'], technical.RSI.calculate({ period: 14, values: closes }), 586, 0.00501)
  })

  it('atr, bollinger', () => {
    expectTails(computeIndicator(bars, 'atr')['value'], technical.ATR.calculate({ period: 14, ...highLowClose }), 580, 1e-9)
    const theirs = technical.BollingerBands.calculate({ period: 20, stdDev: 2, values: closes })
    const ours = computeIndicator(bars, 'bollinger')
    for (const band of ['lower', 'middle', 'upper'] as const)
      expectTails(
        ours[band],
        theirs.map((row) => row[band]),
        580,
        1e-9,
      )
  })
})

describe('trading-signals', () => {
  const values = (indicator: { update: (value: number, replace: false) => number | null }): number[] =>
    closes.map((close) => indicator.update(close, false)).filter((value) => value !== null)

  it('sma, ema, wma, rsi', () => {
    expectTails(computeIndicator(bars, 'sma', { period: 20 })['value'], values(new SMA(20)), 580, 1e-9)
    expectTails(computeIndicator(bars, 'ema', { period: 20 })['value'], values(new EMA(20)), 300, 1e-9)
    expectTails(computeIndicator(bars, 'wma', { period: 9 })['value'], values(new WMA(9)), 590, 1e-9)
    expectTails(computeIndicator(bars, 'rsi')['value'], values(new RSI(14)), 580, 1e-9)
  })

  it('macd and atr, once their seeds have died away', () => {
    const macd = new MACD(new EMA(12), new EMA(26), new EMA(9))
    const rows = closes.map((close) => macd.update(close, false)).filter((row) => row !== null)
    const ours = computeIndicator(bars, 'macd')
    for (const output of ['macd', 'signal', 'histogram'] as const)
      expectTails(
        ours[output],
        rows.map((row) => row[output]),
        150,
        1e-9,
      )
    const atr = new ATR(14)
    const ranges = closes.map((close, i) => atr.update({ high: bars.high[i]!, low: bars.low[i]!, close }, false))
    expectTails(
      computeIndicator(bars, 'atr')['value'],
      ranges.filter((value) => value !== null),
      150,
      1e-9,
    )
  })
})
