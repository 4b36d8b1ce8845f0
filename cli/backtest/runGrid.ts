import { runGrid as runCombinations, type GridFigures } from '../../backtest/grid/runGrid.ts'
import { canonicalJson } from '../../domain/hash.ts'
import { median } from '../../math/quantile.ts'
import { failedPointFact, parameterFacts } from '../../nodes/backtest/walkForwardFact.ts'
import { decimal, percent, table } from '../format.ts'
import { engineDocument, windowDocument } from './describeBacktest.ts'
import { describeParams } from './describeWalkForward.ts'
import { evaluateRun } from './evaluateRun.ts'
import { prepareRun, strategyFailure, type PreparedRun } from './manualRun.ts'
import { sweepProgress } from './progress.ts'
import type { RunMode } from './runMode.ts'

const DEFAULT_TOP = 10

/** By Sharpe ratio, those without one last; equal ones in the order of the grid. */
function ranked(points: readonly GridFigures[]): GridFigures[] {
  const sharpe = ({ metrics }: GridFigures): number => metrics.sharpe_ratio ?? -Infinity
  return [...points].sort((a, b) => (sharpe(a) === sharpe(b) ? 0 : sharpe(b) - sharpe(a)))
}

function pointDocument({ params, metrics, account }: GridFigures) {
  const { total_return, sharpe_ratio, max_drawdown, num_trades, win_rate, profit_factor, fees_paid } = metrics
  return { params, total_return, sharpe_ratio, max_drawdown, num_trades, win_rate, profit_factor, fees_paid, ...account }
}

interface Told {
  readonly name: string
  readonly from: number
  readonly points: readonly GridFigures[]
  readonly trialsCounted: number
}

/** One grid as `--json` gives it: all points, the best first. */
function gridDocument({ name, from, points, trialsCounted }: Told, { dataset, window, engine, used, notes }: PreparedRun) {
  return {
    strategy_name: name,
    ...windowDocument(dataset, window),
    figures_from: new Date(from).toISOString(),
    engine: engineDocument(engine),
    market: used,
    notes,
    combinations: points.length,
    trials_counted: trialsCounted,
    points: ranked(points).map(pointDocument),
  }
}

function describeGrid(document: ReturnType<typeof gridDocument>, top: number): string {
  const rows = document.points
    .slice(0, top)
    .map((point, k) => [
      String(k + 1),
      describeParams(point.params),
      percent(point.total_return),
      decimal(point.sharpe_ratio),
      percent(point.max_drawdown),
      String(point.num_trades),
    ])
  const middle = median(Float64Array.from(document.points.flatMap(({ sharpe_ratio }) => sharpe_ratio ?? [])))
  const head = ['', 'parameters', 'return', 'Sharpe', 'drawdown', 'trades']
  return [
    `${document.strategy_name} on ${document.dataset_id}${document.synthetic ? ' SYNTHETIC' : ''}, ${document.figures_from.slice(0, 10)} to ${document.window_to.slice(0, 10)}`,
    `The best ${rows.length} of ${document.combinations} combinations (all with --json); the median Sharpe is ${decimal(middle)}`,
    '',
    table(head, rows, ['', 'return', 'Sharpe', 'drawdown', 'trades']),
    '',
    `${document.trials_counted} trials are counted on this dataset; approval is deflated for all of them.`,
  ].join('\n')
}

/** `backtest FILE --grid` */
export const runGrid: RunMode = async (context, sandbox, fileOrId, options, io) => {
  const run = { ...(await prepareRun(context, fileOrId, options, sandbox, io)), mode: { grid: true } }
  // The defaults alone go through smoke run and causality test; they are a trial already.
  const { evaluation, trial } = await evaluateRun(context, run)
  const defaults = canonicalJson(evaluation.params)
  const outcome = await runCombinations({
    ...run.request,
    ledger: (look) => {
      const { params } = look
      const now = new Date(context.now()).toISOString()
      if (canonicalJson(params) === defaults) return
      const facts = look.ok
        ? parameterFacts(trial, params, look.daily, look.figures.metrics, now)
        : [failedPointFact(trial, params, look.failure, now)]
      context.facts.recordAll(facts)
    },
    onProgress: sweepProgress(io, 'combinations'),
  })
  if (!outcome.ok) throw strategyFailure(outcome.failure)
  await context.tables.publish()
  const { declaration, from, points } = outcome
  const trialsCounted = context.facts.countTrials(run.dataset.dataset_id)
  const document = gridDocument({ name: declaration.name, from, points, trialsCounted }, run)
  io.result(document, describeGrid(document, options.top ?? DEFAULT_TOP))
}
