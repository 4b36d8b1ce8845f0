import { UsageError } from '../../domain/errors.ts'
import { bareSymbol } from '../lake/datasetId.ts'

const BASE_VOLUME_NAMES = ['volume', 'vol', 'v', 'base volume', 'volume base', 'volumefrom', 'base asset volume']

/** Volume in units of the base asset, where the names leave no doubt; several candidates without the symbol's base asset are a question. */
export function volumeColumn(name: string, names: readonly string[], symbol: string): number | undefined {
  for (const known of BASE_VOLUME_NAMES) if (names.includes(known)) return names.indexOf(known)
  const ofCoin = names.flatMap((column, index) => {
    const coin = /^vol(?:ume)?[ (]+([a-z0-9]+)\)?$/.exec(column)?.[1]
    return coin === undefined ? [] : [{ coin: bareSymbol(coin), index }]
  })
  const base = ofCoin.filter(({ coin }) => coin === 'BASE' || bareSymbol(symbol).startsWith(coin))
  if (base.length === 1) return base[0]?.index
  if (ofCoin.length === 0) return undefined
  throw new UsageError(
    `${name} has several volumes and none is surely in ${symbol}'s base asset; name the columns with --columns, e.g. time,open,high,low,close,skip,volume.`,
  )
}
