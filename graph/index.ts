import { openContext } from './openContext.ts'
import { recursionLimit, researchGraph } from './research.ts'

const MOST_STRATEGIES = 10_000

/** The research graph as LangGraph Studio and `langgraphjs dev` load it; the server brings its own checkpointer. */
export function research() {
  return researchGraph(openContext()).withConfig({ recursionLimit: recursionLimit(MOST_STRATEGIES) })
}
