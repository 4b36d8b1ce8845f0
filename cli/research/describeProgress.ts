import type { ProgressEvent } from '../../nodes/progress.ts'
import { decimal, percent } from '../format.ts'
import type { Io } from '../io.ts'

/** One event of a run as the lines a person reads. */
export function describeProgress(event: ProgressEvent, budget: number, paint: Io['paint']): string {
  switch (event.event) {
    case 'session': {
      const label = event.synthetic ? paint.yellow(' SYNTHETIC') : ''
      const window = `${event.window_from.slice(0, 10)} to ${event.window_to.slice(0, 10)}`
      return `Session ${paint.bold(event.session_id)} on ${event.dataset_id}${label}, ${window}, decided by ${event.llm === 'offline' ? 'the offline policy (seeded rules, not an LLM)' : event.llm}`
    }
    case 'note':
      return paint.yellow(event.text)
    case 'decision': {
      const from = event.parent_id === null ? '' : ` from ${event.parent_id}`
      const needs = [...event.indicators, ...(event.model_request === null ? [] : [event.model_request])].join(', ')
      const what = `${event.action}${from}: ${event.strategy_type} ${event.logic} with ${needs || 'no indicators'}`
      return `\n${paint.bold(`[${event.iteration}/${budget}]`)} ${paint.cyan(what)}\n  why     ${event.rationale}`
    }
    case 'model':
      return `  model   ${event.note}`
    case 'source':
      return `  wrote   ${event.strategy_name}${event.attempt === 0 ? '' : ` (repair ${event.attempt})`}`
    case 'repair':
      return paint.yellow(`  repair  ${event.failure.stage}: ${event.failure.message}`)
    case 'result': {
      const { sharpe_ratio, total_return, max_drawdown, num_trades } = event.metrics
      const figures = `Sharpe ${decimal(sharpe_ratio)} (out of sample ${decimal(event.oos_sharpe)}), return ${percent(total_return)}, drawdown ${percent(max_drawdown)}, ${num_trades} trades`
      return `  result  ${figures} (buy and hold: Sharpe ${decimal(event.buy_and_hold_sharpe)})`
    }
    case 'recorded': {
      if (event.failure !== null) return paint.red(`  failed  ${event.strategy_id} at ${event.failure.stage}: ${event.failure.message}`)
      if (event.passed_filter) return paint.green(`  APPROVED  ${event.strategy_id} passed every gate, the sealed holdout among them`)
      return `  stored  ${event.strategy_id}, rejected by ${event.failed_gates.join(', ')}`
    }
  }
}
