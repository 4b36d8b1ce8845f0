import { DuckDBInstance } from '@duckdb/node-api'
import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openWorkspace, type Workspace } from '../workspace.ts'
import { openFacts } from './openFacts.ts'
import { openPublisher } from './openPublisher.ts'

const WRITER = join(import.meta.dirname, '../../fixtures/factWriter.ts')

let workspace: Workspace

beforeEach(() => {
  workspace = openWorkspace(mkdtempSync(join(tmpdir(), 'quantopia-crash-')))
})
afterEach(() => rmSync(workspace.home, { recursive: true }))

interface Writer {
  process: ChildProcess
  /** Lines it wrote so far: what it was told is stored. */
  acknowledged: string[]
  ended: Promise<number | null>
}

function start(...command: string[]): Writer {
  const child = spawn(process.execPath, ['--import', 'tsx', WRITER, workspace.home, ...command], { stdio: ['ignore', 'pipe', 'inherit'] })
  const writer: Writer = { process: child, acknowledged: [], ended: new Promise((done) => child.on('close', done)) }
  let rest = ''
  child.stdout.on('data', (data: Buffer) => {
    const lines = (rest + data.toString()).split('\n')
    rest = lines.pop() ?? ''
    writer.acknowledged.push(...lines)
  })
  return writer
}

/** kill -9, some time after it has stored so many facts. */
async function killAfter(writer: Writer, facts: number, delayMs: number): Promise<void> {
  while (writer.acknowledged.length < facts && writer.process.exitCode === null) await sleep(1)
  await sleep(delayMs)
  writer.process.kill('SIGKILL')
  await writer.ended
}

/** Every id that the published parts hold, in order. */
async function publishedIds(): Promise<unknown[]> {
  const directory = join(workspace.tablesDir, 'strategies')
  if (!existsSync(join(directory, 'part-00000.parquet'))) return []
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  const reader = await connection.runAndReadAll(`SELECT strategy_id FROM '${directory}/*.parquet'`)
  instance.closeSync()
  return reader.getRows().map(([id]) => id)
}

it('loses nothing that was stored and repeats nothing, killed again and again', { timeout: 120_000 }, async () => {
  const acknowledged = new Set<string>()
  let before = 0
  for (let round = 0; round < 7; round++) {
    // Two at a time, over the same strategies as in the round before: a resumed session says again what it was at.
    const from = String(Math.max(0, acknowledged.size - 2))
    const writers = [start('write', from, '100000'), start('write', from, '100000')]
    await Promise.all(writers.map((writer, i) => killAfter(writer, 1 + ((round * 7 + i * 3) % 10), (round * 13 + i * 5) % 30)))
    for (const id of writers.flatMap((writer) => writer.acknowledged)) acknowledged.add(id)

    const ids = await publishedIds()
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.length).toBeGreaterThanOrEqual(before)
    before = ids.length
  }
  const facts = openFacts(workspace)
  for (const id of acknowledged) expect(facts.get('strategies', id)?.strategy_id).toBe(id)
  const stored = facts.bodies('strategies', 0, facts.count('strategies'))
  expect(new Set(stored).size).toBe(stored.length)
  expect(stored.length).toBeGreaterThanOrEqual(acknowledged.size)
  await openPublisher(workspace, facts).publish(['strategies'])
  expect(await publishedIds()).toEqual(facts.idsFrom('strategies', ''))
  expect(readdirSync(join(workspace.tablesDir, 'strategies'))).toEqual(['part-00000.parquet'])
  facts.close()
})

it('lets processes write and publish at once, each fact once', { timeout: 120_000 }, async () => {
  const writers = [start('write', '0', '30'), start('write', '20', '50'), start('claim', '30'), start('claim', '30')]
  expect(await Promise.all(writers.map((writer) => writer.ended))).toEqual([0, 0, 0, 0])
  const facts = openFacts(workspace)
  expect(facts.count('strategies')).toBe(50)
  expect(new Set(await publishedIds())).toEqual(new Set(facts.idsFrom('strategies', '')))
  expect(await publishedIds()).toHaveLength(50)
  const sessions = [...(writers[2]?.acknowledged ?? []), ...(writers[3]?.acknowledged ?? [])]
  expect(new Set(sessions).size).toBe(60)
  const ordinals = sessions.map((id) => facts.get('sessions', id)?.ordinal).sort((a = 0, b = 0) => a - b)
  expect(ordinals).toEqual(Array.from({ length: 60 }, (_, i) => i))
  facts.close()
})
