/** One fall below a former peak; indices into the path that was given, `recovery` null while it lasts. */
export interface DrawdownEpisode {
  readonly peak: number
  readonly trough: number
  readonly recovery: number | null
  /** Positive fraction of the peak. */
  readonly depth: number
}

/**
 * Positive fraction lost since the running peak, per entry of `path` (wealth or equity, positive). `initial`, where given, is a peak
 * before the first entry: without it a loss in the first period would not be seen.
 */
export function drawdowns(path: Float64Array, initial?: number): Float64Array {
  const fallen = new Float64Array(path.length)
  let peak = initial ?? 0
  for (let i = 0; i < path.length; i++) {
    const now = path[i] as number
    if (now > peak) peak = now
    fallen[i] = peak > 0 ? 1 - now / peak : 0
  }
  return fallen
}

/** Deepest of a column of drawdowns; 0 where nothing ever fell. */
export function maxDrawdown(fallen: Float64Array): number {
  let deepest = 0
  for (let i = 0; i < fallen.length; i++) deepest = Math.max(deepest, fallen[i] as number)
  return deepest
}

/** Largest number of consecutive entries under water. */
export function longestUnderWater(fallen: Float64Array): number {
  let longest = 0
  let current = 0
  for (let i = 0; i < fallen.length; i++) {
    current = (fallen[i] as number) > 0 ? current + 1 : 0
    if (current > longest) longest = current
  }
  return longest
}

/** √mean(depth²) (Martin and McCann 1989), divided by n; undefined for no entries. */
export function ulcerIndex(fallen: Float64Array): number | undefined {
  if (fallen.length === 0) return undefined
  let sum = 0
  for (const depth of fallen) sum += depth * depth
  return Math.sqrt(sum / fallen.length)
}

/** Mean depth (Zephyr's pain index); undefined for no entries. */
export function painIndex(fallen: Float64Array): number | undefined {
  if (fallen.length === 0) return undefined
  let sum = 0
  for (const depth of fallen) sum += depth
  return sum / fallen.length
}

/** Every fall of a path and whether it was made good, in order of time. */
export function drawdownEpisodes(path: Float64Array): DrawdownEpisode[] {
  const fallen = drawdowns(path)
  const episodes: DrawdownEpisode[] = []
  let peak = 0
  let trough = 0
  for (let i = 1; i <= path.length; i++) {
    const under = i < path.length && (fallen[i] as number) > 0
    if (under) {
      if (trough <= peak || (fallen[i] as number) > (fallen[trough] as number)) trough = i
      continue
    }
    if (trough > peak) {
      episodes.push({ peak, trough, recovery: i < path.length ? i : null, depth: fallen[trough] as number })
    }
    peak = i
  }
  return episodes
}
