import { barCount, firstBarAtOrAfter, sliceBars, type Bars } from '../../domain/bars.ts'
import type { Dataset } from '../../domain/dataset.ts'
import { canonicalJson, sha256 } from '../../domain/hash.ts'
import type { FeaturePlan } from '../../domain/ml.ts'
import { alignBars } from '../../features/alignBars.ts'
import { findFeature } from '../../features/catalogue.ts'
import { computeFeatures, type FeatureTable } from '../../features/compute.ts'
import { computeIndicator } from '../../indicators/compute.ts'
import type { SupplyPorts } from './ports.ts'

/** A symbol's bars and those it may be compared with. */
export interface ModelInputs {
  readonly dataset: Dataset
  readonly bars: Bars
  /** Datasets of the other symbols. */
  readonly peers: readonly Dataset[]
}

/** Beyond this another symbol costs more memory than it tells. */
const MOST_PEERS = 30

/** The other symbols of the lake on the same timeframe, generated ones only among generated ones. */
export async function peersOf(ports: Pick<SupplyPorts, 'datasets'>, dataset: Dataset): Promise<Dataset[]> {
  const all = await ports.datasets()
  const bySymbol = new Map<string, Dataset>()
  for (const each of all) {
    const fits = each.timeframe === dataset.timeframe && each.synthetic === dataset.synthetic && each.symbol !== dataset.symbol
    if (fits && (!bySymbol.has(each.symbol) || each.exchange === dataset.exchange)) bySymbol.set(each.symbol, each)
  }
  return [...bySymbol.values()].slice(0, MOST_PEERS)
}

/** Bars [from, until), ms UTC: nothing at or after `until` is so much as looked at. */
export function barsBetween(bars: Bars, from: number, until: number): Bars {
  return sliceBars(bars, firstBarAtOrAfter(bars, from), firstBarAtOrAfter(bars, until))
}

/** The features of a plan on these bars; other symbols are loaded only where the plan compares with them. */
export async function featureTable(ports: SupplyPorts, plan: FeaturePlan, { dataset, bars, peers }: ModelInputs): Promise<FeatureTable> {
  const universe = await Promise.all(
    (comparesSymbols(plan) ? peers : []).map(async (peer) => ({
      symbol: peer.symbol,
      bars: alignBars(bars.time, await ports.bars(peer.dataset_id)),
    })),
  )
  return computeFeatures(plan, {
    bars,
    timeframe: dataset.timeframe,
    indicator: (name, params) => computeIndicator(bars, name, params),
    symbol: dataset.symbol,
    ...(comparesSymbols(plan) ? { universe } : {}),
  })
}

export function comparesSymbols(plan: FeaturePlan): boolean {
  return plan.features.some(({ name }) => findFeature(name).scope === 'universe')
}

/** What the features of a plan on these bars depend on. */
export function inputsHash(plan: FeaturePlan, { dataset, bars, peers }: ModelInputs): string {
  const compared = comparesSymbols(plan) ? peers.map(({ content_hash }) => content_hash) : []
  return sha256(canonicalJson({ plan, bars: dataset.content_hash, count: barCount(bars), first: bars.time[0] ?? null, compared }))
}
