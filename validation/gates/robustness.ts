import type { GateRule } from '../gate.ts'

/** Losing half takes a gain of as much again to come back. */
export const DEEPEST_DRAWDOWN = 0.5
const MOST_OF_PROFIT = 0.8

/** Does it survive dearer trading, another order of the same days, and another kind of market? */
export const ROBUSTNESS: readonly GateRule[] = [
  {
    name: 'stress_costs',
    rule: '>',
    measure: ({ stressSharpe }) => stressSharpe,
    threshold: () => 0,
    detail: () => 'annual Sharpe ratio of the same orders at twice the fees and slippage',
  },
  {
    name: 'monte_carlo_drawdown',
    rule: '<=',
    measure: ({ monteCarlo }) => monteCarlo?.max_drawdown.p95 ?? null,
    threshold: () => DEEPEST_DRAWDOWN,
    detail: ({ monteCarlo }) => `drawdown that 95 % of ${monteCarlo?.resamples ?? 0} resampled histories stay within`,
  },
  {
    name: 'regime_robustness',
    rule: '<=',
    measure: ({ oneRegime }) => oneRegime?.share_of_profit ?? null,
    threshold: () => MOST_OF_PROFIT,
    detail: ({ oneRegime }) =>
      oneRegime === undefined
        ? 'share of the profit from one kind of market: none to tell'
        : `share of the profit from ${oneRegime.regime} markets alone`,
  },
]
