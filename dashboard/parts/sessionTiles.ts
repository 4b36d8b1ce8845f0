import { decimal, percent, signedPercent, whole } from '../format.ts'
import { bestByLuck, sharpeError } from '../luck.ts'
import type { Html } from '../markup.ts'
import { holdSharpe, rankedBySharpe, sharpeOf } from '../ranking.ts'
import type { SessionReportFacts } from '../reportFacts.ts'
import { tiles } from './tiles.ts'

/** The session in seven figures. */
export function sessionTiles({ session, records, trials }: SessionReportFacts): Html {
  const count = (keep: (record: (typeof records)[number]) => boolean): number => records.filter(keep).length
  const failed = count(({ strategy }) => strategy.status === 'failed')
  const top = rankedBySharpe(records)[0]
  const hold = top?.strategy.baselines?.buy_and_hold
  const error = sharpeError(top?.trial)
  return tiles([
    { label: 'Strategies', figure: whole(records.length), note: `of ${whole(session.strategies_budget)} budgeted` },
    { label: 'Failed', figure: whole(failed), note: records.length === 0 ? '' : `${percent(failed / records.length, 0)} of them` },
    { label: 'Approved', figure: whole(count(({ strategy }) => strategy.passed_filter)), note: 'every gate, holdout included' },
    { label: 'Trials counted', figure: whole(trials.counted), note: 'on this dataset' },
    {
      label: 'Best Sharpe',
      figure: decimal(top === undefined ? null : sharpeOf(top.strategy)),
      note: error === undefined ? '' : `± ${decimal(error)}`,
    },
    { label: 'Best by luck', figure: decimal(bestByLuck(trials, top?.trial)), note: `expected of ${whole(trials.counted)}` },
    {
      label: 'Buy and hold',
      figure: decimal(holdSharpe(top)),
      note: hold === undefined ? '' : `${signedPercent(hold.total_return)} in all`,
    },
  ])
}
