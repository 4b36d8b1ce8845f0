import { firstBarAtOrAfter, sliceBars } from '../../domain/bars.ts'
import type { Dataset } from '../../domain/dataset.ts'
import { UsageError } from '../../domain/errors.ts'
import type { ModelScope } from '../../domain/model.ts'
import { trainingBars } from './chooseSplit.ts'
import { peersOf, type ModelInputs } from './modelInputs.ts'
import type { SupplyPorts } from './ports.ts'

/** Bars to learn from; `before`: how many of them lie before the window. */
export interface TrainingInputs extends ModelInputs {
  readonly before: number
}

/** Bars in front of a training range that warm features up; what a feature needs beyond it costs the first fold. */
const WARM_BARS = 400

/** The window, and as much before it as a first snapshot can learn from. */
export async function trainingInputs(ports: SupplyPorts, scope: ModelScope): Promise<TrainingInputs> {
  const dataset = await ports.dataset(scope.dataset_id)
  const bars = await ports.bars(scope.dataset_id)
  const [from, until] = [Date.parse(scope.window_from), Date.parse(scope.window_to)]
  const back = trainingBars(dataset.timeframe) + WARM_BARS
  const at = firstBarAtOrAfter(bars, from)
  const start = Math.max(0, at - back)
  const peers = scope.universe === undefined ? await peersOf(ports, dataset) : await namedPeers(ports, dataset, scope.universe)
  return { dataset, bars: sliceBars(bars, start, firstBarAtOrAfter(bars, until)), peers, before: at - start }
}

/** @throws UsageError for another timeframe, whose bars never close together, and for one symbol twice, which would be compared with itself. */
async function namedPeers(ports: SupplyPorts, self: Dataset, universe: readonly string[]): Promise<ModelInputs['peers']> {
  const named = await Promise.all(universe.map((id) => ports.dataset(id)))
  const peers = named.filter(({ dataset_id }) => dataset_id !== self.dataset_id)
  const seen = new Map([[self.symbol, self.dataset_id]])
  for (const { dataset_id, symbol, timeframe } of peers) {
    if (timeframe !== self.timeframe)
      throw new UsageError(`${dataset_id} has bars of ${timeframe}, and ${self.dataset_id} of ${self.timeframe}: take one timeframe.`)
    if (seen.has(symbol)) throw new UsageError(`${dataset_id} and ${seen.get(symbol) ?? ''} are the same symbol: take one of them.`)
    seen.set(symbol, dataset_id)
  }
  return peers
}
