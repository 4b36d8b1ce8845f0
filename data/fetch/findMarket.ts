import { UsageError } from '../../domain/errors.ts'
import { didYouMean } from '../../domain/suggest.ts'
import type { Market } from './source.ts'

/** What is used of an exchange client's market. */
export interface ListedMarket {
  readonly id: string
  readonly symbol: string
  readonly base: string
  readonly quote: string
  readonly settle: string | undefined
  readonly spot: boolean
  readonly swap: boolean
}

/**
 * The market meant by BTCUSDT, BTC/USDT, btc-usdt, BTC/USDT:USDT or the exchange's own name. Where a spot and a perpetual market share a
 * name, spot is meant.
 * @throws UsageError when the exchange does not list it.
 */
export function findMarket(asked: string, listed: readonly ListedMarket[], exchangeName: string): Market {
  const wanted = asked.trim().toUpperCase()
  const bare = withoutSeparators(wanted)
  const found =
    listed.find(({ symbol }) => symbol.toUpperCase() === wanted) ??
    listed.find(({ spot, base, quote }) => spot && withoutSeparators(base + quote) === bare) ??
    listed.find(({ swap, base, quote }) => swap && withoutSeparators(base + quote) === bare) ??
    listed.find(({ id }) => withoutSeparators(id) === bare)
  if (found !== undefined) return { symbol: found.symbol, lakeSymbol: lakeSymbol(found) }
  const spelling = (market: ListedMarket): string => (wanted.includes('/') ? market.symbol : withoutSeparators(market.base + market.quote))
  const suggestion = didYouMean(wanted, listed.map(spelling))
  throw new UsageError(
    `${exchangeName} does not list "${asked}"${suggestion}; write BASE/QUOTE for a spot market, as BTC/USDT, or BASE/QUOTE:SETTLE for a perpetual contract, as BTC/USDC:USDC.`,
    { symbol: asked },
  )
}

const withoutSeparators = (text: string): string => text.toUpperCase().replaceAll(/[^A-Z0-9]/g, '')

/** BTCUSDT for the spot market, BTCUSDT-PERP for the perpetual contract, BTCUSDT-260327 for one that expires. */
function lakeSymbol({ symbol, base, quote, settle, spot, swap }: ListedMarket): string {
  const pair = withoutSeparators(base + quote)
  if (spot) return pair
  const margin = settle === undefined || settle === quote || settle === base ? '' : `-${withoutSeparators(settle)}`
  return `${pair}${margin}${swap ? '-PERP' : symbol.slice(symbol.indexOf('-'))}`.toUpperCase()
}
