import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import type { Timing } from '../measure.ts'

const SOURCE = fileURLToPath(new URL('./limit.c', import.meta.url))
const Answer = z.object({ ms: z.number(), checksum: z.number() })

export interface Limit {
  /** Best of several rounds. */
  readonly ms: number
  /** Sum of all figures, so that ours can be held to it. */
  readonly checksum: number
}

/** The same arithmetic in plain C loops, on one thread of this machine; undefined where there is no C compiler. */
export function cLimit(workload: 'W1' | 'W2', columns: readonly Float64Array[], bars: number): Limit | undefined {
  const home = mkdtempSync(join(tmpdir(), 'quantopia-limit-'))
  try {
    const [program, data] = [join(home, 'limit'), join(home, 'columns')]
    if (!compiled(program)) return undefined
    writeFileSync(data, bytesOf(columns))
    return Answer.parse(JSON.parse(execFileSync(program, [workload, data, String(bars)], { encoding: 'utf8' })))
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
}

function compiled(program: string): boolean {
  try {
    execFileSync('cc', ['-O3', '-march=native', '-o', program, SOURCE, '-lm'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

export function bytesOf(columns: readonly Float64Array[]): Buffer {
  return Buffer.concat(columns.map((column) => Buffer.from(column.buffer, column.byteOffset, column.byteLength)))
}

/** Ours and C's in turns, the best of each: other work on the machine then meets both. */
export async function bestLimit(
  workload: 'W1' | 'W2',
  columns: readonly Float64Array[],
  bars: number,
  work: () => Promise<Timing>,
): Promise<{ ours: number; limit: Limit | undefined }> {
  const timings: Timing[] = []
  const limits: (Limit | undefined)[] = []
  for (let round = 0; round < 3; round++) {
    limits.push(cLimit(workload, columns, bars))
    timings.push(await work())
  }
  const fastest = limits.flatMap((limit) => limit ?? []).sort((a, b) => a.ms - b.ms)[0]
  return { ours: Math.min(...timings.map(({ best }) => best)), limit: fastest }
}
