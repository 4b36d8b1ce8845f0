import { benchPbo } from '../pbo.ts'
import { type BenchRow, row } from '../row.ts'

const [BARS, TRIALS] = [8_760, 1_000]

/** Of the sizes of bench/pbo.ts the one that the limit is for. */
export default function overfitting(): Promise<BenchRow[]> {
  const timed = benchPbo().find(({ bars, trials, blocks }) => bars === BARS && trials === TRIALS && blocks === 16)
  if (timed === undefined) throw new Error('bench/pbo.ts does not measure 8,760 × 1,000 in 16 blocks.')
  const note = `first run ${timed.firstMs.toFixed(0)} ms, ${timed.combinations.toLocaleString('en-US')} splits`
  return Promise.resolve([row('(6)', 'PBO, S = 16, 8,760 × 1,000 returns', timed.medianMs, { name: 'limit', ms: 600, allowed: 1 }, note)])
}
