import { describe, expect, it } from 'vitest'
import { UsageError } from '../../domain/errors.ts'
import { findMarket, type ListedMarket } from './findMarket.ts'

const spot = (id: string, base: string, quote: string): ListedMarket => ({
  id,
  base,
  quote,
  symbol: `${base}/${quote}`,
  settle: undefined,
  spot: true,
  swap: false,
})
const contract = (id: string, base: string, quote: string, settle: string, expiry = ''): ListedMarket => ({
  id,
  base,
  quote,
  settle,
  symbol: `${base}/${quote}:${settle}${expiry === '' ? '' : `-${expiry}`}`,
  spot: false,
  swap: expiry === '',
})

const LISTED = [
  contract('BTCUSDT', 'BTC', 'USDT', 'USDT'),
  contract('BTCUSDT_260327', 'BTC', 'USDT', 'USDT', '260327'),
  contract('BTCUSD_PERP', 'BTC', 'USD', 'BTC'),
  contract('BTC', 'BTC', 'USD', 'USDC'),
  spot('BTCUSDT', 'BTC', 'USDT'),
  spot('XXBTZUSD', 'BTC', 'USD'),
  spot('ETH-EUR', 'ETH', 'EUR'),
  contract('HYPE', 'HYPE', 'USDC', 'USDC'),
]

describe('findMarket', () => {
  it.each([
    ['BTC/USDT', 'BTC/USDT', 'BTCUSDT'],
    ['BTCUSDT', 'BTC/USDT', 'BTCUSDT'],
    [' btc-usdt ', 'BTC/USDT', 'BTCUSDT'],
    ['BTC_USDT', 'BTC/USDT', 'BTCUSDT'],
    ['XXBTZUSD', 'BTC/USD', 'BTCUSD'],
    ['BTC/USDT:USDT', 'BTC/USDT:USDT', 'BTCUSDT-PERP'],
    ['BTC/USD:BTC', 'BTC/USD:BTC', 'BTCUSD-PERP'],
    ['BTC/USD:USDC', 'BTC/USD:USDC', 'BTCUSD-USDC-PERP'],
    ['BTC/USDT:USDT-260327', 'BTC/USDT:USDT-260327', 'BTCUSDT-260327'],
    ['HYPE/USDC', 'HYPE/USDC:USDC', 'HYPEUSDC-PERP'],
  ])('understands %s', (asked, symbol, lakeSymbol) => {
    expect(findMarket(asked, LISTED, 'X')).toEqual({ symbol, lakeSymbol })
  })

  it('suggests in the spelling that was used', () => {
    expect(() => findMarket('ETHEURO', LISTED, 'X')).toThrow(UsageError)
    expect(() => findMarket('ETHEURO', LISTED, 'X')).toThrow(
      'X does not list "ETHEURO" (did you mean "ETHEUR"?); write BASE/QUOTE for a spot market, as BTC/USDT, or BASE/QUOTE:SETTLE for a perpetual contract, as BTC/USDC:USDC.',
    )
    expect(() => findMarket('eth/euro', LISTED, 'X')).toThrow(/did you mean "ETH\/EUR"/)
    expect(() => findMarket('///', LISTED, 'X')).toThrow(UsageError)
  })
})
