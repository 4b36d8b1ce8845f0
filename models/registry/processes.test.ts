import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openFacts } from '../../data/facts/openFacts.ts'
import { openWorkspace, type Workspace } from '../../data/workspace.ts'
import { sampleRegistry } from '../../fixtures/sampleRegistry.ts'
import { sampleTraining } from '../../fixtures/trainRequest.ts'
import { integerBetween, seededRandom } from '../../math/random.ts'
import { trainVersion } from '../walkForward/trainVersion.ts'
import { removeTree } from './durableTree.ts'

const REGISTRAR = join(import.meta.dirname, '../../fixtures/modelRegistrar.ts')

let workspace: Workspace
beforeEach(() => {
  workspace = openWorkspace(mkdtempSync(join(tmpdir(), 'quantopia-registrars-')))
})
afterEach(() => removeTree(workspace.home))

interface Registrar {
  process: ChildProcess
  lines: string[]
  ended: Promise<number | null>
}

function start(...command: string[]): Registrar {
  const child = spawn(process.execPath, ['--import', 'tsx', REGISTRAR, workspace.home, ...command], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const registrar: Registrar = { process: child, lines: [], ended: new Promise((done) => child.on('close', done)) }
  let rest = ''
  child.stdout.on('data', (data: Buffer) => {
    const lines = (rest + data.toString()).split('\n')
    rest = lines.pop() ?? ''
    registrar.lines.push(...lines)
  })
  return registrar
}

async function until(registrar: Registrar, line: string): Promise<void> {
  while (!registrar.lines.includes(line) && registrar.process.exitCode === null) await sleep(1)
}

const ids = (...registrars: Registrar[]): string[] => registrars.flatMap(({ lines }) => lines.filter((line) => line !== 'ready'))
const numbered = (count: number): string[] => Array.from({ length: count }, (_, i) => `XGBoost_direction_v${i + 1}`)

/** Every release that can be seen is whole, and what is on the disk besides is at most what a kill left under no visible name. */
function checkWorkspace(): string[] {
  const facts = openFacts(workspace)
  const registry = sampleRegistry(workspace, facts)
  const released = registry.listAllModels().map(({ model_id }) => registry.getVersion(model_id).model_id)
  expect(released).toEqual(numbered(released.length))
  for (const { supersedes, version } of registry.listAllModels()) {
    expect(supersedes).toBe(version === 'v1' ? null : `XGBoost_direction_v${Number(version.slice(1)) - 1}`)
  }
  facts.close()
  return released
}

it('two processes that release at once never get the same number', { timeout: 60_000 }, async () => {
  const both = [start('register', '12'), start('register', '12')] as const
  expect(await Promise.all(both.map(({ ended }) => ended))).toEqual([0, 0])
  expect(new Set(ids(...both))).toEqual(new Set(numbered(24)))
  expect(checkWorkspace()).toEqual(numbered(24))
  expect(readdirSync(workspace.modelsDir)).toHaveLength(24)
})

it.each([
  ['saving', ['.incoming'], []],
  ['renamed', ['XGBoost_direction_v1'], []],
  ['released', ['XGBoost_direction_v1'], ['XGBoost_direction_v1']],
] as const)('kill -9 while %s', async (moment, left, released) => {
  const registrar = start('die', moment)
  expect(await registrar.ended).toBeNull()
  expect(readdirSync(workspace.modelsDir)).toEqual(left)
  expect(checkWorkspace()).toEqual(released)
  await start('register', '1').ended
  expect(checkWorkspace()).toEqual(numbered(released.length + 1))
  expect(readdirSync(workspace.modelsDir).sort()).toEqual(numbered(released.length + 1))
})

it('kill -9 at any moment leaves whole releases and nothing else to see', { timeout: 90_000 }, async () => {
  const random = seededRandom('kill')
  const acknowledged: string[] = []
  for (let round = 0; round < 6; round++) {
    const registrar = start('register', '100000')
    await until(registrar, 'ready')
    // Half of the kills wait for a release, so that a slow machine has some to lose.
    while (round % 2 === 1 && ids(registrar).length === 0) await sleep(5)
    await sleep(integerBetween(random, 0, 60))
    registrar.process.kill('SIGKILL')
    await registrar.ended
    acknowledged.push(...ids(registrar))
    const released = checkWorkspace()
    expect(released).toEqual(expect.arrayContaining(acknowledged))
  }
  expect(new Set(acknowledged).size).toBe(acknowledged.length)
  expect(acknowledged.length).toBeGreaterThan(0)
  // The next release clears up whatever the kills left.
  const facts = openFacts(workspace)
  const registry = sampleRegistry(workspace, facts)
  const draft = { specHash: 'last', datasetIds: ['test'], synthetic: true, releasedBy: 'test' }
  await registry.registerVersion(draft, await trainVersion(sampleTraining()))
  facts.close()
  expect(readdirSync(workspace.modelsDir).sort()).toEqual(checkWorkspace().sort())
})

it('a request asked for by two processes is trained once; the trainer killed, the other one trains', { timeout: 60_000 }, async () => {
  const first = start('once', 'spec a', '300')
  await until(first, 'training')
  const second = start('once', 'spec a', '300')
  expect(await Promise.all([first.ended, second.ended])).toEqual([0, 0])
  expect(first.lines.at(-1)).toBe('XGBoost_direction_v1 trained')
  expect(second.lines).toEqual(['ready', 'XGBoost_direction_v1 found'])

  const killed = start('once', 'spec b', '60000')
  await until(killed, 'training')
  const heir = start('once', 'spec b', '10')
  await until(heir, 'ready')
  killed.process.kill('SIGKILL')
  expect(await heir.ended).toBe(0)
  expect(heir.lines).toEqual(['ready', 'training', 'XGBoost_direction_v2 trained'])
  expect(checkWorkspace()).toEqual(numbered(2))
})
