import { describe, expect, it } from 'vitest'
import { strategyText } from './corpus/case.ts'
import { checkPolicy } from './policy.ts'
import { placeOf } from './policy/refusal.ts'

const RICH = `
interface Bar { readonly rsi: number; readonly close: number; ago(n: number): Bar }
type Answer = 'long' | 'short' | 'none'
const PERIODS = [5, 10, 20] as const
const WEIGHTS: Record<string, number> = { fast: 0.7, slow: 1 - 0.7 }
const LIMIT = Math.sqrt(252) * -1
const square = (x: number): number => x * x
function mean(values: readonly number[]): number {
  let sum = 0
  for (const value of values) sum += value
  return values.length === 0 ? NaN : sum / values.length
}
export default class Rich extends Strategy {
  static readonly LEVEL = 30
  static needs = { warmupBars: 50, indicators: { rsi: ['rsi', { period: 14 }] } }
  static exits = { stopLoss: 0.03, takeProfit: undefined }
  private recent: number[] = []
  #streak = 0
  declare unset: number
  cooldown?: number
  constructor() {
    super()
    this.cooldown = 0
  }
  get isCalm(): boolean { return this.#streak < 3 }
  private remember({ close: price }: Bar, ...more: number[]): void {
    this.recent.push(price, ...more)
    if (this.recent.length > 20) this.recent.shift()
  }
  shouldEnter(bar: Bar): Answer {
    this.remember(bar)
    const past = PERIODS.map((n) => bar.ago(n).close)
    const seen = new Map<string, number>([['mean', mean(past)]])
    try { this.#streak += square(2) > 3 ? 1 : 0 } catch { this.#streak = 0 }
    switch (this.recent.length % 2) { case 0: { let even = 1; even++; break } default: }
    for (var i = 0, j = 1; i < 3; i++, j--) if (i === j) continue
    const { fast, ...rest } = WEIGHTS
    const label = \`\${fast}-\${Object.keys(rest).length}\`
    if (label.length > LIMIT && bar.rsi < Rich.LEVEL && (seen.get('mean') ?? 0) > bar.close) return 'long' as const
    return 'none'
  }
  shouldExit = (bar: Bar, position: { barsHeld: number }): boolean => bar.rsi! > 70 || (position as { barsHeld: number }).barsHeld >= 24
}
`

describe('checkPolicy', () => {
  it('lets ordinary code through', () => {
    expect(checkPolicy(RICH)).toBeUndefined()
    expect(checkPolicy(strategyText({}))).toBeUndefined()
  })

  it.each([
    ['let inner = 1; { let outer = inner; inner = outer } return "none"'],
    ['const f = (n) => (n > 0 ? f(n - 1) : 0); return f(3) ? "long" : "none"'],
    ['const helper = function again(n) { return n ? again(n - 1) : "none" }; return helper(2)'],
    ['return later(); function later() { return "none" }'],
    ['const { close: c, ...rest } = bar; return c > rest.open ? "long" : "none"'],
    ['const answer = { long: "long", process: 1 }; return answer.process ? answer.long : "none"'],
    ['return [1, 2].some((x) => x > bar.close) || Number.isFinite(bar.close) ? "none" : "long"'],
    ['for (const key in bar) if (key === "x") return "long"; return "none"'],
  ])('knows the names of %s', (enter) => {
    expect(checkPolicy(strategyText({ enter }))).toBeUndefined()
  })

  it.each([
    ['{ let inner = 1 } return inner', 'inner'],
    ['for (let i = 0; i < 3; i++) {} return i', ' i"'.trim()],
    ['try {} catch (e) {} return e', 'e'],
    ['const f = (a = b) => a; return f()', 'b'],
    ['switch (1) { case 1: let c = 1 } return c', 'c'],
  ])('sees that %s uses a name out of its scope', (enter, name) => {
    const failure = checkPolicy(strategyText({ enter }))
    expect(failure?.code).toBe('unknown_identifier')
    expect(failure?.message).toContain(`"${name.replace('"', '')}" is declared nowhere`)
  })

  it('says where: line and column, both from 1', () => {
    expect(checkPolicy(strategyText({ enter: 'return process' }))?.message).toMatch(/^6:29: "process"/)
    expect(placeOf('ab\ncd', 0)).toEqual({ line: 1, column: 1 })
    expect(placeOf('ab\ncd', 4)).toEqual({ line: 2, column: 2 })
  })

  it('suggests the name that was meant', () => {
    const failure = checkPolicy(strategyText({ enter: 'const threshold = 1; return treshold' }))
    expect(failure?.message).toContain('did you mean "threshold"?')
    expect(checkPolicy(RICH.replace('shouldEnter(', 'shouldEntr('))?.message).toContain('did you mean "shouldEntr"?')
  })
})
