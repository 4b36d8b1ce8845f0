/** What `Math` has that is a pure function of one number. */
export const MATH_OF_ONE = [
  'abs',
  'acos',
  'asin',
  'atan',
  'cbrt',
  'ceil',
  'cos',
  'cosh',
  'exp',
  'expm1',
  'floor',
  'log',
  'log10',
  'log1p',
  'log2',
  'round',
  'sign',
  'sin',
  'sinh',
  'sqrt',
  'tan',
  'tanh',
  'trunc',
] as const

export type OfOne = (typeof MATH_OF_ONE)[number] | 'negate' | 'not' | 'isNaN' | 'isFinite'
export type OfTwo =
  'add' | 'subtract' | 'multiply' | 'divide' | 'remainder' | 'pow' | 'min' | 'max' | 'less' | 'atMost' | 'equal' | 'and' | 'or'

export type PositionField = 'side' | 'entryPrice' | 'barsHeld' | 'unrealizedReturn'

/** One operation on columns; `a`, `b` and `c` are places of earlier steps. A boolean is 1 or 0, a side 1, -1 or 0. `back` counts bars into the past. */
export type Step =
  | { readonly op: 'number'; readonly value: number }
  /** `close`, or `macd.signal` for an output of an indicator with several. */
  | { readonly op: 'field'; readonly name: string; readonly back: number }
  | { readonly op: 'prediction'; readonly model: string; readonly back: number }
  /** `this.params`; a threshold is one that has to lie in [0, 1]. */
  | { readonly op: 'param' | 'threshold'; readonly name: string }
  | { readonly op: 'position'; readonly field: PositionField }
  | { readonly op: OfOne; readonly a: number }
  | { readonly op: OfTwo; readonly a: number; readonly b: number }
  | { readonly op: 'choose'; readonly a: number; readonly b: number; readonly c: number }

/** A strategy's two decisions as steps; `enter` is the place of the ACTION to enter with, `exit` that of a boolean. */
export interface Expressions {
  readonly steps: readonly Step[]
  /** Every field of the bar that is looked at, `macd` and `macd.signal` alike. */
  readonly reads: readonly string[]
  readonly enter: number
  readonly exit: number
}
