import type { GateRule } from '../gate.ts'

/** What is earned out of sample has to be at least this share of what was seen in sample (the roadmap's rule). */
const LEAST_EFFICIENCY = 0.7

/** Walk-forward: parameters chosen in one window, judged in the next. */
export const OUT_OF_SAMPLE: readonly GateRule[] = [
  {
    name: 'oos_sharpe_positive',
    rule: '>',
    measure: ({ walkForward }) => walkForward?.oos_sharpe ?? null,
    threshold: () => 0,
    detail: ({ walkForward }) => `annual Sharpe ratio of ${walkForward?.folds ?? 0} stitched test windows`,
  },
  {
    name: 'oos_vs_is',
    rule: '>',
    // Against nothing in sample there is nothing to say.
    measure: ({ walkForward }) => (walkForward === null || walkForward.is_sharpe === null ? null : walkForward.oos_sharpe),
    threshold: ({ walkForward }) => LEAST_EFFICIENCY * Math.max(0, walkForward?.is_sharpe ?? 0),
    detail: ({ walkForward }) =>
      `out of sample, against ${LEAST_EFFICIENCY} of the ${walkForward?.is_sharpe?.toFixed(2) ?? '–'} in sample, and against 0`,
  },
]
