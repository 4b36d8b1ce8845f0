import { describe, expect, it } from 'vitest'
import type { Dataset } from '../../domain/dataset.ts'
import { NoSuchIdError, UsageError } from '../../domain/errors.ts'
import { chooseDataset } from './chooseDataset.ts'

const dataset = (dataset_id: string): Dataset => {
  const [exchange, symbol, timeframe] = dataset_id.split(':')
  return { dataset_id, exchange, symbol, timeframe } as Dataset
}
const btc = dataset('binance:BTCUSDT:1h')
const eth = dataset('binance:ETHUSDT:1h')
const xbt = dataset('kraken:XBTUSD:1h')

describe('chooseDataset', () => {
  it.each([
    ['the only one where the goal names no asset', [eth], 'Find profitable strategies', eth],
    ['the one whose asset the goal names', [btc, eth], 'Find profitable BTC strategies', btc],
    ['by the asset’s spoken name', [btc, eth], 'something that works on Ethereum', eth],
    ['by the whole symbol', [btc, eth], 'trade ETHUSDT', eth],
    ['by the exchange’s own name of bitcoin', [xbt, eth], 'Find BTC strategies', xbt],
  ])('takes %s', (_name, datasets, goal, chosen) => {
    expect(chooseDataset(datasets, goal)).toBe(chosen)
  })

  it('asks where several fit, and names them', () => {
    expect(() => chooseDataset([btc, xbt, eth], 'BTC please')).toThrow(UsageError)
    expect(() => chooseDataset([btc, xbt, eth], 'BTC please')).toThrow(/binance:BTCUSDT:1h, kraken:XBTUSD:1h/)
  })

  it('does not work on another asset than the goal is about', () => {
    expect(() => chooseDataset([btc], 'Find profitable ETH strategies')).toThrow(/about ETH, of which the lake has no bars/)
    expect(() => chooseDataset([btc], 'something for ethereum')).toThrow(NoSuchIdError)
  })

  it('says so where none fits', () => {
    expect(() => chooseDataset([btc, eth], 'wheat futures')).toThrow(NoSuchIdError)
  })
})
