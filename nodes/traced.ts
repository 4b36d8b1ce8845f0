import type { LangGraphRunnableConfig } from '@langchain/langgraph'

/** A run's config under an agent's name, with the ids that a trace is found by. */
export function traced(config: LangGraphRunnableConfig, runName: string, ids: Record<string, string | number>): LangGraphRunnableConfig {
  return { ...config, runName, metadata: { ...config.metadata, ...ids } }
}
