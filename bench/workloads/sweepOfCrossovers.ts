import { availableParallelism } from 'node:os'
import type { Bars } from '../../domain/bars.ts'
import type { SweepColumns, SweepOptions, SweepResult } from '../../backtest/sweep/combination.ts'
import { crossovers } from '../../backtest/sweep/crossover.ts'
import { sharedColumns } from '../../backtest/sweep/shared.ts'
import { sweep } from '../../backtest/sweep/sweep.ts'
import { openSweepPool } from '../../backtest/sweep/sweepPool.ts'
import { walkingBars } from '../../backtest/proof/madeUpBars.ts'
import { computeIndicator } from '../../indicators/compute.ts'
import { seededRandom } from '../../math/random.ts'
import { bestLimit } from '../limit/limit.ts'
import { timeOf } from '../measure.ts'
import { type BenchRow, row } from '../row.ts'

const YEAR = 8760
/** The convention of ../shared/peers.md. */
const PEER: SweepOptions = {
  engine: { costs: { feeBps: 10, slippageBps: 0 }, initialCash: 100, sizeFraction: 1 },
  closeFill: true,
  perBar: '1h',
}

function averages(bars: Bars, from: number, to: number): SweepColumns {
  const windows = Array.from({ length: to - from + 1 }, (_, k) => from + k)
  return Object.fromEntries(windows.map((period) => [`sma${period}`, computeIndicator(bars, 'sma', { period })['value'] as Float64Array]))
}

/** The averages are part of the work. */
function sweepAverages(bars: Bars, to: number, options: SweepOptions): SweepResult {
  const columns = averages(bars, 2, to)
  return sweep(bars, columns, crossovers(Object.keys(columns)), options)
}

function checksum({ totalReturn, sharpeRatio, maxDrawdown, trades }: SweepResult): number {
  return [totalReturn, sharpeRatio, maxDrawdown, trades].flatMap((column) => [...column]).reduce((sum, value) => sum + value, 0)
}

async function againstLimit(): Promise<BenchRow[]> {
  const bars = walkingBars(seededRandom('year'), YEAR, 0.01)
  const { ours, limit } = await bestLimit('W1', [bars.close], YEAR, () => timeOf(4, () => sweepAverages(bars, 101, PEER)))
  const next = await timeOf(6, () => sweepAverages(bars, 101, {}))
  const sum = checksum(sweepAverages(bars, 101, PEER))
  const same = limit !== undefined && Math.abs(sum / limit.checksum - 1) < 1e-9
  const against = { name: 'C, one thread', ms: limit?.ms, allowed: 2.5 }
  return [
    row('(1)', '4,950 pairs × 8,760 bars, fill at the close, Sharpe per bar', ours, against, same ? 'figures equal' : 'FIGURES DIFFER'),
    row('(1)', 'the same by our rules: next open, daily Sharpe', next.best, against),
  ]
}

/** Twice the bars, twice the combinations: twice the time. The last is held to the first, per bar and pair. */
async function growth(): Promise<BenchRow[]> {
  const sizes = [
    ['1,225 pairs × 8,760', 51, YEAR],
    ['4,950 pairs × 8,760', 101, YEAR],
    ['4,950 pairs × 17,520', 101, 2 * YEAR],
    ['4,950 pairs × 35,040', 101, 4 * YEAR],
  ] as const
  let first: number | undefined
  const rows: BenchRow[] = []
  for (const [what, to, count] of sizes) {
    const bars = walkingBars(seededRandom('year'), count, 0.01)
    const { best } = await timeOf(3, () => sweepAverages(bars, to, PEER))
    const steps = (((to - 1) * (to - 2)) / 2) * count
    const linear =
      first === undefined ? { name: '', ms: undefined } : { name: 'the first row, in proportion', ms: first * steps, allowed: 1.25 }
    rows.push(row('(1)', `growth: ${what}`, best, linear, `${((best * 1e6) / steps).toFixed(2)} ns per bar and pair`))
    first ??= best / steps
  }
  return rows
}

async function onCores(): Promise<BenchRow[]> {
  const bars = walkingBars(seededRandom('years'), 50_000, 0.01)
  const columns = sharedColumns(averages(bars, 2, 101))
  const list = crossovers(Object.keys(columns))
  const pool = openSweepPool()
  try {
    await pool.sweep(bars, columns, list)
    // In turns, so that other work on the machine meets both.
    const [alone, together]: [number[], number[]] = [[], []]
    for (let round = 0; round < 4; round++) {
      alone.push((await timeOf(1, () => sweep(bars, columns, list))).best)
      together.push((await timeOf(1, () => pool.sweep(bars, columns, list))).best)
    }
    const one = Math.min(...alone)
    const all = Math.min(...together)
    const what = `4,950 pairs × 50,000 bars on ${availableParallelism()} cores`
    return [row('(1)', what, all, { name: 'ours, one thread', ms: one, allowed: 1 / 1.8 }, `${(one / all).toFixed(2)} times faster`)]
  } finally {
    await pool.close()
  }
}

export default async function sweepOfCrossovers(): Promise<BenchRow[]> {
  return [...(await againstLimit()), ...(await growth()), ...(await onCores())]
}
