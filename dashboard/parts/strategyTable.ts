import { NONE, percent, signedPercent, decimal, whole } from '../format.ts'
import { sharpeError } from '../luck.ts'
import { markup, NOTHING, type Html } from '../markup.ts'
import type { StrategyRecord } from '../reportFacts.ts'
import { figure, table, type Column, type Row } from '../table.ts'
import { outcomeOf, status } from './status.ts'

const COLUMNS: readonly Column[] = [
  { title: '#', number: true },
  { title: 'Strategy' },
  { title: 'Type' },
  { title: 'Logic' },
  { title: 'Action' },
  { title: 'Sharpe', number: true },
  { title: 'Return', number: true },
  { title: 'Drawdown', number: true },
  { title: 'Trades', number: true },
  { title: 'Screen' },
]

/** Where charts and lists of the same page point to. */
export function anchorOf(strategyId: string): string {
  return `s-${strategyId}`
}

/** Names of things as people read them: `pure_technical` is `pure technical`. */
export function spaced(name: string): string {
  return name.replaceAll('_', ' ')
}

/** A name that may be broken before its words, where a column is narrow. */
function breakable(name: string): Html {
  return markup`${name.split(/(?=[A-Z][a-z])|(?<=_)/).map((word, index) => (index === 0 ? markup`${word}` : markup`<wbr>${word}`))}`
}

function sharpeCell(sharpe: number | null, error: number | undefined): Html {
  return markup`${decimal(sharpe)}${error === undefined || sharpe === null ? NOTHING : markup` <small>±${decimal(error)}</small>`}`
}

function row({ strategy, trial }: StrategyRecord): Row {
  const { metrics } = strategy
  const sharpe = metrics?.sharpe_ratio ?? null
  return {
    id: anchorOf(strategy.strategy_id),
    style: outcomeOf(strategy),
    cells: [
      figure(strategy.iteration, strategy.iteration),
      {
        content: markup`<b>${breakable(strategy.strategy_name)}</b><small class="id">${strategy.strategy_id}</small>`,
        value: strategy.strategy_name,
      },
      { content: spaced(strategy.strategy_type) },
      { content: spaced(strategy.strategy_logic) },
      { content: markup`<span class="act ${strategy.action}">${strategy.action}</span>`, value: strategy.action },
      figure(sharpe, sharpeCell(sharpe, sharpeError(trial))),
      figure(metrics?.total_return, signedPercent(metrics?.total_return)),
      figure(metrics?.max_drawdown, percent(metrics?.max_drawdown)),
      figure(metrics?.num_trades, metrics === null ? NONE : whole(metrics.num_trades)),
      { content: status(strategy), value: outcomeOf(strategy), style: 'wrap' },
    ],
  }
}

/** Every strategy of a session, failures included, one line each. */
export function strategyTable(records: readonly StrategyRecord[]): Html {
  return table('Strategies', COLUMNS, records.map(row), 'sortable strategies')
}
