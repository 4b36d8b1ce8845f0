import { decimal, percent } from '../format.ts'
import type { SessionDocument } from './sessionDocument.ts'

const RULE = '='.repeat(60)

/** The summary a person reads at the end of a session. */
export function describeSummary(session: SessionDocument): string {
  const types = Object.entries(session.by_type).map(
    ([type, { strategies, avg_sharpe }]) =>
      `${`${type.replace('_', ' ')}:`.padEnd(20)}${String(strategies).padStart(4)}  (average Sharpe ${decimal(avg_sharpe)})`,
  )
  const lines = [
    RULE,
    'AUTONOMOUS RESEARCH SESSION COMPLETE',
    RULE,
    ...(session.synthetic ? ['SYNTHETIC DATA: these figures say nothing about a real market.'] : []),
    `Session:            ${session.session_id}`,
    `Data:               ${session.dataset_id}, ${session.window_from.slice(0, 10)} to ${session.window_to.slice(0, 10)}`,
    `Strategies explored:${String(session.total_strategies).padStart(4)}  (${session.failed} failed)`,
    ...types,
    `Trials counted:     ${String(session.trials_counted).padStart(4)}  (all that approval on this dataset is deflated for)`,
    '',
    ...topLines(session),
    '',
    session.passed_filter === 0
      ? 'Passed the screen:     0  – nothing here can be told from luck.'
      : `Passed the screen:  ${String(session.passed_filter).padStart(4)}  – a screen on one window, not yet an approval.`,
    '',
    `See more: quantopia strategies top · quantopia report ${session.session_id}`,
  ]
  return lines.join('\n')
}

function topLines({ top_performer: top }: SessionDocument): string[] {
  if (top === null) return ['Top performer:      none (no strategy has a Sharpe ratio)']
  return [
    'Top performer:',
    `  ${top.strategy_name} (${top.strategy_id})`,
    `  Sharpe ${decimal(top.sharpe_ratio)}, return ${percent(top.total_return)}, drawdown ${percent(top.max_drawdown)}, ${String(top.num_trades ?? 0)} trades`,
    `  Type: ${top.strategy_type}; models: ${top.ml_models_used.join(', ') || 'none'}`,
    top.passed_filter ? '  Passed every gate of the screen' : `  Rejected by: ${top.failed_gates.join(', ')}`,
  ]
}
