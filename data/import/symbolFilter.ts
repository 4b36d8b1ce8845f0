/** Takes note of the values of a symbol column and says which rows belong to the wanted one. */
export interface SymbolFilter {
  readonly symbols: ReadonlySet<string>
  wants(bytes: Buffer, from: number, to: number): boolean
}

/** Rows of one symbol mostly stand together, so a value is turned into text only where it changes. */
export function symbolFilter(only: string | undefined): SymbolFilter {
  const symbols = new Set<string>()
  let last: Buffer = Buffer.alloc(0)
  let wanted = true
  return {
    symbols,
    wants(bytes, from, to) {
      if (symbols.size > 0 && last.length === to - from && last.compare(bytes, from, to) === 0) return wanted
      last = bytes.subarray(from, to)
      const symbol = bytes.toString('utf8', from, to)
      symbols.add(symbol)
      wanted = only === undefined || symbol.toUpperCase() === only.toUpperCase()
      return wanted
    },
  }
}
