/** Those of the engine's settings that make it look at earlier closes. */
interface LookingBack {
  readonly costs?: { readonly impact?: { readonly lookbackBars?: number } | undefined }
  readonly sizing?: { readonly lookbackBars?: number } | undefined
}

/**
 * Bars before a window that the engine runs through without a decision, so that it has its volatilities from the window's first bar on. 0 for an engine that looks
 * at none: its runs begin with the window.
 */
export function leadOf(engine: unknown, { from }: { readonly from: number }): number {
  const { costs, sizing } = engine as LookingBack
  return Math.min(from, Math.max(costs?.impact?.lookbackBars ?? 0, sizing?.lookbackBars ?? 0))
}
