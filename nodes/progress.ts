import type { LangGraphRunnableConfig } from '@langchain/langgraph'
import type { Failure } from '../domain/facts.ts'
import type { Metrics } from '../domain/metrics.ts'

/** What a run tells while it works (stream mode `custom`), for a person to follow. */
export type ProgressEvent =
  | { event: 'session'; session_id: string; dataset_id: string; synthetic: boolean; window_from: string; window_to: string; llm: string }
  | { event: 'note'; text: string }
  | {
      event: 'decision'
      iteration: number
      action: string
      strategy_type: string
      logic: string
      indicators: string[]
      model_request: string | null
      parent_id: string | null
      rationale: string
    }
  | { event: 'model'; iteration: number; model_id: string; trained: boolean; note: string }
  | { event: 'source'; iteration: number; strategy_name: string; code_hash: string; attempt: number }
  | { event: 'repair'; iteration: number; attempt: number; failure: Failure }
  | { event: 'result'; iteration: number; metrics: Metrics; oos_sharpe: number | null; buy_and_hold_sharpe: number | null }
  | {
      event: 'recorded'
      iteration: number
      strategy_id: string
      strategy_name: string
      status: string
      passed_filter: boolean
      failure: Failure | null
      sharpe_ratio: number | null
      failed_gates: string[]
    }

export function report(config: LangGraphRunnableConfig, event: ProgressEvent): void {
  config.writer?.(event)
}
