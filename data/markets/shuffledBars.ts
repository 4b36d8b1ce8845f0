import { barCount, type Bars } from '../../domain/bars.ts'
import { UsageError } from '../../domain/errors.ts'
import { seededRandom } from '../../math/random.ts'

/** Mean length of the blocks taken over whole: two days of hours, so that calm and turbulent stretches stay together. */
const MEAN_BLOCK_BARS = 48
const FEWEST_BARS = 2
/** Keeps a mirrored bar above nothing. */
const LARGEST_MOVE = 0.9

/** A level of a bar against the close before it, the other way up. */
function mirrored(ratio: number): number {
  return 1 - Math.max(-LARGEST_MOVE, Math.min(LARGEST_MOVE, ratio - 1))
}

/**
 * A market made of the bars of another, without its edge: blocks of random length (stationary bootstrap, Politis and Romano 1994) of bars
 * as they stood to the close before them, volume included. A block carries whatever its bars know of each other, so each bar is
 * also turned upside down by a fair coin (wild bootstrap, Wu 1986): its size, its range and its volume stay, and the expected simple return
 * given all the past is exactly 0. `count` bars, as many as the source where it is not given.
 * @throws UsageError for fewer than two bars.
 */
export function shuffledBars(source: Bars, seed: number | string, count = barCount(source)): Bars {
  const length = barCount(source)
  if (length < FEWEST_BARS)
    throw new UsageError(`A market cannot be shuffled out of ${length} bars; give it a longer dataset.`, { bars: length })
  const random = seededRandom(`shuffle ${seed}`)
  const column = (): Float64Array => new Float64Array(count)
  const bars: Bars = { time: column(), open: column(), high: column(), low: column(), close: column(), volume: column() }
  const step = (source.time[1] as number) - (source.time[0] as number)
  let price = source.close[0] as number
  let from = 0
  for (let i = 0; i < count; i++) {
    const jumps = i === 0 || random() < 1 / MEAN_BLOCK_BARS
    // The first bar has no close before it and starts no block.
    from = jumps ? 1 + Math.floor(random() * (length - 1)) : from + 1 < length ? from + 1 : 1
    const before = source.close[from - 1] as number
    const flipped = random() < 0.5
    const level = (value: number): number => price * (flipped ? mirrored(value / before) : value / before)
    const high = level(source.high[from] as number)
    const low = level(source.low[from] as number)
    bars.time[i] = (source.time[0] as number) + i * step
    bars.open[i] = level(source.open[from] as number)
    bars.close[i] = level(source.close[from] as number)
    bars.high[i] = Math.max(high, low)
    bars.low[i] = Math.min(high, low)
    bars.volume[i] = source.volume[from] as number
    price = bars.close[i] as number
  }
  return bars
}
