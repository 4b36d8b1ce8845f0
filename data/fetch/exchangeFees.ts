import { UsageError } from '../../domain/errors.ts'
import { openClient } from './exchangeClient.ts'

/** What an exchange takes without any discount, basis points of the traded value. */
export interface TradingFees {
  readonly makerBps: number
  readonly takerBps: number
  /** Which of ccxt's schedules it is, such as `binance, contracts`. */
  readonly schedule: string
}

type Rates = { readonly maker?: unknown; readonly taker?: unknown } | undefined
/** ccxt gives a schedule's rates, or puts them under `trading`. */
type Schedule = (Rates & { readonly trading?: Rates }) | undefined

const noNetwork: typeof fetch = () => Promise.reject(new Error('Fees are read offline.'))

/** A perpetual contract by its name in the lake (BTCUSDT-PERP) or by ccxt's (BTC/USDT:USDT). */
export function isContract(symbol: string): boolean {
  return symbol.includes(':') || /[-_]PERP$/i.test(symbol)
}

function ratesOf(schedule: Schedule): { maker: number; taker: number } | undefined {
  const rates = schedule?.trading ?? schedule
  const { maker, taker } = rates ?? {}
  return typeof maker === 'number' && typeof taker === 'number' ? { maker, taker } : undefined
}

/**
 * Maker's and taker's fee out of the metadata that ccxt ships with; nothing is asked over the network, so it is the schedule of everybody.
 * @param contract for a caller who knows better than the symbol's name.
 * @throws UsageError for an exchange that ccxt does not know, or whose fees it does not.
 */
export async function exchangeFees(exchange: string, symbol: string, contract = isContract(symbol)): Promise<TradingFees> {
  const { fees } = (await openClient(exchange, { fetch: noNetwork, withContracts: contract })) as unknown as {
    fees: Readonly<Record<string, Schedule>>
  }
  const names = contract ? ['linear', 'swap', 'future'] : ['spot', 'trading']
  const found = names.map((name) => ratesOf(fees[name])).find((rates) => rates !== undefined)
  if (found === undefined) {
    const what = contract ? 'of contracts' : 'of spot trading'
    throw new UsageError(`ccxt ships no fees ${what} for ${exchange}; give --maker-bps and --taker-bps.`, { exchange, symbol })
  }
  const bps = (rate: number): number => Number((rate * 10_000).toPrecision(12))
  return { makerBps: bps(found.maker), takerBps: bps(found.taker), schedule: `${exchange}, ${contract ? 'contracts' : 'spot'}` }
}
