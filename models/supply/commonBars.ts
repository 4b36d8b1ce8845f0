import { barCount, firstBarAtOrAfter, sliceBars } from '../../domain/bars.ts'
import type { SupplyPorts } from './ports.ts'
import type { TrainingInputs } from './trainingInputs.ts'

/** A symbol that stops trading, or is sealed, before so much of the window is over is left out of the comparison. */
const LEAST_SHARE = 0.6

/**
 * The bars up to where every symbol of the universe still has some: behind it there would be nothing to compare with, and a snapshot
 * that learnt there would know the feature as missing only.
 */
export async function commonBars(ports: SupplyPorts, inputs: TrainingInputs): Promise<TrainingInputs> {
  const { bars, before } = inputs
  const count = barCount(bars)
  const ends = await Promise.all(
    inputs.peers.map(async (peer) => {
      const theirs = await ports.bars(peer.dataset_id)
      return { peer, end: firstBarAtOrAfter(bars, (theirs.time.at(-1) ?? -Infinity) + 1) }
    }),
  )
  const kept = ends.filter(({ end }) => end >= before + LEAST_SHARE * (count - before))
  const end = Math.min(count, ...kept.map((each) => each.end))
  return { ...inputs, bars: sliceBars(bars, 0, end), peers: kept.map(({ peer }) => peer) }
}
