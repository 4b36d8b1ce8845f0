import { decimal, percent, table } from '../../format.ts'
import type { GateShare } from './gateShares.ts'
import type { Rate } from './rate.ts'
import type { Comparison, Duel } from './searches.ts'
import type { KindFigures, Report } from './summarise.ts'

const count = (value: number): string => value.toLocaleString('en-US')

export function interval({ interval: bounds }: Pick<Rate, 'interval'>): string {
  return bounds === null ? '–' : `${percent(bounds.low)} to ${percent(bounds.high)}`
}

/** Head, rows and right-aligned columns of a table, for a terminal and for Markdown alike. */
export interface TableText {
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

function rateRow(name: string, rate: Rate): string[] {
  return [name, count(rate.sessions), count(rate.with_approval), percent(rate.rate), interval(rate)]
}

export function kindTable({ kinds, false_discovery, power }: Report): TableText {
  const head = [
    'market',
    'sessions',
    'approved something',
    'rate',
    '95 % interval',
    'trials',
    'spread of Sharpes',
    'best Sharpe',
    'on fresh market',
  ]
  const row = (kind: KindFigures): string[] => [
    ...rateRow(kind.kind, kind),
    decimal(kind.trials, 0),
    decimal(kind.sharpe_spread),
    decimal(kind.best_sharpe),
    decimal(kind.best_fresh_sharpe),
  ]
  const totals = [rateRow('FALSE DISCOVERIES (all null)', false_discovery), rateRow('POWER (all planted)', power)]
  return { head, rows: [...kinds.map(row), ...totals.map((total) => [...total, '', '', '', ''])] }
}

export function gateTable(gates: readonly GateShare[]): TableText {
  const rows = gates.map(({ gate, judged, rejected, share, rejected_alone }) => [
    gate,
    count(judged),
    count(rejected),
    percent(share),
    count(rejected_alone),
  ])
  return { head: ['gate', 'judged', 'rejected', 'share', 'rejected alone'], rows }
}

export function searchTable({ searches }: Comparison): TableText {
  const rows = searches.map((one) => [...rateRow(one.search, one), decimal(one.best_sharpe), decimal(one.fresh_sharpe)])
  return { head: ['search', 'sessions', 'approved something', 'power', '95 % interval', 'best Sharpe', 'on fresh market'], rows }
}

function duelRow(one: Duel): string[] {
  const difference = `${decimal(one.mean_difference)} ± ${decimal(one.standard_error)}`
  const measure = one.measure === 'fresh_market' ? 'fresh market' : 'searched market, equal trials'
  return [one.against, measure, `${one.better} : ${one.worse}`, percent(one.rate), interval(one), difference]
}

export function duelTable({ duels }: Comparison): TableText {
  const head = ['policy against', 'best strategy’s Sharpe on', 'better : worse', 'share', '95 % interval', 'mean difference ± s.e.']
  return { head, rows: duels.map(duelRow) }
}

/** Everything but the first column is figures. */
const terminal = ({ head, rows }: TableText): string => table(head, rows, head.slice(1))

export function heldUpSentence({ held_up: { approved, measured, held_up, mean_fresh_sharpe } }: Report): string {
  if (approved === 0) return 'Nothing was approved on a planted market.'
  const unmeasured = measured < approved ? ` (${count(approved - measured)} could not be run there)` : ''
  const strategies = approved === 1 ? '1 strategy' : `${count(approved)} strategies`
  return `Of ${strategies} approved on planted markets, ${count(held_up)} of ${count(measured)} earn on a fresh market of the kind${unmeasured}; mean Sharpe ${decimal(mean_fresh_sharpe)}.`
}

/** The tables that a person reads at the end. */
export function describeReport(report: Report): string {
  const { comparison, gates, sessions_done, sessions_planned, settings, code_version } = report
  const unfinished = sessions_done < sessions_planned ? `, ${count(sessions_planned - sessions_done)} still to run` : ''
  return [
    `Calibration of the whole loop: ${count(sessions_done)} sessions of ${count(settings.strategies)} strategies${unfinished}; code version ${code_version}`,
    '',
    terminal(kindTable(report)),
    '',
    heldUpSentence(report),
    ...(['null', 'planted'] as const).flatMap((which) =>
      gates[which].length === 0 ? [] : ['', `Gates, over all strategies of ${which} markets`, terminal(gateTable(gates[which]))],
    ),
    ...(comparison === null
      ? []
      : [
          '',
          'Searches, over the planted markets that all were run on',
          terminal(searchTable(comparison)),
          '',
          terminal(duelTable(comparison)),
        ]),
  ].join('\n')
}
