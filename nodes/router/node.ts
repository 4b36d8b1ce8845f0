import { Command } from '@langchain/langgraph'
import type { StrategyStateType } from '../../state/strategy.ts'

export const ROUTES = ['codegen', 'quant', 'record'] as const
export type Route = (typeof ROUTES)[number]

/** Pure technical decisions go straight to the code generator, the others by way of the ML quant agent; no decision is a result too. */
export function routeDecision(state: Pick<StrategyStateType, 'decision' | 'failure'>): Route {
  if (state.failure !== null || state.decision === null) return 'record'
  return state.decision.strategy_type === 'pure_technical' ? 'codegen' : 'quant'
}

export function router() {
  return (state: StrategyStateType): Command => new Command({ goto: routeDecision(state) })
}
