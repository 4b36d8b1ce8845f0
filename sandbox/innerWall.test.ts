import { afterAll, describe, expect, it } from 'vitest'
import { strategyText } from './corpus/case.ts'
import { TEST_KERNEL, testRun } from './corpus/market.ts'
import { requestOf } from './layout.ts'
import { playProgram } from './process/trustedText.ts'
import { createWorkers } from './process/workers.ts'
import { transpile } from './transpile.ts'

// The policy is left out here: what gets past it, by a gap in it or by names put together while running, has to fail inside.
const workers = createWorkers(1)
afterAll(() => {
  workers.close()
})

/** Runs a body of shouldEnter that returns whether it got out. */
async function attack(body: string, timeoutMs = 5_000): Promise<unknown> {
  const run = testRun(strategyText({ members: `attack(bar) { ${body} }`, enter: "return this.attack(bar) ? 'long' : 'none'" }))
  const prepared = transpile(run.source.text)
  if (!prepared.ok) throw new Error(prepared.failure.message)
  const { settings, columns } = requestOf([{ ...run, tradeFrom: 5, seed: 1 }])
  const reply = await workers.perform({
    strategy: prepared.code,
    program: playProgram(TEST_KERNEL),
    settings,
    columns,
    memoryMb: 24,
    timeoutMs,
  })
  if (reply?.ok !== true) return reply?.reason
  const [value] = reply.value as [{ actions: Uint8Array } | { failure: { code: string } }]
  return 'failure' in value ? value.failure.code : value.actions.some((action) => action !== 0)
}

/** Whether the constructor that a function inherits makes code out of text. */
function compiles(expression: string): string {
  return `const F = ${expression}['constr' + 'uctor']; try { return typeof F('return 1') === 'function' } catch { return false }`
}

const ABSENT =
  'globalThis window self global process require module console fetch Buffer Date performance Intl Promise setTimeout setInterval setImmediate queueMicrotask eval Function Proxy Reflect Symbol BigInt RegExp Error TypeError WebAssembly SharedArrayBuffer ArrayBuffer DataView Atomics Float64Array Uint8Array WeakMap WeakRef FinalizationRegistry Iterator escape encodeURIComponent structuredClone ivm isolatedVm _ivm enter'.split(
    ' ',
  )

describe('inside the isolate, past the policy', () => {
  it.each(ABSENT)('there is no %s', async (name) => {
    expect(await attack(`return typeof ${name} !== 'undefined'`)).toBe(false)
  })

  it.each(['simulate', 'decide', 'columns', 'bars', 'play', 'unpack', 'harden', '$0', '$1', 'cache', 'now', 'prelude', 'realm'])(
    'the engine’s %s is out of scope',
    async (name) => {
      expect(await attack(`return typeof ${name} !== 'undefined'`)).toBe(false)
    },
  )

  it.each([
    ['Function by its instances', compiles('(() => 0)')],
    ['Function by a method of the bar', compiles('bar.ago')],
    ['Function by an intrinsic', compiles('Math.max')],
    ['GeneratorFunction', compiles('(function* () {})')],
    ['AsyncFunction', compiles('(async () => 0)')],
    ['AsyncGeneratorFunction', compiles('(async function* () {})')],
    ['the prototype link', "return ({})['__pro' + 'to__'] !== undefined"],
    [
      'looking behind objects',
      "return Object.keys(['getPrototypeOf', 'setPrototypeOf', 'defineProperty', 'getOwnPropertyDescriptor', 'getOwnPropertyNames', 'getOwnPropertySymbols'].filter((k) => Object[k])).length > 0",
    ],
    ['the class by its instances', "return this['constr' + 'uctor'].prototype === undefined"],
    ['this of a plain function', 'return (function () { return this })() !== undefined'],
    [
      'stack traces with code',
      "try { null.x } catch (e) { try { e['constr' + 'uctor'].prepareStackTrace = (a, b) => b } catch { return false } return true }",
    ],
    ['capturing stack traces', "try { null.x } catch (e) { return Boolean(e['constr' + 'uctor'].captureStackTrace) }"],
    ['changing Math', 'try { Math.max = () => 1 } catch {} return Math.max(0, 2) !== 2'],
    ['changing arrays', "try { Array['proto' + 'type'].push = () => 1 } catch {} return [].push(0, 0) !== 2"],
    [
      'changing the iteration of arrays',
      "try { Array['proto' + 'type'].values = () => 1 } catch {} return typeof [].values() !== 'object'",
    ],
    ['changing every object', "try { Object['proto' + 'type'].polluted = 1 } catch {} return ({}).polluted === 1"],
    ['changing functions', "try { (() => 0)['__pro' + 'to__'].call = 1 } catch { return false } return true"],
    ['leaving a global', 'try { (0, Object).leak = 1 } catch {} return Object.leak === 1'],
    ['the language of the machine', "return Boolean((1).toLocaleString || 'a'.localeCompare)"],
    ['deleting from the bar', 'try { delete bar.close } catch {} return !(bar.close > 0)'],
    ['fields written over', 'try { Object.assign(bar, { close: 1 }) } catch {} return bar.close === 1'],
    ['columns as values of the bar', 'return Object.values(bar).length + Object.keys(bar.macd).length > 0'],
    ['columns in JSON', "return JSON.stringify([bar, bar.macd, bar.ago(1)]) !== '[{},{},{}]'"],
    ['a later bar through a kept view', 'this.kept ??= bar.ago(2); return this.kept.close !== bar.ago(2).close'],
    [
      'a later bar through two steps back',
      'return bar.ago(3).ago(2).close !== bar.ago(5).close || bar.ago(0).close !== bar.close || bar.ago(-0).close !== bar.close',
    ],
    ['a bar before the first', 'return !Number.isNaN(bar.ago(1000).close) || !Number.isNaN(bar.ago(2 ** 53).hour)'],
    [
      'a stamp on the frozen view',
      'const Give = function (o) { return o }; try { const S = class extends Give { #x = 1; static has(o) { return #x in o } }; new S(bar) } catch {} return bar.close === undefined',
    ],
    ['the promise of an import', "let seen = false; import('node:fs').then(() => (seen = true), () => 0); return seen"],
  ])('%s does not lead out', async (_name, body) => {
    expect(await attack(body)).toBe(false)
  })

  it.each([
    ['a field read off something else', 'return bar.ago.call({}, 1)', 'threw'],
    ['a view made by hand', 'const view = Object.create(bar); return view.close', 'threw'],
    ['the constructor of a view', "return bar['constr' + 'uctor']", 'unknown_field'],
    ['the constructor of a group', "return bar.macd['constr' + 'uctor']", 'unknown_field'],
    ['a negative step', 'return bar.ago(-1)', 'bad_argument'],
    ['a flood of microtasks', 'const f = async () => { for (;;) await 0 }; f(); return false', 'timeout'],
    ['an endless import of code', "const f = () => import('x').catch(f); f(); for (;;) {}", 'timeout'],
    ['the stack run out inside a view', 'let n = 0; const f = () => { n++; bar.ago(n).close; f() }; f()', 'threw'],
  ])('%s ends as a failure', async (_name, body, code) => {
    expect(await attack(body, code === 'timeout' ? 400 : 5_000)).toBe(code)
  })

  it('a strategy that ran out of stack inside a view still sees the right bars', async () => {
    const exhaust = 'if (!this.done) { this.done = true; const f = () => { bar.ago(1).close; f() }; try { f() } catch {} }'
    const body = `${exhaust} return !(bar.ago(1).close === bar.ago(2 - 1).close && bar.close !== bar.ago(1).close)`
    expect(await attack(body)).toBe(false)
  })
})
