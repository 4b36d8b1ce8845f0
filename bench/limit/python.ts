import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { z } from 'zod'
import type { Bars } from '../../domain/bars.ts'
import { bytesOf } from './limit.ts'

/** What a program of this folder says of these bars; undefined where the Python has not the packages that it needs. */
export function askPython<T>(
  python: string,
  program: string,
  { open, high, low, close, volume }: Bars,
  answer: z.ZodType<T>,
): T | undefined {
  const home = mkdtempSync(join(tmpdir(), 'quantopia-python-'))
  try {
    const data = join(home, 'columns')
    writeFileSync(data, bytesOf([open, high, low, close, volume]))
    const path = fileURLToPath(new URL(`./${program}`, import.meta.url))
    const said = execFileSync(python, [path, data, String(close.length)], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
    return answer.parse(JSON.parse(said))
  } catch {
    return undefined
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
}
