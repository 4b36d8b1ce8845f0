import type { Dataset } from '../../domain/dataset.ts'
import type { ImportOutcome, StoreRequest } from '../lake/storeRequest.ts'
import type { Workspace } from '../workspace.ts'
import type { ExchangeOptions } from './openExchange.ts'
import type { Wait } from './retry.ts'

export type FetchProgress =
  | {
      readonly kind: 'page'
      /** Bars that came in this fetch so far. */
      readonly bars: number
      /** ISO time up to which everything is there. */
      readonly through: string
      /** Of the range asked for, 0..1. */
      readonly share: number
    }
  | ({ readonly kind: 'wait' } & Wait)

export interface FetchRequest extends Omit<ExchangeOptions, 'onWait'>, Pick<StoreRequest, 'onConflict' | 'accept'> {
  readonly workspace: Workspace
  /** An id of EXCHANGES, or of any other exchange that ccxt fetches bars from. */
  readonly exchange: string
  /** BTCUSDT, BTC/USDT, or BTC/USDT:USDT for the perpetual contract. */
  readonly symbol: string
  readonly timeframe: string
  /** Bars that open in [from, to), ms UTC. Without `from`: what is new since the last fetch, or else the last DEFAULT_BARS bars. */
  readonly from?: number | undefined
  readonly to?: number | undefined
  readonly onProgress?: ((progress: FetchProgress) => void) | undefined
}

export interface FetchOutcome {
  readonly outcome: ImportOutcome['outcome']
  readonly dataset: Dataset
  /** Bars that came from the exchange, in this fetch and in the interrupted one that it went on with. */
  readonly fetchedBars: number
  readonly addedBars: number
  /** Sentences about what could not be had. */
  readonly notes: readonly string[]
}
