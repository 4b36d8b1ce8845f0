import { describe, expect, it } from 'vitest'
import { strategyText } from './corpus/case.ts'
import { transpile } from './transpile.ts'

describe('transpile', () => {
  it('strips types and wraps the class into a function of its base', () => {
    const result = transpile(strategyText({ members: 'private count: number = 0', enter: "return 'none' as const" }))
    if (!result.ok) throw new Error(result.failure.message)
    expect(result.name).toBe('Probe')
    expect(result.code).toMatch(/^\(function \(Strategy\) \{ "use strict";\n/)
    expect(result.code).toMatch(/return Probe;\n\}\)$/)
    expect(result.code).not.toMatch(/export|private|number|as const/)
  })

  it('keeps constants that stand below the class', () => {
    const result = transpile(`${strategyText({})}\nconst AFTER = 7`)
    expect(result.ok && result.code.indexOf('AFTER')).toBeLessThan(result.ok ? result.code.indexOf('return Probe') : 0)
  })

  it('says where the text is not TypeScript', () => {
    const result = transpile('export default class P extends Strategy {\n  shouldEnter( { }\n}')
    expect(result).toMatchObject({ ok: false, failure: { stage: 'transpile', code: 'syntax_error' } })
    expect(!result.ok && result.failure.message).toMatch(/^3:1: This is not TypeScript: /)
  })

  it('refuses to parse what would overflow the parser', () => {
    expect(transpile('('.repeat(15_000))).toMatchObject({ ok: false, failure: { code: 'too_dense' } })
  })
})
