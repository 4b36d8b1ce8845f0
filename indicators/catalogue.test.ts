import { describe, expect, it } from 'vitest'
import { UsageError } from '../domain/errors.ts'
import { findIndicator, indicatorNames, INDICATORS } from './catalogue.ts'

const required =
  'sma ema wma rsi macd bollinger atr adx stochastic stoch_rsi cci williams_r mfi obv vwap keltner donchian psar aroon trix roc ichimoku supertrend cmf volume_zscore realized_volatility'

describe('catalogue', () => {
  it('has every classical indicator', () => {
    expect(indicatorNames()).toEqual(expect.arrayContaining(required.split(' ')))
  })

  it('gives each name and alias to one indicator', () => {
    const words = INDICATORS.flatMap(({ name, aliases }) => [name, ...aliases]).map((word) => word.replaceAll('_', ''))
    expect(words.filter((word, i) => words.indexOf(word) !== i)).toEqual([])
  })

  it.each([
    ['RSI', 'rsi'],
    ['MACD', 'macd'],
    ['VolumeZScore', 'volume_zscore'],
    ['OBV', 'obv'],
    ['StochRSI', 'stoch_rsi'],
    ['Williams %R', 'williams_r'],
    ['Bollinger Bands', 'bollinger'],
    ['realised-volatility', 'realized_volatility'],
    ['SuperTrend', 'supertrend'],
  ])('finds %s', (word, name) => {
    expect(findIndicator(word).name).toBe(name)
  })

  it('says what is near a misspelt name', () => {
    expect(() => findIndicator('bolinger')).toThrow(UsageError)
    expect(() => findIndicator('bolinger')).toThrow('did you mean "bollinger"?')
    expect(() => findIndicator('')).toThrow(UsageError)
    expect(() => findIndicator('constructor')).toThrow(UsageError)
  })
})
