import { describe, expect, it } from 'vitest'
import { UsageError } from '../../domain/errors.ts'
import { exchangeFees, isContract } from './exchangeFees.ts'

describe('exchangeFees', () => {
  // The exchanges' public schedules for those without any discount, as ccxt ships them.
  it.each([
    ['binance', 'BTCUSDT', 10, 10],
    ['binance', 'BTCUSDT-PERP', 2, 5],
    ['okx', 'BTC/USDT:USDT', 2, 5],
    ['kraken', 'XBTUSD', 16, 26],
    ['hyperliquid', 'BTC/USDC:USDC', 1.5, 4.5],
  ])('%s, %s', async (exchange, symbol, makerBps, takerBps) => {
    expect(await exchangeFees(exchange, symbol)).toMatchObject({ makerBps, takerBps })
  })

  it('says so where there are none', async () => {
    await expect(exchangeFees('bybit', 'BTCUSDT-PERP')).rejects.toThrow(/ships no fees of contracts for bybit/)
    await expect(exchangeFees('nowhere', 'BTCUSDT')).rejects.toThrow(UsageError)
  })

  it('knows a contract by its name', () => {
    expect(['BTCUSDT-PERP', 'BTC/USDT:USDT', 'BTCUSDT', 'BTC/USDT'].map(isContract)).toEqual([true, true, false, false])
  })
})
