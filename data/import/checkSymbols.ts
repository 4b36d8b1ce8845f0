import { UsageError } from '../../domain/errors.ts'
import { didYouMean } from '../../domain/suggest.ts'
import { bareSymbol } from '../lake/datasetId.ts'
import { counted } from '../quality/policy.ts'
import type { ScannedRows } from './scanRows.ts'

export interface WantedSymbol {
  /** Of the dataset or series. */
  readonly symbol: string
  /** --only. */
  readonly only?: string | undefined
}

/** @throws UsageError where the symbol column holds several symbols, or another than the dataset's. */
export function checkSymbols(name: string, { symbols, rows }: ScannedRows, { symbol, only }: WantedSymbol): void {
  const found = [...symbols]
  if (only !== undefined && rows === 0) {
    const known = found.length === 0 ? 'it has no symbol column' : `it has ${found.slice(0, 8).join(', ')}${found.length > 8 ? ', …' : ''}`
    throw new UsageError(`${name} has no row of --only ${only}${didYouMean(only, found)}; ${known}.`, { name, symbols: found })
  }
  if (only !== undefined) return
  if (found.length > 1) {
    throw new UsageError(
      `${name} holds ${found.length} symbols (${found.slice(0, 6).join(', ')}${found.length > 6 ? ', …' : ''}); say which with --only SYMBOL.`,
      {
        name,
        symbols: found,
      },
    )
  }
  const [one] = found
  if (one !== undefined && bareSymbol(one) !== bareSymbol(symbol)) {
    throw new UsageError(`${name} holds ${one}, not ${symbol}; if that is meant, say --only ${one}.`, { name, symbols: found })
  }
}

/** What is to be said of the rows of other symbols. */
export function leftOut(name: string, { otherRows }: ScannedRows): string[] {
  return otherRows === 0 ? [] : [`${name}: ${counted(otherRows, 'row')} of other symbols were left out, as --only said.`]
}
