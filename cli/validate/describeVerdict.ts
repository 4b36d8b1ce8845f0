import { decimal, percent, table } from '../format.ts'
import { describeGates } from '../strategies/describeGates.ts'
import type { VerdictDocument } from './readVerdict.ts'

function folds({ walk_forward: walk }: VerdictDocument): string[] {
  if (walk === null) return ['Walk-forward: none']
  if (walk.failure !== null) return [`Walk-forward: none (${walk.failure.message})`]
  const rows = walk.by_fold.map((fold) => [
    `${fold.train_from.slice(0, 10)} to ${fold.train_to.slice(0, 10)}`,
    Object.entries(fold.params)
      .map(([name, value]) => `${name} ${value}`)
      .join(', ') || 'none',
    decimal(fold.is_sharpe),
    `${fold.test_from.slice(0, 10)} to ${fold.test_to.slice(0, 10)}`,
    decimal(fold.oos_sharpe),
    String(fold.oos_trades),
  ])
  const head = ['chosen on', 'parameters', 'Sharpe in', 'judged on', 'Sharpe out', 'trades']
  const title = `Walk-forward: ${walk.train_days} days to choose among ${walk.grid_points}, ${walk.test_days} to judge, anew every ${walk.step_days}; in sample ${decimal(walk.is_sharpe)}, out of sample ${decimal(walk.oos_sharpe)}`
  return [title, table(head, rows, ['Sharpe in', 'Sharpe out', 'trades'])]
}

function regimes(document: VerdictDocument): string {
  const rows = document.regimes.map((row) => [
    row.regime,
    String(row.days),
    decimal(row.sharpe_ratio),
    percent(row.total_return),
    percent(row.share_of_profit, 0),
  ])
  return table(['market', 'days', 'Sharpe', 'return', 'of the profit'], rows, ['days', 'Sharpe', 'return', 'of the profit'])
}

function holdout({ holdout: opening, gates }: VerdictDocument): string {
  const asked = gates.some(({ name }) => name === 'holdout')
  if (opening === null && asked) return 'Sealed holdout: refused (it was opened for what this strategy does before, and is opened once)'
  if (opening === null) return 'Sealed holdout: not opened (every other gate comes first)'
  const window = `${opening.opened_from.slice(0, 10)} to ${opening.opened_to.slice(0, 10)}`
  if (opening.metrics === null) return `Sealed holdout, ${window}: the strategy failed (${opening.failure?.message ?? ''})`
  const { sharpe_ratio, total_return, max_drawdown, num_trades } = opening.metrics
  return `Sealed holdout, ${window}, opened ${opening.created_at.slice(0, 10)}: Sharpe ${decimal(sharpe_ratio)}, return ${percent(total_return)}, drawdown ${percent(max_drawdown)}, ${num_trades} trades; probability of a Sharpe ratio above 0: ${opening.probability_of_skill === null ? 'none (too few days with a return)' : decimal(opening.probability_of_skill, 3)}`
}

function returnLines({ returns: figures, among_trials: among }: VerdictDocument): string[] {
  if (figures === null) return ['Daily returns: none']
  const record = figures.minimum_track_record_days
  const enough = record === null ? 'no length of record would say so' : `${Math.ceil(record)} days of these would say so with 95 %`
  const deepest = figures.falls.map(
    ({ depth, from, recovered, days_under_water: days }) =>
      `${percent(depth)} from ${from} (${days} days, ${recovered === null ? 'not recovered' : `recovered ${recovered}`})`,
  )
  const family =
    among === null
      ? []
      : [
          `Among the ${among.trials} trials with returns on these days: Reality Check p ${decimal(among.reality_check_p_value, 3)}; StepM at 5 % calls ${among.step_m_discoveries} of them better than doing nothing, this one ${among.step_m_singles_it_out ? 'among' : 'not among'} them`,
        ]
  return [
    `Daily returns, ${figures.days} days: probability of skill ${decimal(figures.probabilistic_sharpe, 3)}, no search considered (${enough}); Sharpe ${decimal(figures.autocorrelation_adjusted_sharpe)} with autocorrelation; skewness ${decimal(figures.skewness)}, kurtosis ${decimal(figures.kurtosis)}, tail ratio ${decimal(figures.tail_ratio)}, ulcer index ${percent(figures.ulcer_index)}`,
    `Deepest falls: ${deepest.join('; ') || 'none'}`,
    ...family,
  ]
}

/** The trials that it was deflated for. */
function among({ deflated_for, trials_counted }: VerdictDocument): string {
  return deflated_for > trials_counted
    ? `${deflated_for} trials (its session’s budget; ${trials_counted} were counted)`
    : `${deflated_for} trials`
}

/** The whole verdict for a person. */
export function describeVerdict(document: VerdictDocument): string {
  const { monte_carlo: dealt, today } = document
  const words = document.approved ? 'APPROVED: every gate passed' : `REJECTED by ${document.failed_gates.join(', ')}`
  const independent = document.effective_trials === null ? '' : `, ${document.effective_trials.toFixed(0)} independent ones`
  return [
    `${document.strategy_name} (${document.strategy_id}), ${document.strategy_type}`,
    `${document.dataset_id}${document.synthetic ? ' SYNTHETIC' : ''}, ${document.window_from.slice(0, 10)} to ${document.window_to.slice(0, 10)}`,
    '',
    `${words}, among ${among(document)}${independent}`,
    describeGates(document.gates),
    '',
    ...folds(document),
    '',
    regimes(document),
    '',
    dealt === null
      ? 'Monte Carlo: none'
      : `Monte Carlo, ${dealt.resamples} resampled histories: drawdown ${percent(dealt.drawdown_p50)} in the middle, ${percent(dealt.drawdown_p95)} at the 95th percentile; end at ${decimal(dealt.wealth_p50)} of the start (5th percentile ${decimal(dealt.wealth_p05)}); a loss in ${percent(dealt.probability_of_loss)}`,
    ...returnLines(document),
    holdout(document),
    `Today, deflated for ${today.deflated_for} trials: ${decimal(today.deflated_sharpe, 3)}`,
  ].join('\n')
}
