import { describe, expect, it } from 'vitest'
import type { StrategyDeclaration } from '../../domain/strategy.ts'
import { readDeclaration } from './readDeclaration.ts'

const read = (params: unknown, needs: unknown = {}, exits: unknown = {}): ReturnType<typeof readDeclaration> =>
  readDeclaration('A', JSON.stringify({ needs, exits, params }))

function declared(...args: Parameters<typeof read>): StrategyDeclaration {
  const outcome = read(...args)
  if (!outcome.ok) throw new Error(outcome.failure.message)
  return outcome.declaration
}

describe('static params', () => {
  it.each([
    ['values, the first being the default', [14, 10, 20], [14, 10, 20], 14],
    ['values with a default', { values: [10, 14, 20], default: 14 }, [10, 14, 20], 14],
    ['a range from its lower end', { min: 20, max: 40, step: 10 }, [20, 30, 40], 20],
    ['a range with a default', { min: 20, max: 40, step: 10, default: 30 }, [20, 30, 40], 30],
    ['a range that its step does not meet', { min: 1, max: 4.9, step: 2 }, [1, 3], 1],
    ['tenths as a person writes them', { min: 0.1, max: 0.5, step: 0.1 }, [0.1, 0.2, 0.3, 0.4, 0.5], 0.1],
    ['one value', [5], [5], 5],
    ['a range of one value', { min: 5, max: 5, step: 1 }, [5], 5],
  ])('%s', (_what, given, values, byDefault) => {
    const { params } = declared({ x: given })
    expect(params?.values).toEqual({ x: values })
    expect(params?.grid[0].params).toEqual({ x: byDefault })
    expect(params?.grid.map((point) => point.params['x']).sort()).toEqual([...values].sort())
  })

  it('make a grid: the defaults first, then in the order of the values, the last turning fastest', () => {
    const { params } = declared({ a: { values: [1, 2], default: 2 }, b: [7, 8] })
    expect(params?.grid.map((point) => [point.params['a'], point.params['b']])).toEqual([
      [2, 7],
      [1, 7],
      [1, 8],
      [2, 8],
    ])
  })

  it('stand where an indicator or an exit names them, and the declaration is that of the defaults', () => {
    const needs = { warmupBars: 9, indicators: { r: ['rsi', { period: 'p' }], m: ['macd', { fast: 5 }] } }
    const { params, ...standard } = declared({ p: [14, 10], stop: [0.03, 0.05] }, needs, { stopLoss: 'stop', takeProfit: 0.1 })
    expect(standard).toMatchObject({ needs: { warmupBars: 9, indicators: { r: ['rsi', { period: 14 }] } }, exits: { stopLoss: 0.03 } })
    expect(params?.grid[0]).toEqual({ params: { p: 14, stop: 0.03 }, needs: standard.needs, exits: standard.exits })
    expect(params?.grid[3]).toMatchObject({
      params: { p: 10, stop: 0.05 },
      needs: { warmupBars: 9, indicators: { r: ['rsi', { period: 10 }], m: ['macd', { fast: 5, slow: 26, signal: 9 }] } },
      exits: { stopLoss: 0.05, takeProfit: 0.1 },
    })
  })

  it('are absent where none are declared', () => {
    for (const none of [undefined, null, {}]) expect(declared(none)).not.toHaveProperty('params')
  })

  it.each([
    [3, 'wrong_type', 'params is 3; write an object'],
    [{ x: 3 }, 'wrong_type', 'params.x is 3; write its values, such as [10, 14, 20]'],
    [{ x: [] }, 'wrong_type', 'params.x is []'],
    [{ x: [1, '2'] }, 'wrong_type', 'write its values'],
    [{ x: { values: 3 } }, 'wrong_type', 'params.x.values is 3'],
    [{ x: { min: 1, max: 3 } }, 'out_of_range', 'write its values'],
    [{ x: { min: 3, max: 1, step: 1 } }, 'out_of_range', 'min 3, max 1 and step 1'],
    [{ x: { min: 1, max: 3, step: -1 } }, 'out_of_range', 'step -1'],
    [{ x: { min: 1, max: 3, step: 1, values: [1] } }, 'unknown_key', 'it takes values, default'],
    [{ x: { min: 1, max: 3, steps: 1 } }, 'unknown_key', 'did you mean "step"?'],
    [{ x: { min: 0, max: 1, step: 1e-9 } }, 'too_many_points', 'give a larger step'],
    [{ x: [1, 2, 1] }, 'repeated_value', 'give each value once'],
    [{ x: { values: [1, 2], default: 3 } }, 'out_of_range', 'params.x.default is 3; give one of 1, 2'],
    [{ 'a b': [1] }, 'bad_name', 'beginning with a letter'],
    [{ toString: [1] }, 'bad_name', 'toString'],
    [{ a: [1, 2, 3, 4, 5], b: [1, 2, 3, 4, 5], c: [1, 2, 3] }, 'too_many_points', '75 combinations (a 5 × b 5 × c 3); at most 64'],
    [{ a: [1], b: [1], c: [1], d: [1], e: [1], f: [1], g: [1] }, 'too_many_params', 'at most 6'],
  ])('refuses %j', (params, code, part) => {
    const outcome = read(params)
    expect(outcome).toMatchObject({ ok: false, failure: { stage: 'declaration', code } })
    expect(!outcome.ok && outcome.failure.message).toContain(part)
  })

  it('takes a grid of exactly the size allowed', () => {
    expect(declared({ a: { min: 1, max: 64, step: 1 } }).params?.grid).toHaveLength(64)
  })

  it('refuses a point at which an indicator or an exit is out of range, and says which', () => {
    const fast = read({ p: [14, -3] }, { indicators: { r: ['rsi', { period: 'p' }] } })
    expect(fast).toMatchObject({ ok: false, failure: { code: 'bad_parameter' } })
    expect(!fast.ok && fast.failure.message).toMatch(/^With p = -3: .*"period".*is -3/)
    const stop = read({ s: [0.1, 2] }, {}, { stopLoss: 's' })
    expect(!stop.ok && stop.failure.message).toMatch(/^With s = 2: exits\.stopLoss is 2/)
    expect(read({ p: [14] }, { indicators: { r: ['rsi', { period: 'q' }] } })).toMatchObject({
      ok: false,
      failure: { code: 'bad_parameter' },
    })
    expect(read({ p: [14] }, {}, { stopLoss: 'q' })).toMatchObject({ ok: false, failure: { code: 'wrong_type' } })
  })
})

describe('how many combinations', () => {
  const json = JSON.stringify({ params: { x: { min: 1, max: 100, step: 1 }, y: [1, 2, 3, 4, 5] } })

  it('are the agents’ 64, unless a person asks for more', () => {
    expect(readDeclaration('A', json)).toMatchObject({
      ok: false,
      failure: { code: 'too_many_points', message: expect.stringContaining('64') as string },
    })
    expect(readDeclaration('A', json, 499)).toMatchObject({
      ok: false,
      failure: { code: 'too_many_points', message: expect.stringContaining('499') as string },
    })
    const outcome = readDeclaration('A', json, 500)
    expect(outcome.ok && outcome.declaration.params?.grid.length).toBe(500)
  })
})
