import type { BoostingEngine, Trained, TrainingRequest } from './engine.ts'

/** To the trainer's thread. */
export interface TrainingJob {
  readonly id: number
  readonly engine: BoostingEngine['name']
  /** The library that this process uses: the thread doesn't search again. */
  readonly file: string
  readonly request: TrainingRequest
}

/** And back: `refused` is the library's sentence, `bug` anything else that was thrown. */
export type TrainingAnswer = { readonly id: number } & (
  { readonly kind: 'trained'; readonly trained: Trained } | { readonly kind: 'refused' | 'bug'; readonly message: string }
)
