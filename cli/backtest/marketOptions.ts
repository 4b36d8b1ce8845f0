import { finerCoverage } from '../../backtest/finerCoverage.ts'
import { findSeries } from '../../data/contracts/loadSeries.ts'
import { coverage, loadContract, ownSeries } from '../../data/contracts/ownSeries.ts'
import { listSeries } from '../../data/contracts/seriesRecord.ts'
import { loadResearchBars } from '../../data/holdout/researchBars.ts'
import { bareSymbol } from '../../data/lake/datasetId.ts'
import { findDataset } from '../../data/lake/findDataset.ts'
import { listDatasets } from '../../data/lake/listDatasets.ts'
import type { Workspace } from '../../data/workspace.ts'
import { barCount, firstBarAtOrAfter, sliceBars, type Bars } from '../../domain/bars.ts'
import type { ContractSeries, SeriesKind } from '../../domain/contractSeries.ts'
import type { Dataset } from '../../domain/dataset.ts'
import { UsageError } from '../../domain/errors.ts'
import type { MarketData } from '../../domain/market.ts'
import { timeframeMs } from '../../domain/timeframe.ts'
import type { ResearchContext } from '../../nodes/context.ts'

/** What of a market is to be used beside its bars; an id, `none`, or of finer bars `auto`. */
export interface MarketOptions {
  funding?: string
  mark?: string
  finer?: string
}

/** What was used, as it is printed and as it tells one run from another. */
export interface UsedMarket {
  readonly funding: { readonly series_id: string; readonly content_hash: string; readonly payments: number } | null
  readonly mark: { readonly series_id: string; readonly content_hash: string } | null
  readonly finer: { readonly dataset_id: string; readonly content_hash: string; readonly bars: number } | null
}

export interface FoundMarket {
  /** Undefined where there is nothing beside the bars. */
  readonly market: MarketData | undefined
  readonly used: UsedMarket
  /** What a person should know of it. */
  readonly notes: readonly string[]
}

/** Where series and bars lie, and from when on bars are sealed, ms UTC. */
type Lake = Pick<ResearchContext, 'workspace' | 'sealedFrom'>

interface Window {
  readonly from: number
  readonly to: number
}

/** The series that is asked for, or the dataset's own where it is in the lake; undefined for none. */
function seriesFor(workspace: Workspace, kind: SeriesKind, dataset: Dataset, asked: string | undefined): ContractSeries | undefined {
  if (asked === 'none') return undefined
  if (asked === undefined) return ownSeries(workspace, kind, dataset)
  const series = findSeries(workspace, asked)
  if (series.kind === kind) return series
  throw new UsageError(
    `--${kind} ${asked} is a series of ${series.kind === 'mark' ? 'mark prices' : 'funding rates'}; give one of the other kind.`,
  )
}

/** Where the lake has mark prices of the market, and they are of another timeframe than the bars. */
function otherMarks(workspace: Workspace, { exchange, symbol, timeframe }: Dataset): string[] {
  const others = listSeries(workspace).filter((one) => one.kind === 'mark' && one.exchange === exchange && one.symbol === symbol)
  return others.map(
    ({ series_id }) =>
      `${series_id} is not used: mark prices have to be of the bars’ own timeframe, ${timeframe}. Trade prices decide a liquidation.`,
  )
}

const isSameMarket = (one: Dataset, { exchange, symbol }: Dataset): boolean =>
  one.exchange === exchange && bareSymbol(one.symbol) === bareSymbol(symbol)

/** A series that was asked for by name may be another exchange's or a contract's for a spot dataset, but hardly another coin's. */
function otherCoin(series: ContractSeries | undefined, { dataset_id, symbol }: Dataset): string[] {
  if (series === undefined) return []
  const [one, other] = [bareSymbol(series.symbol), bareSymbol(symbol)]
  if (one.startsWith(other) || other.startsWith(one)) return []
  return [`${series.series_id} is of another symbol than ${dataset_id}, and is used because it was asked for.`]
}

/** @throws UsageError where the bars are of another market, or no part of the dataset's. */
function assertFiner(finer: Dataset, dataset: Dataset): void {
  const [step, part] = [timeframeMs(dataset.timeframe), timeframeMs(finer.timeframe)]
  if (!isSameMarket(finer, dataset)) {
    throw new UsageError(
      `--finer ${finer.dataset_id} is another market than ${dataset.dataset_id}; give bars of the same exchange and symbol.`,
    )
  }
  if (part >= step || step % part !== 0) {
    throw new UsageError(
      `--finer ${finer.dataset_id} has bars of ${finer.timeframe}, which is no part of ${dataset.timeframe}; give a shorter timeframe that divides it.`,
    )
  }
}

/** The finest bars of the same market that divide its own; of several such, those whose symbol is written the same way. */
async function finestOf(workspace: Workspace, dataset: Dataset): Promise<Dataset> {
  const step = timeframeMs(dataset.timeframe)
  const fitting = (await listDatasets(workspace))
    .filter((one) => isSameMarket(one, dataset))
    .filter(({ timeframe }) => timeframeMs(timeframe) < step && step % timeframeMs(timeframe) === 0)
    .sort(
      (a, b) =>
        timeframeMs(a.timeframe) - timeframeMs(b.timeframe) || Number(b.symbol === dataset.symbol) - Number(a.symbol === dataset.symbol),
    )
  const [finest] = fitting
  if (finest !== undefined) return finest
  throw new UsageError(
    `--finer auto: the lake has no bars of ${dataset.exchange} ${dataset.symbol} finer than ${dataset.timeframe}; import some, or leave --finer out.`,
  )
}

async function finerFor(workspace: Workspace, dataset: Dataset, asked: string | undefined): Promise<Dataset | undefined> {
  if (asked === undefined || asked === 'none') return undefined
  const finer = asked === 'auto' ? await finestOf(workspace, dataset) : await findDataset(workspace, asked)
  assertFiner(finer, dataset)
  return finer
}

/** Of the window alone, and before their own seal: the run's bars of that time show less than finer ones do. */
async function finerBars({ workspace, sealedFrom }: Lake, finer: Dataset, { from, to }: Window): Promise<Bars> {
  const bars = await loadResearchBars(workspace, finer.dataset_id, Math.min(to, sealedFrom(finer)))
  return sliceBars(bars, firstBarAtOrAfter(bars, from), barCount(bars))
}

/** Where the finer bars' own seal cuts the window short. */
function finerSeal(finer: Dataset, sealed: number, { to }: Window): string[] {
  if (sealed >= to || Date.parse(finer.last_time) < sealed) return []
  const day = new Date(sealed).toISOString().slice(0, 10)
  return [`${finer.dataset_id} is sealed from ${day} on: behind it, bars take the pessimistic path.`]
}

/** Where the finer bars are not all there: in how many of the bars they say what happened. */
async function finerGaps(
  { workspace, sealedFrom }: Lake,
  dataset: Dataset,
  finer: Dataset,
  bars: Bars,
  { from, to }: Window,
): Promise<string[]> {
  const whole = await loadResearchBars(workspace, dataset.dataset_id, Math.min(to, sealedFrom(finer)))
  const asked = sliceBars(whole, firstBarAtOrAfter(whole, from), barCount(whole))
  const made = finerCoverage(asked, bars, timeframeMs(dataset.timeframe))
  if (made === barCount(asked)) return []
  return [`${finer.dataset_id} makes up ${made} of ${barCount(asked)} bars; the others take the pessimistic path.`]
}

/**
 * Funding rates and mark prices of the dataset's own market are used where the lake has them, finer bars where they are asked for.
 * Finer bars end with the window and before their own seal; funding rates and mark prices are whole, and the run leaves out what lies behind its window (marketUntil).
 * @throws UsageError for what does not fit the dataset, NoSuchIdError for an unknown id.
 */
export async function findMarketData(lake: Lake, dataset: Dataset, window: Window, options: MarketOptions): Promise<FoundMarket> {
  const { workspace, sealedFrom } = lake
  const funding = seriesFor(workspace, 'funding', dataset, options.funding)
  const mark = seriesFor(workspace, 'mark', dataset, options.mark)
  if (mark !== undefined && mark.timeframe !== dataset.timeframe) {
    throw new UsageError(
      `--mark ${mark.series_id} has bars of ${mark.timeframe ?? '?'} and ${dataset.dataset_id} of ${dataset.timeframe}; mark prices have to be of the bars’ own timeframe.`,
    )
  }
  const finer = await finerFor(workspace, dataset, options.finer)
  const inside = finer && (await finerBars(lake, finer, window))
  const market: MarketData = { ...(await loadContract(workspace, funding, mark)), ...(inside && { finer: inside }) }
  const payments = market.funding?.time.filter((stamp) => stamp >= window.from && stamp < window.to).length ?? 0
  return {
    market: Object.keys(market).length === 0 ? undefined : market,
    used: {
      funding: funding === undefined ? null : { series_id: funding.series_id, content_hash: funding.content_hash, payments },
      mark: mark === undefined ? null : { series_id: mark.series_id, content_hash: mark.content_hash },
      finer: finer && inside ? { dataset_id: finer.dataset_id, content_hash: finer.content_hash, bars: barCount(inside) } : null,
    },
    notes: [
      ...[funding, mark].flatMap((series) => otherCoin(series, dataset)),
      ...(funding === undefined ? [] : coverage(funding, window, 'holding costs nothing')),
      ...(mark === undefined && options.mark === undefined ? otherMarks(workspace, dataset) : []),
      ...(mark === undefined ? [] : coverage(mark, window, 'trade prices decide a liquidation')),
      ...(finer === undefined ? [] : finerSeal(finer, sealedFrom(finer), window)),
      ...(finer && inside ? await finerGaps(lake, dataset, finer, inside, window) : []),
    ],
  }
}
