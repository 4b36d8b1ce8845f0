import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { temporaryHome } from '../fixtures/home.ts'
import { writeCacheFile } from './writeCacheFile.ts'

it('replaces a file and leaves nothing beside it', () => {
  const directory = join(temporaryHome(), 'deep', 'cache')
  writeCacheFile(join(directory, 'a'), 'one')
  writeCacheFile(join(directory, 'a'), Uint8Array.of(50))
  expect(readFileSync(join(directory, 'a'), 'utf8')).toBe('2')
  expect(readdirSync(directory)).toEqual(['a'])
})

it('throws nothing where the file cannot be put in place, and takes its own back', () => {
  const home = temporaryHome()
  mkdirSync(join(home, 'taken', 'by', 'a-folder'), { recursive: true })
  writeFileSync(join(home, 'file'), '')
  writeCacheFile(join(home, 'taken'), 'one')
  writeCacheFile(join(home, 'file', 'below'), 'one')
  expect(readdirSync(home).sort()).toEqual(['file', 'taken'])
})
