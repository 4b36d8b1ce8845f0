import type { Gate, StrategyFact } from '../../domain/facts.ts'
import { deflatedFor } from '../../validation/evidence/deflatedFor.ts'
import { NONE, significant, whole } from '../format.ts'
import { markup, type Html } from '../markup.ts'
import { figure, table, type Cell, type Row } from '../table.ts'

const RULES = { '>=': '≥', '<=': '≤', '>': '>', '<': '<' } as const

function wanted({ rule, threshold }: Gate): string {
  return `${RULES[rule]} ${significant(threshold)}`
}

function mark(passed: boolean): Html {
  return passed ? markup`<span class="yes">pass</span>` : markup`<span class="no">fail</span>`
}

/** The gates of one verdict with figure, rule, threshold and what they mean. */
export function gateTable(gates: readonly Gate[]): Html {
  const rows = gates.map((gate): Row => ({
    cells: [
      { content: mark(gate.passed) },
      { content: markup`<code>${gate.name}</code>` },
      figure(gate.value, significant(gate.value)),
      { content: wanted(gate) },
      { content: gate.detail, style: 'wrap' },
    ],
  }))
  return table(
    'Gates',
    [{ title: '' }, { title: 'Gate' }, { title: 'Figure', number: true }, { title: 'Wanted' }, { title: 'About' }],
    rows,
  )
}

/** Gates by name across the strategies of a session with this budget: figures side by side. A threshold that is not the same for all stands with its figure. */
export function gateMatrix(strategies: readonly StrategyFact[], budget: number): Html {
  const judged = strategies.filter(({ verdict }) => verdict !== null)
  const names = [...new Set(judged.flatMap(({ verdict }) => verdict?.gates.map(({ name }) => name) ?? []))]
  if (names.length === 0) return markup`<p class="empty">No strategy got as far as a verdict.</p>`
  const rows = names.map((name): Row => {
    const gates = judged.map(({ verdict }) => verdict?.gates.find((gate) => gate.name === name))
    const rules = new Set(gates.flatMap((gate) => (gate === undefined ? [] : [wanted(gate)])))
    const shared = rules.size === 1
    const cells = gates.map((gate): Cell => {
      if (gate === undefined) return { content: NONE }
      const own = shared ? markup`` : markup` <small>${wanted(gate)}</small>`
      return { content: markup`<span title="${gate.detail}">${significant(gate.value)}${own} ${mark(gate.passed)}</span>` }
    })
    return { cells: [{ content: markup`<code>${name}</code>` }, { content: shared ? [...rules].join('') : 'differs' }, ...cells] }
  })
  const columns = [{ title: 'Gate' }, { title: 'Wanted' }, ...judged.map((strategy) => ({ title: strategy.strategy_name, number: true }))]
  const counts: Row = {
    cells: [
      { content: 'trials deflated for' },
      { content: markup`<small>counted by then, or the budget</small>` },
      ...judged.map(({ trials_counted }) => {
        const trials = deflatedFor(trials_counted, budget)
        return figure(trials, markup`${whole(trials)} <span class="yes"></span>`)
      }),
    ],
  }
  return table('Gates of the top strategies', columns, [...rows, counts], 'gates')
}
