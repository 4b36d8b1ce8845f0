import { END } from '@langchain/langgraph'
import type { SessionStateType } from '../state/session.ts'
import type { StrategyStateType } from '../state/strategy.ts'

/** How often the code generator may mend a strategy; each repair is a counted trial. */
export const MAX_REPAIRS = 3

/** A model that cannot be had ends the strategy; otherwise its code is written. */
export function afterQuant(state: Pick<StrategyStateType, 'failure'>): 'codegen' | 'record' {
  return state.failure === null ? 'codegen' : 'record'
}

/** No code, no backtest. */
export function afterCodegen(state: Pick<StrategyStateType, 'failure'>): 'backtest' | 'record' {
  return state.failure === null ? 'backtest' : 'record'
}

/** What ran is validated; what failed goes back to the code generator with the reason, at most MAX_REPAIRS times. */
export function afterBacktest(state: Pick<StrategyStateType, 'failure' | 'repairs'>): 'validate' | 'codegen' | 'record' {
  if (state.failure === null) return 'validate'
  return state.repairs < MAX_REPAIRS ? 'codegen' : 'record'
}

/** The next strategy, until the budget is used. */
export function afterTally(state: Pick<SessionStateType, 'stopped_by'>): 'strategy' | typeof END {
  return state.stopped_by === '' ? 'strategy' : END
}
