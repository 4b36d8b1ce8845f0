import koffi from 'koffi'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterAll, describe, expect, it } from 'vitest'
import { bindApi, firstSentence } from './bindApi.ts'
import { candidates, inCache } from './candidates.ts'
import { loadLibrary } from './loadLibrary.ts'
import { fileNames, LIGHTGBM, XGBOOST } from './nativeLibrary.ts'
import { ownedHandle } from './ownedHandle.ts'
import { pythonPackages } from './pythonPackages.ts'
import { rowMajor, rowMajorSingle } from './rowMajor.ts'

const directory = mkdtempSync(join(tmpdir(), 'quantopia-native-'))
afterAll(() => rmSync(directory, { recursive: true }))

function put(...path: string[]): string {
  const file = join(directory, ...path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, 'not a library')
  return file
}

describe('where libraries are looked for', () => {
  const [name] = fileNames(XGBOOST) as [string]

  it('knows their file names on each system', () => {
    expect(fileNames(XGBOOST, 'linux')).toEqual(['libxgboost.so', 'libxgboost.so.0'])
    expect(fileNames(LIGHTGBM, 'linux')).toEqual(['lib_lightgbm.so', 'lib_lightgbm.so.0', 'liblightgbm.so'])
    expect(fileNames(XGBOOST, 'darwin')).toEqual(['libxgboost.dylib'])
    expect([...fileNames(XGBOOST, 'win32'), ...fileNames(LIGHTGBM, 'win32')]).toEqual(['xgboost.dll', 'lib_lightgbm.dll'])
  })

  it('takes the newest version of a cache, by number', () => {
    for (const version of ['2.9.0', '2.10.1', '1.7.6']) put('cache', `xgboost-${version}`, 'xgboost', 'lib', name)
    put('cache', 'lightgbm-9.0.0', 'lightgbm', 'lib', 'other')
    expect(inCache(XGBOOST, join(directory, 'cache')).map(({ version }) => version)).toEqual(['2.10.1', '2.9.0', '1.7.6'])
    expect(inCache(LIGHTGBM, join(directory, 'cache'))).toEqual([])
    expect(inCache(XGBOOST, join(directory, 'none'))).toEqual([])
  })

  it('goes from the setting, which is the only one then, to the cache and the system', () => {
    const users = join(directory, 'cache')
    expect([...candidates(XGBOOST, { xgboost: '/set.so' }, users)]).toEqual([{ file: '/set.so', source: 'setting', version: undefined }])
    const order: string[] = []
    for (const { source } of candidates(XGBOOST, {}, users)) {
      order.push(source)
      if (source === 'system') break
    }
    expect(order).toEqual(['cache', 'cache', 'cache', 'system'])
  })

  it('asks Python without importing anything, and lives without a Python', () => {
    const python = put('python')
    writeFileSync(python, '#!/bin/sh\necho \'{"xgboost": ["/site/xgboost/__init__.py", "2.1.4"]}\'\n')
    chmodSync(python, 0o755)
    expect(pythonPackages([XGBOOST, LIGHTGBM], [join(directory, 'no-python'), python])).toEqual(
      new Map([['xgboost', { directory: '/site/xgboost', version: '2.1.4' }]]),
    )
    expect(pythonPackages([XGBOOST], [join(directory, 'no-python')])).toEqual(new Map())
  })
})

describe('what a machine without a library sees', () => {
  it('names the file that cannot be loaded, and what to type', () => {
    const file = put('broken.so')
    const loaded = loadLibrary(XGBOOST, { xgboost: file })
    expect(loaded.ok ? '' : loaded.reason).toMatch(
      /^XGBoost cannot be used, because \S+broken\.so cannot be loaded \(.+\): run `npm run install-native`, or set QUANTOPIA_XGBOOST_LIB to the file of the library\.$/,
    )
  })

  it('names the variable of the other library', () => {
    const loaded = loadLibrary(LIGHTGBM, { lightgbm: join(directory, 'absent.so') })
    expect(loaded.ok ? '' : loaded.reason).toMatch(
      /^LightGBM cannot be used, because \S+absent\.so cannot be loaded .* QUANTOPIA_LIGHTGBM_LIB /,
    )
  })

  it.skipIf(process.platform !== 'linux')(
    'does not take a library that lacks the functions (needs the C library by its name on Linux)',
    () => {
      expect(() => bindApi('X', koffi.load('libc.so.6'), 'strerror', { no_such_function: 'int a' })).toThrow(/no_such_function/)
    },
  )
})

it('tells what a library said, without the place in its source', () => {
  const said = '[11:52:01] /workspace/src/objective/objective.cc:26: Unknown objective function: `nonsense`.\nStack trace:\n  [bt] …'
  expect(firstSentence(said)).toBe('Unknown objective function: `nonsense`')
  expect(firstSentence('Check failed. \n')).toBe('Check failed')
})

describe('a handle that is owned', () => {
  it('is freed once, and not to be had afterwards', () => {
    const freed: bigint[] = []
    const owner = ownedHandle(7n, 'thing', (handle) => freed.push(handle))
    expect(owner.get()).toBe(7n)
    owner.dispose()
    owner.dispose()
    expect(freed).toEqual([7n])
    expect(() => owner.get()).toThrow('This thing has been disposed of.')
  })

  it('is freed when it was forgotten', async () => {
    setFlagsFromString('--expose-gc')
    const collect = runInNewContext('gc') as () => void
    const freed: bigint[] = []
    for (let i = 0; i < 100; i++) ownedHandle(BigInt(i), 'thing', (handle) => freed.push(handle))
    const kept = ownedHandle(1000n, 'thing', (handle) => freed.push(handle))
    for (let i = 0; i < 50 && freed.length < 90; i++) {
      collect()
      await sleep(5)
    }
    expect(freed.length).toBeGreaterThanOrEqual(90)
    expect(new Set(freed).size).toBe(freed.length)
    expect(freed).not.toContain(kept.get())
  })
})

it('lays rows one after the other, across blocks, and picks them', () => {
  const rows = 130
  const columns = [0, 1000].map((base) => Float64Array.from({ length: rows }, (_, i) => base + i))
  const x = { rows, columns, names: ['a', 'b'] }
  expect([...rowMajor(x)]).toEqual(Array.from({ length: rows }, (_, i) => [i, 1000 + i]).flat())
  expect([...rowMajor(x, Int32Array.of(129, 0))]).toEqual([129, 1129, 0, 1000])
  expect([...rowMajorSingle({ rows: 1, columns: [Float64Array.of(0.1), Float64Array.of(NaN)], names: ['a', 'b'] })]).toEqual([
    Math.fround(0.1),
    NaN,
  ])
})
