import { existsSync } from 'node:fs'
import { type BenchRow, row } from '../row.ts'

/** bench/pbo.ts says what it costs: `benchPbo()` resolves to milliseconds on one core. */
interface PboBench {
  readonly benchPbo: () => Promise<number> | number
}

export default async function overfitting(): Promise<BenchRow[]> {
  const url = new URL('../pbo.ts', import.meta.url)
  if (!existsSync(url)) return []
  const { benchPbo } = (await import(url.href)) as PboBench
  return [row('(6)', 'PBO, S = 16, 8,760 × 1,000 returns', await benchPbo(), { name: 'limit', ms: 600, allowed: 1 })]
}
