import { decimal, percent } from '../format.ts'
import type { SessionDocument } from './sessionDocument.ts'

const RULE = '='.repeat(60)
const label = (text: string): string => text.padEnd(21)
const count = (value: number): string => String(value).padStart(4)

const STOPPED: Readonly<Record<string, string>> = {
  cost: ', stopped at the limit of cost',
  time: ', stopped at the limit of time',
  model: ', stopped because the chat model gave no usable answer five times in a row',
}

/** The summary a person reads at the end of a session. */
export function describeSummary(session: SessionDocument): string {
  const types = Object.entries(session.by_type).map(
    ([type, { attempts, avg_sharpe }]) =>
      `${label(`  ${type.replace('_', ' ')}:`)}${count(attempts)}  (average Sharpe ${decimal(avg_sharpe)})`,
  )
  const stop = STOPPED[session.stopped_by] ?? ''
  return [
    RULE,
    'AUTONOMOUS RESEARCH SESSION COMPLETE',
    RULE,
    ...(session.synthetic ? ['SYNTHETIC DATA: these figures say nothing about a real market.'] : []),
    `${label('Session:')}${session.session_id}`,
    `${label('Data:')}${session.dataset_id}, ${session.window_from.slice(0, 10)} to ${session.window_to.slice(0, 10)}`,
    `${label('Strategies explored:')}${count(session.total_strategies)}  (${session.failed} failed${stop})`,
    ...types,
    `${label('Trials counted:')}${count(session.trials_counted)}  (all on this dataset: what approval is deflated for)`,
    ...togetherLines(session),
    ...modelLines(session),
    '',
    ...topLines(session),
    '',
    session.passed_filter === 0
      ? `${label('Approved:')}   0  – nothing here can be told from luck`
      : `${label('Approved:')}${count(session.passed_filter)}  – passed every gate, the sealed holdout among them`,
    '',
    `More: quantopia strategies top · quantopia report ${session.session_id}`,
  ].join('\n')
}

function togetherLines({ effective_trials, pbo, spa_p_value }: SessionDocument): string[] {
  const independent = effective_trials === null ? '–' : effective_trials.toFixed(0)
  return [
    `${label('Independent trials:')}${independent.padStart(4)}`,
    `${label('Overfitting (PBO):')}${decimal(pbo).padStart(4)}  (probability that the best of these trials is below their median elsewhere)`,
    `${label('SPA p-value:')}${decimal(spa_p_value).padStart(4)}  (that the best of them is no better than doing nothing)`,
  ]
}

function modelLines({ model_versions }: SessionDocument): string[] {
  const names = Object.entries(model_versions)
  if (names.length === 0) return []
  const moves = names.map(([name, { start, end }]) => `  ${name}: ${start === end ? end : `${start ?? 'none'} → ${end}`}`)
  return ['', 'ML models:', ...moves]
}

function topLines({ top_performer: top, top_performer_failed_gates: failedGates }: SessionDocument): string[] {
  if (top === null) return ['Top performer:       none (no strategy has a Sharpe ratio)']
  return [
    'Top performer:',
    `  ${top.strategy_name} (${top.strategy_id})`,
    `  Sharpe ${decimal(top.sharpe_ratio)}, return ${percent(top.total_return)}, drawdown ${percent(top.max_drawdown)}, ${top.num_trades ?? 0} trades`,
    `  Type: ${top.strategy_type}; models: ${top.ml_models_used.join(', ') || 'none'}`,
    top.passed_filter ? '  APPROVED: passed every gate' : `  Rejected by: ${failedGates.join(', ')}`,
  ]
}
