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
  'doors that double what follows': { enter: `${'if (bar.close > 1) {} '.repeat(40)} return 'none'` },
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

  it.each(Object.entries(NOT_STEPS))('%s is not one', (_name, parts) => {
    expect(lowered(parts)).toBeUndefined()
  })
})

describe('a run', () => {
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
  ])('does not fit %s, of which the isolate tells what is wrong', (enter) => {
    expect(fitting(enter, { over: 1.5 })).toBe(false)
  })
})
