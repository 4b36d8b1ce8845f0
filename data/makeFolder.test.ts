import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeFolder } from './makeFolder.ts'

describe('makeFolder', () => {
  let base: string
  beforeEach(() => (base = mkdtempSync(join(tmpdir(), 'quantopia-folder-'))))
  afterEach(() => rmSync(base, { recursive: true }))

  it('makes every missing directory on the way, and none that is there', () => {
    makeFolder(join(base, 'a', 'b', 'c'))
    makeFolder(join(base, 'a', 'b', 'c'))
    makeFolder(join(base, 'a', 'd'))
    expect(statSync(join(base, 'a', 'b', 'c')).isDirectory()).toBe(true)
    expect(statSync(join(base, 'a', 'd')).isDirectory()).toBe(true)
  })

  it('refuses where a file stands in the way, at the end or before', () => {
    writeFileSync(join(base, 'file'), '')
    expect(() => makeFolder(join(base, 'file'))).toThrow('EEXIST')
    expect(() => makeFolder(join(base, 'file', 'a', 'b'))).toThrow('ENOTDIR')
  })

  it.runIf(existsSync('/proc/self'))('ends where no directory can be made, though its parent is there', () => {
    expect(() => makeFolder('/proc/quantopia/a')).toThrow('ENOENT')
  })
})
