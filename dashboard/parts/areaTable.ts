import type { StrategyFact } from '../../domain/facts.ts'
import { decimal, whole } from '../format.ts'
import type { Html } from '../markup.ts'
import { sharpeOf } from '../ranking.ts'
import { strip } from '../svg/strip.ts'
import { figure, table, type Row } from '../table.ts'
import { spaced } from './strategyTable.ts'

/** Mean of the figures there are; null for none. */
function average(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length
}

/** Attempts and Sharpe ratios by one property of the strategies; `names` come first, tried or not. */
export function areaTable(
  title: string,
  names: readonly string[],
  strategies: readonly StrategyFact[],
  nameOf: (strategy: StrategyFact) => string,
): Html {
  const sharpes = strategies.flatMap((strategy) => sharpeOf(strategy) ?? [])
  const low = Math.min(0, ...sharpes)
  const high = Math.max(0, ...sharpes)
  const rows = [...new Set([...names, ...strategies.map(nameOf)])].map((name): Row => {
    const those = strategies.filter((strategy) => nameOf(strategy) === name)
    const theirs = those.flatMap((strategy) => sharpeOf(strategy) ?? [])
    const best = theirs.length === 0 ? null : Math.max(...theirs)
    const failed = those.filter(({ status }) => status === 'failed').length
    return {
      style: those.length === 0 ? 'untried' : '',
      cells: [
        { content: spaced(name) },
        figure(those.length, whole(those.length)),
        figure(failed, whole(failed)),
        figure(those.filter(({ passed_filter }) => passed_filter).length, whole(those.filter(({ passed_filter }) => passed_filter).length)),
        figure(average(theirs), decimal(average(theirs))),
        figure(best, decimal(best)),
        { content: strip(theirs, low, high) },
      ],
    }
  })
  const numbers = ['Tried', 'Failed', 'Passed', 'Mean Sharpe', 'Best'].map((name) => ({ title: name, number: true }))
  return table(`By ${title.toLowerCase()}`, [{ title }, ...numbers, { title: 'Every Sharpe ratio' }], rows, 'areas')
}
