import { BAR_COLUMNS } from '../../domain/bars.ts'
import { DEFAULT_ENGINE } from '../../domain/order.ts'
import { ALLOWED_GLOBALS } from '../policy/globals.ts'
import type { PlayRequest } from './playRequest.ts'

const BARS = 100
const HOUR = 3_600_000

const STRATEGY = `(Strategy) => class Rehearsed extends Strategy {
  static needs = {}
  static exits = {}
  static params = {}
  shouldEnter(bar) { return bar.close > bar.ago(1).close ? 'long' : 'none' }
  shouldExit(bar, position) { return bar.close < bar.open || position.barsHeld > 5 }
}`

/** A class is declared. */
export function declareRehearsal(): string {
  return `enter(${STRATEGY}, ${JSON.stringify({ globals: ALLOWED_GLOBALS })})`
}

/** A strategy of the trusted side's own trades on a few bars made up. */
export function playRehearsal(): string {
  const bars = Object.fromEntries(BAR_COLUMNS.map((name, place) => [name, place]))
  const request: PlayRequest = {
    globals: ALLOWED_GLOBALS,
    layout: { bars, market: {}, numbers: {}, groups: {}, predictions: {} },
    runs: [{ settings: { engine: DEFAULT_ENGINE, exits: {}, tradeFrom: 2, seed: 1 }, places: Object.values(bars) }],
  }
  // Shared memory is not there yet while a snapshot is made; to the code it is the same.
  return `const memory = Array.from({ length: ${BAR_COLUMNS.length} }, (_, place) => {
    const column = new Float64Array(${BARS});
    for (let i = 0; i < ${BARS}; i++) column[i] = place === ${bars['time']} ? i * ${HOUR} : 100 + 10 * Math.sin(i / 3) + (place % 3);
    return column.buffer;
  });
  enter(${STRATEGY}, ${JSON.stringify(request)}, ...memory);`
}
