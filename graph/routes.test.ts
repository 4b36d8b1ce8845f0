import { END } from '@langchain/langgraph'
import { describe, expect, it } from 'vitest'
import { afterBacktest, afterCodegen, afterQuant, afterTally, MAX_REPAIRS } from './routes.ts'

const failure = { stage: 'smoke' as const, code: 'threw', message: 'it threw' }

describe('routes', () => {
  it('writes code only with the model at hand', () => {
    expect(afterQuant({ failure: null })).toBe('codegen')
    expect(afterQuant({ failure })).toBe('record')
  })

  it('backtests only what was written', () => {
    expect(afterCodegen({ failure: null })).toBe('backtest')
    expect(afterCodegen({ failure })).toBe('record')
  })

  it('repairs a failed strategy MAX_REPAIRS times and then records the failure', () => {
    expect(afterBacktest({ failure: null, repairs: MAX_REPAIRS })).toBe('validate')
    expect(afterBacktest({ failure, repairs: MAX_REPAIRS - 1 })).toBe('codegen')
    expect(afterBacktest({ failure, repairs: MAX_REPAIRS })).toBe('record')
  })

  it('goes on until something stops the session', () => {
    expect(afterTally({ stopped_by: '' })).toBe('strategy')
    expect(afterTally({ stopped_by: 'cost' })).toBe(END)
  })
})
