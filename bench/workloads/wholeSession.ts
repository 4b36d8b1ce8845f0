import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { timeOf } from '../measure.ts'
import { type BenchRow, row } from '../row.ts'

const COMMAND = fileURLToPath(new URL('../../bin/quantopia.mjs', import.meta.url))

/** A hundred strategies by the offline policy on a generated market of two years of hours, in a fresh workspace. */
export default async function wholeSession(): Promise<BenchRow[]> {
  const home = mkdtempSync(join(tmpdir(), 'quantopia-session-'))
  const quantopia = (...words: string[]): string =>
    execFileSync(process.execPath, [COMMAND, ...words, '--workspace', home], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  try {
    quantopia('data', 'sample', '--symbols', 'BTCUSDT')
    const { best } = await timeOf(1, () => quantopia('research', '--strategies', '100', '--llm', 'offline', '--seed', '1', '--json'))
    return [
      row(
        '(7)',
        'session of 100 strategies × 17,520 bars, offline policy',
        best,
        { name: 'limit', ms: 90_000, allowed: 1 },
        'memory is its own',
      ),
    ]
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
}
