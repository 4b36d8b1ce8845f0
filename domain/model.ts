import type { Failure } from './facts.ts'

/** What the tables tell of one released model version. */
export interface ModelSummary {
  /** `<Family>_<target>_v<N>`, e.g. `XGBoost_direction_v3`. */
  model_id: string
  model_name: string
  version: string
  target: string
  metrics: Readonly<Record<string, number>>
  usage_stats: { num_strategies_using: number; avg_sharpe_of_strategies: number | null; best_strategy: string | null }
  released_at: string
}

export interface ModelRequest {
  /** An id, or `<Family>_<target>_latest`. */
  model_id: string
  features?: string | undefined
}

/** Where the quant node gets models from. */
export interface ModelSupplier {
  /** Families that can be trained on this machine. */
  families(): readonly string[]
  models(): Promise<readonly ModelSummary[]>
  getOrCreate(request: ModelRequest): Promise<{ ok: true; model_id: string } | { ok: false; failure: Failure }>
}
