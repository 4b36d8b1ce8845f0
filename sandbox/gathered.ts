import { layOut } from './layout.ts'
import { playedBars } from './windows.ts'
import type { RunOutcome, StrategyRun } from './types.ts'

/** Fewer runs than this are not worth an isolate of their own while another process is idle: two for a grid of six take 1.4 times the processor time of one. */
const FEWEST = 8
/** Nor do runs share one that play more bars than this together: they have the time limit of a single run. */
const MOST_BARS = 2_000_000

interface Waiting {
  readonly run: StrategyRun
  readonly bars: number
  readonly resolve: (outcome: RunOutcome | PromiseLike<RunOutcome>) => void
  readonly reject: (error: unknown) => void
}

/** Runs with the same key may share an isolate: one strategy on columns of the same names, with windows, between which nothing is remembered either. */
function keyOf(run: StrategyRun): string {
  return JSON.stringify([run.source.text, run.kernel, layOut(run).layout])
}

/** In equal parts: as many as there are processes, but none of less than FEWEST runs, and more where those would play too many bars. */
function inParts(all: readonly Waiting[], processes: number): Waiting[][] {
  const bars = all.reduce((total, one) => total + one.bars, 0)
  const fewest = Math.min(all.length, Math.ceil(bars / MOST_BARS))
  const parts = Math.max(1, fewest, Math.min(processes, Math.floor(all.length / FEWEST)))
  return Array.from({ length: parts }, (_, i) =>
    all.slice(Math.floor((i * all.length) / parts), Math.floor(((i + 1) * all.length) / parts)),
  )
}

/**
 * Runs that are asked for at the same moment and may share an isolate do: what V8 learns and compiles in the first serves them all, which is
 * half of their time where the points of a grid are walked forward. A run without windows never shares: the causality test compares
 * such runs, so one must not know of another even if a wall between them had a hole.
 */
export function gathered(
  play: (runs: readonly StrategyRun[]) => Promise<RunOutcome[]>,
  processes: number,
): (run: StrategyRun) => Promise<RunOutcome> {
  const waiting = new Map<string, Waiting[]>()

  function start(part: readonly Waiting[]): void {
    play(part.map(({ run }) => run)).then(
      (outcomes) => part.forEach(({ resolve }, i) => resolve(outcomes[i] as RunOutcome)),
      (error: unknown) => part.forEach(({ reject }) => reject(error)),
    )
  }

  function startAll(): void {
    const groups = [...waiting.values()]
    waiting.clear()
    for (const group of groups) for (const part of inParts(group, processes)) start(part)
  }

  return async (run) => {
    if (run.windows === undefined) return (await play([run]))[0] as RunOutcome
    const bars = playedBars(run)
    const key = keyOf(run)
    if (waiting.size === 0) queueMicrotask(startAll)
    return new Promise((resolve, reject) => {
      const group = waiting.get(key) ?? []
      group.push({ run, bars, resolve, reject })
      waiting.set(key, group)
    })
  }
}
