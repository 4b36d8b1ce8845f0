import type { GateRule } from '../gate.ts'

const FEWEST_TRADES = 30
const LEAST_EXPOSURE = 0.01
const RESIDUAL_LIMIT = 1e-9
const SHARE_OF_COIN_FLIPS = 0.95

/** Did it trade, are the books honest, and is it more than the market or chance? */
export const SCREEN: readonly GateRule[] = [
  {
    name: 'sanity_trades',
    rule: '>=',
    measure: ({ metrics }) => metrics.num_trades,
    threshold: () => FEWEST_TRADES,
    detail: () => 'round trips: fewer say nothing',
  },
  {
    name: 'sanity_exposure',
    rule: '>',
    measure: ({ metrics }) => metrics.exposure,
    threshold: () => LEAST_EXPOSURE,
    detail: () => 'share of bars with a position',
  },
  {
    name: 'accounting_residual',
    rule: '<',
    measure: ({ metrics }) => metrics.accounting_residual,
    threshold: () => RESIDUAL_LIMIT,
    detail: () => 'largest relative difference between the two books of the account',
  },
  {
    name: 'beats_buy_and_hold',
    rule: '>',
    measure: ({ metrics }) => metrics.sharpe_ratio,
    threshold: ({ baselines }) => baselines.buy_and_hold.sharpe_ratio,
    detail: () => 'annual Sharpe ratio against that of buying and holding the same bars',
  },
  {
    name: 'beats_coin_flip',
    rule: '>=',
    measure: ({ baselines }) => (baselines.coin_flip.runs === 0 ? null : baselines.coin_flip.share_beaten),
    threshold: () => SHARE_OF_COIN_FLIPS,
    detail: ({ baselines }) => `share of ${baselines.coin_flip.runs} random traders with the same trades, holding times and sides beaten`,
  },
]
