import { END, START, StateGraph, type BaseCheckpointSaver } from '@langchain/langgraph'
import type { ResearchContext } from '../nodes/context.ts'
import { prepare } from '../nodes/prepare/node.ts'
import { tally } from '../nodes/tally/node.ts'
import { SessionInput, SessionState } from '../state/session.ts'
import { afterTally } from './routes.ts'
import { strategyGraph } from './strategyGraph.ts'

/** Steps of the outer graph per strategy, and some to start and end with. */
export function recursionLimit(strategies: number): number {
  return 2 * strategies + 25
}

/** An autonomous session: one strategy after another until the budget is used. */
export function researchGraph(context: ResearchContext, checkpointer?: BaseCheckpointSaver) {
  return new StateGraph(SessionState, { input: SessionInput })
    .addNode('prepare', prepare(context))
    .addNode('tally', tally(context))
    .addNode('strategy', strategyGraph(context))
    .addEdge(START, 'prepare')
    .addEdge('prepare', 'tally')
    .addConditionalEdges('tally', afterTally, ['strategy', END])
    .addEdge('strategy', 'tally')
    .compile({ ...(checkpointer === undefined ? {} : { checkpointer }), name: 'research' })
}
