import { END, START, StateGraph } from '@langchain/langgraph'
import { backtest } from '../nodes/backtest/node.ts'
import { codegen } from '../nodes/codegen/node.ts'
import type { ResearchContext } from '../nodes/context.ts'
import { quant } from '../nodes/quant/node.ts'
import { record } from '../nodes/record/node.ts'
import { router, ROUTES } from '../nodes/router/node.ts'
import { strategist } from '../nodes/strategist/node.ts'
import { validate } from '../nodes/validate/node.ts'
import { StrategyState } from '../state/strategy.ts'
import { afterBacktest, afterCodegen, afterQuant } from './routes.ts'

/** The research of one strategy, from the decision to the record. */
export function strategyGraph(context: ResearchContext) {
  return new StateGraph(StrategyState)
    .addNode('strategist', strategist(context))
    .addNode('router', router(), { ends: [...ROUTES] })
    .addNode('quant', quant(context))
    .addNode('codegen', codegen(context))
    .addNode('backtest', backtest(context))
    .addNode('validate', validate(context))
    .addNode('record', record(context))
    .addEdge(START, 'strategist')
    .addEdge('strategist', 'router')
    .addConditionalEdges('quant', afterQuant, ['codegen', 'record'])
    .addConditionalEdges('codegen', afterCodegen, ['backtest', 'record'])
    .addConditionalEdges('backtest', afterBacktest, ['validate', 'codegen', 'record'])
    .addEdge('validate', 'record')
    .addEdge('record', END)
    .compile()
}
