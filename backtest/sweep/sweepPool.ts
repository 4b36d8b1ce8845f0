import { availableParallelism } from 'node:os'
import { barCount, type Bars } from '../../domain/bars.ts'
import { UsageError } from '../../domain/errors.ts'
import { assertSweep, combinationAt } from './assertSweep.ts'
import type { CombinationList, SweepColumns, SweepOptions, SweepResult } from './combination.ts'
import { figureBytes, type Figures, figuresOver } from './figures.ts'
import { checkPrices, priceCheck } from './priceCheck.ts'
import { sharedColumns } from './shared.ts'
import type { SweepChunk, SweepJob } from './threadMessages.ts'
import { feedThread, openThreads } from './threads.ts'

/** Combinations × bars of one chunk: about 5 ms of work, so that the threads end together and progress is told often. */
const CHUNK_BARS = 2_000_000

export interface PooledSweepOptions extends SweepOptions {
  /** Told after every chunk. */
  readonly onProgress?: ((done: number, count: number) => void) | undefined
}

/** Threads that are started once and sweep many times. */
export interface SweepPool {
  readonly cores: number
  /** As `sweep`, to the last bit, on all threads; one sweep after the other. @throws as `sweep`, and ResourceError where a thread died. */
  sweep(bars: Bars, columns: SweepColumns, combinations: CombinationList, options?: PooledSweepOptions): Promise<SweepResult>
  close(): Promise<void>
}

/** @param cores threads; default as many as there are cores. @throws UsageError where that is not a positive whole number. */
export function openSweepPool(cores = availableParallelism()): SweepPool {
  if (!Number.isInteger(cores) || cores < 1) throw new UsageError(`A sweep on ${cores} cores: give a whole number from 1 on.`, { cores })
  let threads = openThreads(cores)
  let last: Promise<unknown> = Promise.resolve()
  const closeThreads = async (): Promise<void> => {
    await Promise.all(threads.map((thread) => thread.terminate()))
  }
  const run = async (bars: Bars, columns: SweepColumns, list: CombinationList, options: PooledSweepOptions): Promise<SweepResult> => {
    const job = jobOf(bars, columns, list.length, options)
    const next = chunksOf(list, columns, barCount(bars))
    let done = 0
    const finished = (combinations: number): void => {
      done += combinations
      options.onProgress?.(done, list.length)
    }
    try {
      await Promise.all(threads.map((thread) => feedThread(thread, job, { next, finished })))
    } catch (error) {
      // What the others still have in hand belongs to no sweep any more.
      await closeThreads()
      threads = openThreads(cores)
      throw error
    }
    return resultOf(job)
  }
  return {
    cores,
    sweep: (bars, columns, combinations, options = {}) => {
      const result = last.then(() => run(bars, columns, combinations, options))
      last = result.catch(() => undefined)
      return result
    },
    close: closeThreads,
  }
}

/** One sweep on several cores: `openSweepPool`, for those who sweep only once. */
export async function sweepOnCores(
  bars: Bars,
  columns: SweepColumns,
  combinations: CombinationList,
  options: PooledSweepOptions & { readonly cores?: number | undefined } = {},
): Promise<SweepResult> {
  const pool = openSweepPool(options.cores)
  try {
    return await pool.sweep(bars, columns, combinations, options)
  } finally {
    await pool.close()
  }
}

function jobOf(bars: Bars, columns: SweepColumns, count: number, options: PooledSweepOptions): SweepJob {
  assertSweep(bars, columns, options)
  checkPrices(priceCheck(bars), barCount(bars))
  const { engine, tradeFrom, closeFill, perBar, equity } = options
  const curveBytes = count * barCount(bars) * Float64Array.BYTES_PER_ELEMENT
  return {
    bars: sharedColumns(bars as Bars & Record<keyof Bars, Float64Array>),
    columns: sharedColumns(columns),
    // Not the callback: a function cannot be sent.
    options: { engine, tradeFrom, closeFill, perBar, equity },
    count,
    figures: new SharedArrayBuffer(figureBytes(count)),
    curves: equity === true ? new SharedArrayBuffer(curveBytes) : undefined,
  }
}

/** The list in chunks, each made when it is asked for. */
function chunksOf(list: CombinationList, columns: SweepColumns, bars: number): () => SweepChunk | undefined {
  const size = Math.max(1, Math.floor(CHUNK_BARS / Math.max(1, bars)))
  let from = 0
  return () => {
    if (from >= list.length) return undefined
    const length = Math.min(size, list.length - from)
    const chunk = { from, combinations: Array.from({ length }, (_, k) => combinationAt(list, columns, from + k)) }
    from += length
    return chunk
  }
}

/** Figures in memory of their own; curves stay where they are, which may be large. */
function resultOf({ figures: shared, count, curves, bars }: SweepJob): SweepResult {
  const figures = figuresOver(shared, count)
  const own = Object.fromEntries(Object.entries(figures).map(([name, column]) => [name, Float64Array.from(column)])) as unknown as Figures
  const length = barCount(bars)
  const rowBytes = length * Float64Array.BYTES_PER_ELEMENT
  const equity = curves === undefined ? undefined : Array.from({ length: count }, (_, k) => new Float64Array(curves, k * rowBytes, length))
  return { ...own, equity }
}
