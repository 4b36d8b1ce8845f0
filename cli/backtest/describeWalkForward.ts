import { gridOf } from '../../backtest/gridPoint.ts'
import type { WalkForward } from '../../backtest/walkForward/result.ts'
import type { ParamPoint } from '../../domain/strategy.ts'
import { drawdowns, maxDrawdown } from '../../metrics/drawdown.ts'
import { annualReturn, annualVolatility, wealth } from '../../metrics/growth.ts'
import { DAYS_PER_YEAR, orNull } from '../../metrics/summary.ts'
import { decimal, percent, table } from '../format.ts'
import { engineDocument, windowDocument } from './describeBacktest.ts'
import type { PreparedRun } from './manualRun.ts'

type Walked = Extract<WalkForward, { ok: true }>

/** Of the stitched series: every day from the first test window on once. */
function stitchedDocument({ oosDaily: { firstDay, returns }, oos_sharpe, oos_trades }: Walked) {
  const path = wealth(returns)
  return {
    first_day: firstDay,
    days: returns.length,
    sharpe_ratio: oos_sharpe,
    total_return: (path.at(-1) as number) - 1,
    annual_return: orNull(annualReturn(returns, DAYS_PER_YEAR)),
    annual_volatility: orNull(annualVolatility(returns, DAYS_PER_YEAR)),
    /** Of daily closes. */
    max_drawdown: maxDrawdown(drawdowns(path)),
    num_trades: oos_trades,
  }
}

/** One walk-forward as `--json` gives it. */
export function walkForwardDocument(walked: Walked, { dataset, window, engine, used, notes }: PreparedRun, trialsCounted: number) {
  const { trainDays, testDays, stepDays } = walked.schedule
  return {
    strategy_name: walked.declaration.name,
    ...windowDocument(dataset, window),
    engine: engineDocument(engine),
    market: used,
    notes,
    schedule: { train_days: trainDays, test_days: testDays, step_days: stepDays },
    combinations: gridOf(walked.declaration).length,
    trials_counted: trialsCounted,
    folds: walked.folds,
    is_sharpe: walked.is_sharpe,
    oos_sharpe: walked.oos_sharpe,
    efficiency: walked.efficiency,
    out_of_sample: stitchedDocument(walked),
  }
}

type Document = ReturnType<typeof walkForwardDocument>

export function describeParams(params: ParamPoint): string {
  const values = Object.entries(params).map(([name, value]) => `${name}=${value}`)
  return values.length === 0 ? '–' : values.join(' ')
}

export function describeWalkForward(document: Document): string {
  const { schedule, folds, out_of_sample: outside } = document
  const day = (time: string): string => time.slice(0, 10)
  const rows = folds.map((fold, k) => [
    String(k + 1),
    `${day(fold.train_from)} – ${day(fold.train_to)}`,
    `${day(fold.test_from)} – ${day(fold.test_to)}`,
    describeParams(fold.params),
    decimal(fold.is_sharpe),
    decimal(fold.oos_sharpe),
    String(fold.oos_trades),
  ])
  const head = ['fold', 'chosen on', 'judged on', 'chosen', 'Sharpe inside', 'outside', 'trades']
  return [
    `${document.strategy_name} on ${document.dataset_id}${document.synthetic ? ' SYNTHETIC' : ''}, ${day(document.window_from)} to ${day(document.window_to)}`,
    `${document.combinations} combinations; ${schedule.train_days} days to choose on, ${schedule.test_days} to judge, a new choice every ${schedule.step_days}`,
    '',
    table(head, rows, ['fold', 'Sharpe inside', 'outside', 'trades']),
    '',
    `Sharpe inside ${decimal(document.is_sharpe)}, outside ${decimal(document.oos_sharpe)} (efficiency ${decimal(document.efficiency)})`,
    `outside, ${outside.days} days from ${outside.first_day ?? '–'}, each counted once: return ${percent(outside.total_return)}  a year ${percent(outside.annual_return)}  volatility ${percent(outside.annual_volatility)}  drawdown ${percent(outside.max_drawdown)}  ${outside.num_trades} trades`,
    `${document.trials_counted} trials are counted on this dataset; approval is deflated for all of them.`,
  ].join('\n')
}
