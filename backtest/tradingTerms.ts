import { coverage, loadContract, ownSeries } from '../data/contracts/ownSeries.ts'
import { exchangeFees, type TradingFees } from '../data/fetch/exchangeFees.ts'
import type { Workspace } from '../data/workspace.ts'
import type { ContractSeries } from '../domain/contractSeries.ts'
import type { Dataset } from '../domain/dataset.ts'
import { UsageError } from '../domain/errors.ts'
import type { MarketData } from '../domain/market.ts'
import type { EngineSettings } from '../domain/order.ts'

/** What trading a dataset costs where nobody says it: in a session. */
export interface TradingTerms {
  readonly engine: EngineSettings
  /** Undefined for what is no contract. */
  readonly market: MarketData | undefined
  readonly contract: Contract | undefined
}

interface Contract {
  readonly funding: ContractSeries
  readonly mark: ContractSeries | undefined
  /** Undefined where ccxt has none: the engine's own fee is charged. */
  readonly fees: TradingFees | undefined
}

async function knownFees({ exchange, symbol }: Dataset): Promise<TradingFees | undefined> {
  try {
    return await exchangeFees(exchange, symbol, true)
  } catch (error) {
    if (error instanceof UsageError) return undefined
    throw error
  }
}

/**
 * A dataset is a perpetual contract where the lake has funding rates of the same exchange and symbol: then these are paid, and the exchange's fees of
 * contracts are charged where ccxt knows them. Anything else is traded by `standard` alone. The series are whole: what lies behind a
 * run's window the run leaves out. @throws BadDataError for damaged series.
 */
export async function tradingTerms(workspace: Workspace, dataset: Dataset, standard: EngineSettings): Promise<TradingTerms> {
  const funding = ownSeries(workspace, 'funding', dataset)
  if (funding === undefined) return { engine: standard, market: undefined, contract: undefined }
  const mark = ownSeries(workspace, 'mark', dataset)
  const fees = await knownFees(dataset)
  const { costs } = standard
  const charged = fees === undefined ? costs : { ...costs, makerFeeBps: fees.makerBps, takerFeeBps: fees.takerBps }
  return {
    engine: { ...standard, costs: charged },
    market: await loadContract(workspace, funding, mark),
    contract: { funding, mark, fees },
  }
}

/** In sentences, with where the series do not reach over the window (ms UTC); none for what is no contract. */
export function describeTerms(
  { engine: { costs }, contract }: TradingTerms,
  window: { readonly from: number; readonly to: number },
): string[] {
  if (contract === undefined) return []
  const { funding, mark, fees } = contract
  const charged =
    fees === undefined
      ? `${costs.feeBps} bp a side, because ccxt ships no fees of this exchange's contracts`
      : `${fees.makerBps} bp for makers and ${fees.takerBps} bp for takers (${fees.schedule})`
  return [
    `A contract: ${funding.series_id} is paid, and fees are ${charged}.`,
    ...coverage(funding, window, 'holding costs nothing'),
    ...(mark === undefined ? [] : coverage(mark, window, 'trade prices stand in for mark prices')),
  ]
}
