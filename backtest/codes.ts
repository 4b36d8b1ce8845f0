import type { ACTION } from '../domain/order.ts'

// Only types are imported here and in every file of kernelText.ts: that text also runs inside the isolate, where there are no modules.
export const ENTER_LONG: (typeof ACTION)['enterLong'] = 1
export const ENTER_SHORT: (typeof ACTION)['enterShort'] = 2
export const EXIT: (typeof ACTION)['exit'] = 3
export const ORDER_LONG: (typeof ACTION)['orderLong'] = 4
export const ORDER_SHORT: (typeof ACTION)['orderShort'] = 5

// Places in EXIT_REASONS.
export const BY_SIGNAL = 0
export const BY_STOP_LOSS = 1
export const BY_TAKE_PROFIT = 2
export const BY_TRAILING_STOP = 3
export const BY_MAX_BARS_HELD = 4
export const AT_END_OF_DATA = 5
export const BY_LIQUIDATION = 6

/** Two books of one account may differ by less than this, relative to its size. */
export const RESIDUAL_LIMIT = 1e-9
