import { decimal } from '../format.ts'
import { bestByLuck, sharpeError } from '../luck.ts'
import { markup, type Html } from '../markup.ts'
import { holdSharpe, rankedBySharpe, sharpeOf } from '../ranking.ts'
import type { StrategyRecord, TrialCount } from '../reportFacts.ts'
import { marker } from '../svg/marker.ts'
import { scatter, type Point, type Reference } from '../svg/scatter.ts'
import { forBothSizes } from '../svg/size.ts'
import { outcomeOf } from './status.ts'
import { anchorOf } from './strategyTable.ts'

function point({ strategy, trial }: StrategyRecord): Point {
  const sharpe = sharpeOf(strategy)
  return {
    x: strategy.iteration,
    y: sharpe,
    error: sharpeError(trial),
    kind: strategy.action,
    href: `#${anchorOf(strategy.strategy_id)}`,
    title: `#${strategy.iteration} ${strategy.strategy_name}: Sharpe ${decimal(sharpe)}, ${strategy.action}, ${outcomeOf(strategy)}`,
  }
}

function references(records: readonly StrategyRecord[], trials: TrialCount): Reference[] {
  const top = rankedBySharpe(records)[0]
  const levels: [string, string, number | null | undefined][] = [
    ['best', 'best', top === undefined ? null : sharpeOf(top.strategy)],
    ['hold', 'hold', holdSharpe(top)],
    ['luck', 'luck', bestByLuck(trials, top?.trial)],
  ]
  return levels.flatMap(([style, name, value]) => (value == null ? [] : [{ style, value, label: `${name} ${decimal(value)}` }]))
}

function key(kind: string, text: string): Html {
  return markup`<li><svg viewBox="0 0 14 14" width="14" height="14" aria-hidden="true">${marker(kind, 7, 7)}</svg>${text}</li>`
}

function lineKey(style: string, text: string): Html {
  return markup`<li><svg viewBox="0 0 22 14" width="22" height="14" aria-hidden="true"><line class="ref ${style}" x1="0" x2="22" y1="7" y2="7"/></svg>${text}</li>`
}

/** Sharpe ratio of every strategy in the order they were tried, against holding the asset and against luck. */
export function sharpeChart(records: readonly StrategyRecord[], trials: TrialCount): Html {
  const levels = references(records, trials)
  const luck = levels.find(({ style }) => style === 'luck')
  const hold = levels.find(({ style }) => style === 'hold')
  const keys = [
    ...['explore', 'exploit', 'upgrade']
      .filter((kind) => records.some(({ strategy }) => strategy.action === kind))
      .map((kind) => key(kind, kind)),
    ...(records.some(({ strategy }) => sharpeOf(strategy) === null) ? [key('none', 'no Sharpe ratio (failed, or never traded)')] : []),
    ...(levels.some(({ style }) => style === 'best') ? [lineKey('best', 'best so far')] : []),
    ...(hold === undefined ? [] : [lineKey('hold', `buy and hold, ${decimal(hold.value)}`)]),
    ...(luck === undefined ? [] : [lineKey('luck', `best expected of ${trials.counted} trials without skill, ${decimal(luck.value)}`)]),
  ]
  const title = `Sharpe ratio of ${records.length} strategies by iteration`
  const chart = forBothSizes(340, (size) => scatter({ size, title, points: records.map(point), references: levels }))
  return markup`<figure><ul class="legend">${keys}</ul>${chart}</figure>`
}
