import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import type { Bars } from '../../domain/bars.ts'
import { bytesOf } from './limit.ts'

const PROGRAM = fileURLToPath(new URL('./indicators.py', import.meta.url))
const Answer = z.object({ version: z.string(), best: z.record(z.string(), z.number()) })

export type TalibTimes = z.infer<typeof Answer>

/** TA-Lib's own times over the same bars, ms by indicator; undefined where the Python has no TA-Lib. */
export function talibTimes(python: string, { open, high, low, close, volume }: Bars): TalibTimes | undefined {
  const home = mkdtempSync(join(tmpdir(), 'quantopia-talib-'))
  try {
    const data = join(home, 'columns')
    writeFileSync(data, bytesOf([open, high, low, close, volume]))
    const answer = execFileSync(python, [PROGRAM, data, String(close.length)], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
    return Answer.parse(JSON.parse(answer))
  } catch {
    return undefined
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
}
