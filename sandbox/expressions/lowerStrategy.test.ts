import { describe, expect, it } from 'vitest'
import { strategyText, type Parts } from '../corpus/case.ts'
import { layOut } from '../layout.ts'
import { testRun } from '../corpus/market.ts'
import { transpile } from '../transpile.ts'
import { fits } from './fits.ts'
import type { Expressions } from '../inside/steps.ts'

function lowered(parts: Parts): Expressions | undefined {
  const transpiled = transpile(strategyText(parts))
  if (!transpiled.ok) throw new Error(transpiled.failure.message)
  return transpiled.expressions
}

const NOT_STEPS: Record<string, Parts> = {
  'a field': { members: 'n = 0' },
  'a method of its own': { members: 'isUp(bar) { return bar.close > bar.open }', enter: "return this.isUp(bar) ? 'long' : 'none'" },
  'a constructor': { members: 'constructor() { super() }' },
  'a function beside the class': { head: 'function f() { return 1 }' },
  'a table beside the class': { head: 'const seen = []' },
  'what changes': { enter: "let a = 1; a = 2; return a > 1 ? 'long' : 'none'" },
  'a loop': { enter: "for (const x of [1]) if (bar.close > x) return 'long'; return 'none'" },
  luck: { enter: "return Math.random() > 0.5 ? 'long' : 'none'" },
  'a bar so far back as the bar says': { enter: "return bar.ago(bar.hour).close > 1 ? 'long' : 'none'" },
  'half a bar back': { enter: "return bar.ago(0.5).close > 1 ? 'long' : 'none'" },
  'a bar ahead': { enter: "return bar.ago(-1).close > 1 ? 'long' : 'none'" },
  'a threshold that there is not': { enter: "return bar.mlSignal('m', 1.5) === 1 ? 'long' : 'none'" },
  'a number for a condition': { enter: "return bar.rsi ? 'long' : 'none'" },
  'a condition for a number': { enter: "return (bar.rsi > 1) > 0 ? 'long' : 'none'" },
  'a number or nothing': { enter: "return (bar.rsi ?? 1) > 0 ? 'long' : 'none'" },
  'a number against a boolean': { enter: "return bar.rsi === true ? 'long' : 'none'" },
  'a text in numbers': { enter: "return bar.rsi > '3' ? 'long' : 'none'" },
  'a field by a computed name': { enter: "return bar['rsi'] > 3 ? 'long' : 'none'" },
  'the position before there is one': { enter: "return position.barsHeld > 3 ? 'long' : 'none'" },
  'an order': { enter: "return { side: 'long', limit: bar.low }" },
  'a word that is no side': { enter: "return 'up'" },
  'a number for an exit': { exit: 'return 1' },
  'a way out without an answer': { enter: "if (bar.rsi > 1) return 'long'" },
  'no answer': { exit: 'return' },
  'a name before it is declared': {
    head: 'const a = 1',
    enter: "if (a > 0) return 'long'; const a = 2; return a > 1 ? 'short' : 'none'",
  },
  'a sum too long': { enter: `return ${Array.from({ length: 210 }, (_, i) => `bar.ago(${i}).close`).join(' + ')} > 0 ? 'long' : 'none'` },
  'a field of a number of an indicator': { enter: "return bar.macd.signal.x > 1 ? 'long' : 'none'" },
  'nothing taken out of something': { enter: "const {} = bar; return 'none'" },
  'a default': { enter: "const { rsi = 1 } = bar; return rsi > 1 ? 'long' : 'none'" },
  'a static member that is computed': { members: 'static params = { a: Array.from([1], (x) => x) }' },
  'a static member that is named': { head: 'const N = 5', needs: '{ warmupBars: N }' },
  'words that every object has': { enter: "return 'toString'" },
  'a choice of such words': { enter: "return bar.close > 0 ? 'none' : 'valueOf'" },
  'a function that every object has': { enter: "return Math.hasOwnProperty(bar.close, bar.open) > 1 ? 'long' : 'none'" },
  'a test that every object has': { enter: "return Number.isPrototypeOf(bar.close) ? 'long' : 'none'" },
  ...Object.fromEntries(
    [
      'function a() {}',
      '{ var a = 2 }',
      'for (var a of [1]) ;',
      'try { var a = 2 } catch { }',
      'const { a = 2 } = bar',
      'const { x: { a } } = bar',
      'const [a] = [1]',
      'const { ...a } = bar',
      'const a = 2',
      ';',
    ].map((code) => [`${code} behind the answer`, { head: 'const a = 1', enter: `return a > 0 ? 'long' : 'none'; ${code}` }]),
  ),
  'a variable where it is never reached': {
    head: 'const a = 1',
    enter: "if (a > 0) return 'long'; if (bar.close > 0) { return 'none'; var a = 2 } return 'none'",
  },
}
/** Each took minutes or the stack once. */
const LONG: Record<string, Parts> = {
  'doors before many statements': { exit: `const c = bar.close > 1; ${'if (c);'.repeat(12)}${';'.repeat(1000)} return c` },
  'doors before many names': {
    exit: `const c = bar.close > 1; ${'if (c);'.repeat(12)} const ${Array.from({ length: 1000 }, (_, i) => `a${i} = c`).join(', ')}; return c`,
  },
  'many empty statements': { enter: `${';'.repeat(15_000)} return 'none'` },
  'many doors': { exit: `const c = bar.close > 1; ${'if (c);'.repeat(1_900)} return c` },
  'many names beside the class': { head: `const ${Array.from({ length: 1500 }, (_, i) => `a${i}=1`).join(',')}` },
}

describe('a strategy read as steps', () => {
  it('is numbers and choices, whatever its names for them', () => {
    const parts = {
      head: 'const LEVEL = 30',
      enter: "const { rsi: r } = bar; { const b = bar.ago(1).ago(1); if (r < LEVEL && b.close > 2 ** 0.5) return 'long' } return 'none'",
      exit: 'return position.barsHeld >= 3',
    }
    const { steps, enter, exit } = lowered(parts) as Expressions
    expect(steps).toContainEqual({ op: 'field', name: 'close', back: 2 })
    expect(steps[enter]).toMatchObject({ op: 'choose' })
    expect(steps[exit]).toMatchObject({ op: 'atMost' })
  })

  it('computes what stands there twice once', () => {
    const once = lowered({ enter: "return bar.rsi + 1 > 2 ? 'long' : 'none'" })?.steps.length
    expect(lowered({ enter: "const a = bar.rsi + 1; return a > 2 && bar.rsi + 1 > 2 ? 'long' : 'none'" })?.steps.length).toBe(
      (once ?? NaN) + 1,
    )
  })

  it('goes through a door once, whichever way it is left by', () => {
    expect(lowered({ enter: `${'if (bar.close > 1) {} '.repeat(60)} return 'none'` })).toBeDefined()
  })

  it.each(Object.entries(LONG))('%s are given up at once', (_name, parts) => {
    const started = performance.now()
    expect(lowered(parts)).toBeUndefined()
    expect(performance.now() - started).toBeLessThan(3_000)
  })

  it.each(Object.entries(NOT_STEPS))('%s is not one', (_name, parts) => {
    expect(lowered(parts)).toBeUndefined()
  })
})

describe('a run', () => {
  it('has what is looked at, even where nothing comes of it', () => {
    for (const code of ['const x = bar.rsy', 'const { rsy } = bar', 'const x = bar.macd.sygnal', 'const x = bar.close.y']) {
      expect(fits(lowered({ enter: `${code}; return 'none'` })!, layout), code).toBe(false)
    }
    expect(fits(lowered({ enter: "const { rsi, macd } = bar; return 'none'" })!, layout)).toBe(true)
  })

  const { layout } = layOut(testRun(''))
  const fitting = (enter: string, params = {}): boolean => fits(lowered({ enter: `return ${enter} ? 'long' : 'none'` })!, layout, params)

  it('fits what it has the columns and parameters for', () => {
    expect(
      fitting("bar.close > bar.rsi && bar.macd.signal > bar.hour && bar.ago(2).prediction('direction') > this.params.x", { x: 1 }),
    ).toBe(true)
  })

  it.each([
    ['bar.rsy > 1'],
    ['bar.time > 1'],
    ['bar.macd.sygnal > 1'],
    ['bar.macd > 1'],
    ['bar.rsi.value > 1'],
    ['bar.hour.x > 1'],
    ["bar.prediction('up') > 1"],
    ['this.params.toString > 1'],
    ["bar.mlSignal('direction', this.params.over) === 1"],
    ['bar.constructors > 1'],
    ['bar.hasOwnProperty > 1'],
    ['bar.close.x > 1'],
  ])('does not fit %s, of which the isolate tells what is wrong', (enter) => {
    expect(fitting(enter, { over: 1.5 })).toBe(false)
  })
})
