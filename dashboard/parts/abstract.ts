import { counted, decimal, day } from '../format.ts'
import { bestByLuck, sharpeError } from '../luck.ts'
import { markup, NOTHING, type Html } from '../markup.ts'
import { holdSharpe, rankedBySharpe, sharpeOf } from '../ranking.ts'
import type { SessionReportFacts, StrategyRecord } from '../reportFacts.ts'
import { anchorOf } from './strategyTable.ts'

/** The best one in words: how sure its figure is, and what it has to beat. */
function best(top: StrategyRecord, { trials }: SessionReportFacts): Html {
  const sharpe = sharpeOf(top.strategy) as number
  const error = sharpeError(top.trial)
  const hold = holdSharpe(top)
  const luck = bestByLuck(trials, top.trial)
  const name = markup`<a href="#${anchorOf(top.strategy.strategy_id)}">${top.strategy.strategy_name}</a>`
  const sure = error === undefined ? NOTHING : markup` (standard error ${decimal(error)})`
  const held = hold === null ? NOTHING : markup` Holding the asset gave ${decimal(hold)}.`
  const lucky =
    luck === undefined
      ? NOTHING
      : markup` The best of ${counted(trials.counted, 'trial')} without any skill would be expected to show about ${decimal(luck)} on as many days${sharpe > luck ? ', which it exceeds.' : ', which it does not reach.'}`
  return markup`The highest Sharpe ratio is ${decimal(sharpe)}${sure}, of ${name}.${held}${lucky}`
}

/** The session in three sentences. */
export function abstract(facts: SessionReportFacts): Html {
  const { session, records } = facts
  if (records.length === 0) return markup`<p class="lead">The session has recorded nothing yet.</p>`
  const failed = records.filter(({ strategy }) => strategy.status === 'failed').length
  const top = rankedBySharpe(records)[0]
  const ran = records.length - failed
  const opening = `${counted(records.length, 'strategy', 'strategies')} tried on ${session.dataset_id} from ${day(session.window_from)} to ${day(session.window_to)}: ${ran} ran to the end, ${failed} failed.`
  return markup`<p class="lead">${opening} ${top === undefined ? 'None of them has a Sharpe ratio.' : best(top, facts)}</p>`
}
