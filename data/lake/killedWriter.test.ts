import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import { openWorkspace } from '../workspace.ts'
import { checkDataset } from './checkDataset.ts'
import { loadBars } from './loadBars.ts'
import { storeBars } from './storeBars.ts'

const here = (file: string): string => JSON.stringify(pathToFileURL(join(import.meta.dirname, file)).href)

/** Lets a dataset grow, bar by bar and as fast as it goes, until it is killed; says when it is under way. */
const WRITER = `
  import { storeBars } from ${here('storeBars.ts')}
  import { openWorkspace } from ${here('../workspace.ts')}
  const workspace = openWorkspace(process.argv[1])
  for (let count = Number(process.argv[2]); ; count++) {
    const column = Float64Array.from({ length: count }, (_, i) => 100 + (i % 9))
    const time = column.map((_, i) => Date.UTC(2020, 0, 1) + i * 60_000)
    const bars = { time, open: column, high: column, low: column, close: column, volume: column }
    await storeBars(workspace, { exchange: 'x', symbol: 'Y', timeframe: '1m', synthetic: true, bars })
    process.stdout.write('.')
  }`

async function writeAndKill(home: string, from: number, afterMs: number): Promise<void> {
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', WRITER, '--', home, String(from)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise((resolve) => child.once('exit', resolve))
  await new Promise<void>((resolve) => child.stdout.once('data', () => resolve()))
  await sleep(afterMs)
  child.kill('SIGKILL')
  await ended
}

describe('a writer that is killed at any moment', () => {
  it('leaves a whole dataset, and the next writer goes on from it', async () => {
    const home = mkdtempSync(join(tmpdir(), 'killed-'))
    const workspace = openWorkspace(home)
    let bars = 10
    for (const afterMs of [3, 11, 29, 38]) {
      await writeAndKill(home, bars, afterMs)
      const { dataset } = await checkDataset(workspace, 'x:Y:1m')
      expect(dataset.bars).toBeGreaterThanOrEqual(bars)
      expect((await loadBars(workspace, 'x:Y:1m')).close).toHaveLength(dataset.bars)
      bars = dataset.bars + 1
    }
    const whole = await loadBars(workspace, 'x:Y:1m')
    expect((await storeBars(workspace, { exchange: 'x', symbol: 'Y', timeframe: '1m', synthetic: true, bars: whole })).outcome).toBe(
      'unchanged',
    )
    rmSync(home, { recursive: true })
  }, 60_000)
})
