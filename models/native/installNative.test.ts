import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'

const SCRIPT = join(import.meta.dirname, '../../scripts/install-native.mjs')
const directory = mkdtempSync(join(tmpdir(), 'quantopia-install-'))
afterAll(() => rmSync(directory, { recursive: true }))

/** The script with nothing on its path but a `python3` that does what `program` says. */
function install(name: string, program: string): { status: number | null; said: string; left: string[] } {
  const [bin, cache] = [join(directory, name), join(directory, `${name}-cache`)]
  mkdirSync(bin)
  if (program !== '') {
    writeFileSync(join(bin, 'python3'), `#!/bin/sh\n${program}\n`)
    chmodSync(join(bin, 'python3'), 0o755)
  }
  const run = spawnSync(process.execPath, [SCRIPT, '--to', cache], { encoding: 'utf8', env: { ...process.env, PATH: bin } })
  return { status: run.status, said: run.stderr, left: readdirSync(cache) }
}

const pinned = process.platform === 'linux' && ['x64', 'arm64'].includes(process.arch)

describe.skipIf(!pinned)(`install-native${pinned ? '' : ' (skipped: needs a shell and a pinned platform)'}`, () => {
  it('refuses a wheel of other bytes, and leaves nothing behind', () => {
    const { status, said, left } = install(
      'forged',
      'for last; do :; done; while [ "$1" != -d ]; do shift; done; echo forged > "$2/xgboost_cpu.whl"',
    )
    expect(status).toBe(5)
    expect(said).toMatch(/^xgboost_cpu\.whl has the SHA-256 \w{64} instead of \w{64}: it is not what was published/)
    expect(left).toEqual([])
  })

  it('says in one sentence what pip said, or that there is no Python', () => {
    const offline = install('offline', 'echo "WARNING: retrying" >&2; echo "ERROR: No matching distribution found" >&2; exit 1')
    expect(offline).toMatchObject({ status: 5, left: [] })
    expect(offline.said.trim()).toBe('`python3 -m pip download …` failed: ERROR: No matching distribution found')
    const none = install('none', '')
    expect(none).toMatchObject({ status: 5, left: [] })
    expect(none.said).toMatch(/^Python is needed to fetch the libraries and was not found: install python3 with pip/)
  })
})
