/** A symbol and the others at the same bars, as columns of any feature that is made of a symbol's own bars. */
export interface Universe {
  readonly length: number
  /** The symbol's own column of the named feature. Not to be written to. */
  own(feature: string): Float64Array
  /** One column per other symbol, NaN where it has no value. Not to be written to. */
  others(feature: string): readonly Float64Array[]
  /** What several features are made of, computed once under a name of its own. */
  once<T>(name: string, make: () => T): T
}
