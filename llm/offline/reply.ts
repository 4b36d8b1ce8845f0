/** A call that the policy wants made. */
export interface PlannedCall {
  readonly name: string
  readonly args: Record<string, unknown>
}

/** What the policy answers: tool calls, or words where it can do nothing. */
export type Reply = { readonly calls: readonly PlannedCall[] } | { readonly text: string }
