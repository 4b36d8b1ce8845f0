import type { StrategyExits } from '../../domain/strategy.ts'
import { onlyKeys, optionalNumber, record } from './reader.ts'

const FRACTION = { above: 0, below: 1, say: 'a fraction of the entry price between 0 and 1, such as 0.03 for 3 %' }

/** @throws DeclarationFault naming the first thing wrong. */
export function readExits(value: unknown): StrategyExits {
  const exits = record('exits', value)
  onlyKeys('exits', exits, ['stopLoss', 'takeProfit', 'trailingStop', 'maxBarsHeld'])
  return {
    stopLoss: optionalNumber('exits.stopLoss', exits['stopLoss'], FRACTION),
    takeProfit: optionalNumber('exits.takeProfit', exits['takeProfit'], {
      above: 0,
      max: 10,
      say: 'a fraction above 0, such as 0.06 for 6 %',
    }),
    trailingStop: optionalNumber('exits.trailingStop', exits['trailingStop'], FRACTION),
    maxBarsHeld: optionalNumber('exits.maxBarsHeld', exits['maxBarsHeld'], {
      min: 1,
      max: 1_000_000,
      integer: true,
      say: 'a whole number of bars, 1 or more',
    }),
  }
}
