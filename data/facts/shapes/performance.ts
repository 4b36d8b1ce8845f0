import type { Failure, Gate, RegimeRow, Verdict, VerdictFact } from '../../../domain/facts.ts'
import type { Baselines, Metrics } from '../../../domain/metrics.ts'
import type { ColumnsOf } from '../shape.ts'

export const METRICS_SHAPE = {
  sharpe_ratio: 'DOUBLE',
  sortino_ratio: 'DOUBLE',
  calmar_ratio: 'DOUBLE',
  omega_ratio: 'DOUBLE',
  total_return: 'DOUBLE',
  annual_return: 'DOUBLE',
  annual_volatility: 'DOUBLE',
  max_drawdown: 'DOUBLE',
  max_drawdown_bars: 'BIGINT',
  win_rate: 'DOUBLE',
  profit_factor: 'DOUBLE',
  expectancy: 'DOUBLE',
  num_trades: 'BIGINT',
  exposure: 'DOUBLE',
  turnover: 'DOUBLE',
  fees_paid: 'DOUBLE',
  bars: 'BIGINT',
  accounting_residual: 'DOUBLE',
} as const satisfies ColumnsOf<Metrics>

export const BASELINES_SHAPE = {
  buy_and_hold: { sharpe_ratio: 'DOUBLE', total_return: 'DOUBLE', max_drawdown: 'DOUBLE' },
  coin_flip: { sharpe_ratio: 'DOUBLE', total_return: 'DOUBLE', runs: 'BIGINT', share_beaten: 'DOUBLE' },
} as const satisfies ColumnsOf<Baselines>

export const FAILURE_SHAPE = { stage: 'VARCHAR', code: 'VARCHAR', message: 'VARCHAR' } as const satisfies ColumnsOf<Failure>

const GATE_SHAPE = {
  name: 'VARCHAR',
  passed: 'BOOLEAN',
  value: 'DOUBLE',
  threshold: 'DOUBLE',
  rule: 'VARCHAR',
  detail: 'VARCHAR',
} as const satisfies ColumnsOf<Gate>

export const VERDICT_SHAPE = { approved: 'BOOLEAN', gates: [GATE_SHAPE] } as const satisfies ColumnsOf<Verdict>

const REGIME_SHAPE = {
  regime: 'VARCHAR',
  days: 'BIGINT',
  sharpe_ratio: 'DOUBLE',
  total_return: 'DOUBLE',
  share_of_profit: 'DOUBLE',
} as const satisfies ColumnsOf<RegimeRow>

export const VERDICT_COLUMNS = {
  verdict_id: 'VARCHAR',
  trial_id: 'VARCHAR',
  session_id: 'VARCHAR',
  ...VERDICT_SHAPE,
  trials_counted: 'BIGINT',
  effective_trials: 'DOUBLE',
  regimes: [REGIME_SHAPE],
  monte_carlo: {
    resamples: 'BIGINT',
    drawdown_p50: 'DOUBLE',
    drawdown_p95: 'DOUBLE',
    wealth_p05: 'DOUBLE',
    wealth_p50: 'DOUBLE',
    probability_of_loss: 'DOUBLE',
  },
  created_at: 'TIMESTAMP',
} as const satisfies ColumnsOf<VerdictFact>
