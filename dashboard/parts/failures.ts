import type { Failure, StrategyFact } from '../../domain/facts.ts'
import { markup, type Html } from '../markup.ts'
import { figure, table } from '../table.ts'

interface FailureGroup {
  readonly failure: Failure
  readonly iterations: readonly number[]
}

function groups(strategies: readonly StrategyFact[]): FailureGroup[] {
  const byCode = new Map<string, { failure: Failure; iterations: number[] }>()
  for (const { failure, iteration } of strategies) {
    if (failure === null) continue
    const code = `${failure.stage} ${failure.code}`
    const group = byCode.get(code) ?? { failure, iterations: [] }
    group.iterations.push(iteration)
    byCode.set(code, group)
  }
  return [...byCode.values()].sort((a, b) => b.iterations.length - a.iterations.length)
}

/** Failed strategies by reason, most frequent first, with what the first of each was told. */
export function failures(strategies: readonly StrategyFact[]): Html {
  const found = groups(strategies)
  if (found.length === 0) return markup`<p class="empty">No strategy failed.</p>`
  const rows = found.map(({ failure, iterations }) => ({
    cells: [
      { content: failure.stage },
      { content: markup`<code>${failure.code}</code>` },
      figure(iterations.length, iterations.length),
      { content: iterations.map((iteration) => `#${iteration}`).join(' '), style: 'wrap' },
      { content: failure.message, style: 'wrap' },
    ],
  }))
  return table(
    'Failures by code',
    [{ title: 'Stage' }, { title: 'Code' }, { title: 'Times', number: true }, { title: 'Iterations' }, { title: 'First message' }],
    rows,
  )
}
