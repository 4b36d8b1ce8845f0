import { expect, it } from 'vitest'
import { strategySource } from '../../sandbox/source.ts'
import { behaviourHash } from './behaviourHash.ts'

const TEXT = `const LOW = 30
export default class Oversold extends Strategy {
  static needs = { warmupBars: 20, indicators: { rsi: ['rsi', { period: 14 }] } }
  static exits = { stopLoss: 0.03 }
  count = 0
  shouldEnter(bar) {
    const value = bar.rsi
    this.count += 1
    return value < LOW && /a b/.test('a b') ? 'long' : 'none'
  }
  shouldExit(bar, position) { return bar.rsi > 70 || position.barsHeld > 1e2 }
}`
const hashOf = (text: string): string => behaviourHash(strategySource(text))
const changed = (from: string, to: string): string => {
  expect(TEXT).toContain(from)
  return TEXT.replaceAll(from, to)
}

it.each([
  ['a comment', changed('count = 0', 'count = 0 // tried again')],
  ['a comment in front', `/** A new title. */\n${TEXT}`],
  ['a comment in an expression', changed('value < LOW', 'value /* the RSI */ < LOW')],
  ['blanks and lines', TEXT.replaceAll('\n', '\n\n  ')],
  ['another title', changed('Oversold', 'BoughtBack')],
  ['another name of a constant', changed('LOW', 'LEVEL')],
  [
    'other names of variables',
    changed('value', 'v').replace('(bar, position)', '(b, p)').replace('bar.rsi > 70', 'b.rsi > 70').replace('position.b', 'p.b'),
  ],
  ['types', changed('shouldEnter(bar)', 'shouldEnter(bar: Bar): Side')],
  [
    'parentheses and semicolons',
    changed("value < LOW && /a b/.test('a b')", "(value < LOW) && /a b/.test('a b')").replace('this.count += 1', 'this.count += 1;;'),
  ],
  ['other quotes and figures', changed("'long'", '"long"').replace('1e2', '100').replace('0.03', '.03')],
])('is the same for %s', (_what, text) => {
  expect(text).not.toBe(TEXT)
  expect(hashOf(text)).toBe(hashOf(TEXT))
})

it.each([
  ['another level', changed('LOW = 30', 'LOW = 31')],
  ['another comparison', changed('value < LOW', 'value <= LOW')],
  ['another side', changed("'long'", "'short'")],
  ['another indicator', changed("['rsi', {", "['mfi', {")],
  ['another parameter', changed('period: 14', 'period: 15')],
  ['another exit', changed('stopLoss: 0.03', 'takeProfit: 0.03')],
  ['another field of the bar', changed('bar.rsi > 70', 'bar.close > 70')],
  ['another variable of the two', changed('position.barsHeld', 'bar.barsHeld')],
  ['a number that is a text', changed('LOW = 30', "LOW = '30'")],
  ['another pattern', changed('/a b/', '/a  b/')],
  // Nothing is gained by these: what behaves the same earns the same.
  ['another key of an indicator', changed('rsi: [', 'index: [').replaceAll('bar.rsi', 'bar.index')],
  [
    'another order of the members',
    TEXT.replace('  static exits = { stopLoss: 0.03 }\n  count = 0\n', '  count = 0\n  static exits = { stopLoss: 0.03 }\n'),
  ],
  ['blanks in a text', changed("test('a b')", "test('a  b')")],
])('is another for %s', (_what, text) => {
  expect(hashOf(text)).not.toBe(hashOf(TEXT))
})

it('is the hash of the text where that is no strategy', () => {
  const source = strategySource('not a strategy')
  expect(behaviourHash(source)).toBe(source.hash)
})
