import type { StrategyFact } from '../../domain/facts.ts'
import { describeGates } from './describeGates.ts'
import { describeMetrics } from './describeMetrics.ts'

/** Everything about one strategy for a person. */
export function describeStrategy(strategy: StrategyFact & { code: string | null }): string {
  const { failure, verdict, metrics, baselines } = strategy
  const parts = [
    `${strategy.strategy_name} (${strategy.strategy_id})`,
    `${strategy.strategy_type}, ${strategy.strategy_logic}; ${strategy.dataset_id}${strategy.synthetic ? ' SYNTHETIC' : ''}, ${strategy.window_from.slice(0, 10)} to ${strategy.window_to.slice(0, 10)}`,
    `session ${strategy.session_id}, iteration ${strategy.iteration}, seed ${strategy.seed}, ${strategy.repairs} repairs`,
    '',
    `${strategy.action}: ${strategy.rationale}`,
    `changed: ${strategy.exploration_vector.modification} – ${strategy.exploration_vector.details}`,
    `parent ${strategy.parent_id ?? 'none'}, grandparent ${strategy.grandparent_id ?? 'none'}`,
    '',
    `entry: ${strategy.entry_logic}`,
    `exit:  ${strategy.exit_logic}`,
    '',
    ...(metrics !== null && baselines !== null ? [describeMetrics(metrics, baselines), ''] : []),
    ...(failure === null ? [] : [`FAILED at ${failure.stage} (${failure.code}): ${failure.message}`, '']),
    ...(verdict === null
      ? []
      : [
          `${verdict.approved ? 'Approved' : 'Rejected'} after ${strategy.trials_counted} trials on the dataset`,
          describeGates(verdict.gates),
          '',
        ]),
    ...(strategy.code === null ? [] : [strategy.code.trimEnd()]),
  ]
  return parts.join('\n')
}
