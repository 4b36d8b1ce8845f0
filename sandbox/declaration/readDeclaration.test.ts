import { describe, expect, it } from 'vitest'
import { readDeclaration } from './readDeclaration.ts'

const read = (needs: unknown, exits: unknown = {}): ReturnType<typeof readDeclaration> =>
  readDeclaration('A', JSON.stringify({ needs, exits }))

describe('readDeclaration', () => {
  it('fills in defaults and canonical names', () => {
    const needs = { indicators: { r: ['RSI'], m: ['macd', { fast: 5 }] }, models: { d: 'XGBoost_direction_v3', l: 'MLP_return_latest' } }
    expect(read(needs, { stopLoss: 0.03, takeProfit: null, maxBarsHeld: 72 })).toEqual({
      ok: true,
      declaration: {
        name: 'A',
        needs: {
          warmupBars: 0,
          indicators: { r: ['rsi', { period: 14 }], m: ['macd', { fast: 5, slow: 26, signal: 9 }] },
          models: { d: 'XGBoost_direction_v3', l: 'MLP_return_latest' },
        },
        exits: { stopLoss: 0.03, takeProfit: undefined, trailingStop: undefined, maxBarsHeld: 72 },
      },
    })
  })

  it('takes a class that declares nothing', () => {
    expect(readDeclaration('A', '{}')).toMatchObject({ ok: true, declaration: { needs: { warmupBars: 0, indicators: {}, models: {} } } })
  })

  it.each([
    [{ warmupbars: 5 }, {}, 'unknown_key', 'did you mean "warmupBars"?'],
    [{ indicators: { x: ['bolinger'] } }, {}, 'unknown_indicator', 'did you mean "bollinger"?'],
    [{ indicators: { x: ['rsi', { periode: 3 }] } }, {}, 'bad_parameter', 'did you mean "period"?'],
    [{ indicators: { x: ['rsi', {}, 1] } }, {}, 'wrong_type', "['rsi', { period: 14 }]"],
    [{}, { trailingStop: 5 }, 'out_of_range', 'exits.trailingStop is 5; give a fraction'],
    [{}, { maxBarsHeld: 2.5 }, 'out_of_range', 'a whole number of bars'],
    [{ warmupBars: 5001 }, {}, 'out_of_range', 'from 0 to 5000'],
  ])('%j %j → %s', (needs, exits, code, part) => {
    const outcome = read(needs, exits)
    expect(outcome).toMatchObject({ ok: false, failure: { stage: 'declaration', code } })
    expect(!outcome.ok && outcome.failure.message).toContain(part)
  })
})
