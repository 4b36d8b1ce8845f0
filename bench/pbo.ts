import { performance } from 'node:perf_hooks'
import { pathToFileURL } from 'node:url'
import { normal, seededRandom } from '../math/random.ts'
import { probabilityOfOverfitting } from '../validation/overfitting/probabilityOfOverfitting.ts'

const ROUNDS = 5

/** One measured matrix of returns; memory is what the process holds at its peak, the matrix itself included. */
export interface PboTiming {
  readonly bars: number
  readonly trials: number
  readonly blocks: number
  readonly combinations: number
  readonly firstMs: number
  readonly medianMs: number
  readonly peakMegabytes: number
}

/** Seeded returns of trials without an edge, one column each. */
export function noiseTrials(bars: number, trials: number): Float64Array[] {
  const random = seededRandom('pbo')
  return Array.from({ length: trials }, () => Float64Array.from({ length: bars }, () => 0.01 * normal(random)))
}

function measure(bars: number, trials: number, blocks: number): PboTiming {
  const columns = noiseTrials(bars, trials)
  let combinations = 0
  const times = Array.from({ length: ROUNDS }, () => {
    const started = performance.now()
    combinations = probabilityOfOverfitting(columns, { blocks })?.combinations ?? 0
    return performance.now() - started
  })
  const firstMs = times[0] as number
  const medianMs = times.sort((a, b) => a - b)[ROUNDS >> 1] as number
  return { bars, trials, blocks, combinations, firstMs, medianMs, peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1024) }
}

/** The first, cold run and the median of five; the third line is the one that the budget of 600 ms and 500 MB is for. */
export function benchPbo(): PboTiming[] {
  return [measure(8_760, 100, 16), measure(8_760, 500, 16), measure(8_760, 1_000, 16), measure(730, 1_000, 16), measure(8_760, 1_000, 12)]
}

/** Lines for a person. */
export function pboTable(rows: readonly PboTiming[]): string {
  const line = (...cells: readonly string[]): string => cells.map((cell) => cell.padStart(14)).join('')
  return [
    line('bars', 'trials', 'blocks', 'combinations', 'first ms', 'median ms', 'peak MB'),
    ...rows.map((row) =>
      line(
        ...[row.bars, row.trials, row.blocks, row.combinations].map(String),
        row.firstMs.toFixed(1),
        row.medianMs.toFixed(1),
        String(row.peakMegabytes),
      ),
    ),
  ].join('\n')
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) console.log(pboTable(benchPbo()))
