import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { KIND_NAMES, type KindName } from '../../data/facts/kinds.ts'
import { openFacts } from '../../data/facts/openFacts.ts'
import { openWorkspace } from '../../data/workspace.ts'
import { temporaryHome } from '../../fixtures/home.ts'

const SCRIPT = join(import.meta.dirname, '../../fixtures/killedResearcher.ts')

/** How the process ended: its exit code, or the signal. */
function research(home: string, mode: string, dieAfter = ''): Promise<number | string | null> {
  const child = spawn(process.execPath, ['--import', 'tsx', SCRIPT, home, mode, dieAfter], { stdio: ['ignore', 'ignore', 'inherit'] })
  return new Promise((done) => child.on('close', (code, signal) => done(signal ?? code)))
}

/** Every fact, whenever it was stored. */
function factsOf(home: string): Record<string, string[]> {
  const facts = openFacts(openWorkspace(home))
  const timeless = (body: string): string => body.replace(/"created_at":"[^"]*"/, '')
  const all = KIND_NAMES.map((kind) => [kind, facts.bodies(kind, 0, 10_000).map(timeless)] as const)
  facts.close()
  return Object.fromEntries(all)
}

async function killedAfter(mode: string, kinds: readonly KindName[]): Promise<string> {
  const home = temporaryHome()
  for (const kind of kinds) expect(await research(home, mode, kind), kind).toBe('SIGKILL')
  expect(await research(home, mode)).toBe(0)
  return home
}

describe('killed with -9 and gone on with', { timeout: 180_000 }, () => {
  it('after an evaluation, after a walk-forward, in the holdout and after it: the same verdicts, counts and one opening', async () => {
    const kinds = ['trials', 'walk_forwards', 'holdouts', 'verdicts'] as const
    const [home, killed] = await Promise.all([killedAfter('strategies', []), killedAfter('strategies', kinds)])
    const whole = factsOf(home)
    expect(whole['trials']).toHaveLength(5)
    expect(whole['verdicts']).toHaveLength(3)
    expect(whole['holdouts']).toHaveLength(1)
    expect(whole['verdicts']!.at(-1)).toMatch(/"approved":true/)
    // The opening is stored in a transaction: killed in it, nothing is stored, and it is opened again with the same result.
    expect(factsOf(killed)).toEqual(whole)
  })

  it('a session: between evaluation and walk-forward, and between walk-forward and verdict', async () => {
    const [whole, killed] = await Promise.all([killedAfter('session', []), killedAfter('session', ['trials', 'walk_forwards'])])
    expect(factsOf(whole)['verdicts']?.length).toBeGreaterThan(0)
    expect(factsOf(killed)).toEqual(factsOf(whole))
  })
})
