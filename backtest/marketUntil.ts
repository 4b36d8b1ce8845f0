import type { MarketData } from '../domain/market.ts'

type Series = Readonly<Record<string, Float64Array>>

function cut(series: Series | undefined, end: number): Series | undefined {
  const time = series?.['time']
  if (series === undefined || time === undefined) return undefined
  const first = time.findIndex((stamp) => stamp >= end)
  if (first < 0) return series
  return Object.fromEntries(Object.entries(series).map(([name, column]) => [name, column.slice(0, first)]))
}

/** What is known before `end` (ms UTC), in columns of their own: behind a view, the rest of the buffer would still be there. */
export function marketUntil(market: MarketData, end: number): MarketData {
  const { funding, mark, finer } = market
  return {
    funding: cut(funding as Series | undefined, end) as MarketData['funding'],
    mark: cut(mark as Series | undefined, end) as MarketData['mark'],
    finer: cut(finer as Series | undefined, end) as MarketData['finer'],
  }
}
