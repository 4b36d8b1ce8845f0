import { describe, expect, it } from 'vitest'
import { fakeSessionFacts } from './fixture/sessionFacts.ts'
import { fakeRecord } from './fixture/strategyRecord.ts'
import { brokenFigures, nestingProblems } from './fixture/wellFormed.ts'
import { decimal, percent, significant, signedPercent, whole } from './format.ts'
import { rankedBySharpe } from './ranking.ts'
import type { StrategyReportFacts } from './reportFacts.ts'
import { strategyReport } from './strategyReport.ts'

function factsOfBest(): StrategyReportFacts {
  const session = fakeSessionFacts()
  const record = rankedBySharpe(session.records)[0]!
  return {
    record,
    budget: session.session.strategies_budget,
    decision: session.decisions.find(({ decision_id }) => decision_id === record.strategy.decision_id),
    code: 'export default class A extends Strategy { shouldEnter(bar) { return bar.rsi < 30 && 1 > 0 ? "long" : "none" } }',
    ancestors: session.ancestors,
    descendants: session.records.map(({ strategy }) => strategy),
    trials: session.trials,
  }
}

const sound = (html: string): void => {
  expect(nestingProblems(html)).toEqual([])
  expect(brokenFigures(html)).toEqual([])
}

describe('strategyReport', () => {
  const facts = factsOfBest()
  const html = strategyReport(facts)
  const { strategy } = facts.record

  it('is sound', () => sound(html))

  it('shows every figure of the strategy and of its baselines', () => {
    const { metrics, baselines } = strategy
    const m = metrics!
    const figures = [
      ...[m.sharpe_ratio, m.sortino_ratio, m.calmar_ratio, m.omega_ratio, m.profit_factor, m.fees_paid].map((value) => decimal(value)),
      ...[m.total_return, m.annual_return].map((value) => signedPercent(value)),
      ...[m.annual_volatility, m.max_drawdown, m.win_rate, m.exposure].map((value) => percent(value)),
      ...[m.max_drawdown_bars, m.num_trades, m.bars].map((value) => whole(value)),
      signedPercent(m.expectancy, 2),
      decimal(m.turnover, 1),
      significant(m.accounting_residual),
      decimal(baselines!.buy_and_hold.sharpe_ratio),
      percent(baselines!.buy_and_hold.max_drawdown),
      decimal(baselines!.coin_flip.sharpe_ratio),
      percent(baselines!.coin_flip.share_beaten),
    ]
    for (const text of figures) expect(html).toContain(text)
  })

  it('shows everything else that is known of it', () => {
    for (const { name, value, detail } of strategy.verdict!.gates)
      for (const text of [name, significant(value), detail]) expect(html).toContain(text)
    const { strategy_id, session_id, parent_id, entry_logic, exit_logic, rationale, exploration_vector } = strategy
    for (const text of [strategy_id, session_id, parent_id ?? '', entry_logic, exit_logic, rationale, exploration_vector.details])
      expect(html).toContain(text)
    expect(html).toContain(`Deflated for ${strategy.trials_counted} trials`)
    expect(html).toContain('get_top(')
  })

  it('shows what it was deflated for: the budget of its session where that was more than was counted', () => {
    const text = strategyReport({ ...facts, budget: 900 })
    expect(text).toContain(`Deflated for 900 trials: `)
    expect(text).toContain(`They were ${strategy.trials_counted}; by now there are 127.`)
  })

  it('shows the code as it is written', () => {
    expect(html).toContain('return bar.rsi &lt; 30 &amp;&amp; 1 &gt; 0 ? &quot;long&quot; : &quot;none&quot;')
  })

  it('does not let code end its own frame', () => {
    const text = strategyReport({ ...facts, code: '</code></pre><script>fetch("x")</script>' })
    sound(text)
    expect(text.match(/<script/g)).toHaveLength(1)
  })

  it('draws equity and drawdown, and lists the months', () => {
    expect(html.match(/<path class="line s1"/g)).toHaveLength(4)
    expect(html.match(/<path class="area s1"/g)).toHaveLength(2)
    expect(html).toContain('Returns by month')
  })

  it('says so when it was rejected, when it was approved, and what that takes', () => {
    expect(html).toContain('Rejected:')
    const passed = { ...strategy, passed_filter: true }
    const text = strategyReport({ ...facts, record: { ...facts.record, strategy: passed } })
    expect(text).toContain('Approved.')
    expect(text).toContain('Approval takes every gate')
  })

  it('reports one that failed, with nothing but its reason', () => {
    const failure = { stage: 'causality', code: 'reads_the_future', message: 'Bar 412 <decides> otherwise.' } as const
    const record = fakeRecord({
      iteration: 5,
      name: 'Seer',
      type: 'pure_technical',
      logic: 'momentum',
      action: 'explore',
      drift: 0,
      failure,
    })
    const text = strategyReport({
      record,
      budget: undefined,
      decision: undefined,
      code: undefined,
      ancestors: [],
      descendants: [],
      trials: { counted: 5 },
    })
    sound(text)
    for (const part of ['reads_the_future', 'Bar 412 &lt;decides&gt; otherwise.', 'It was given no verdict.', 'No code is stored.'])
      expect(text).toContain(part)
    expect(text).not.toContain('<svg')
    expect(text).not.toContain('Rejected:')
  })

  it('reports one whose daily returns are not stored', () => {
    const text = strategyReport({ ...facts, record: { ...facts.record, returns: undefined, trial: undefined } })
    sound(text)
    expect(text).toContain('No daily returns are stored')
  })

  it('names an ancestor that is not there', () => {
    const orphan = { ...strategy, parent_id: 'strat_gone00000000' }
    const text = strategyReport({ ...facts, ancestors: [], record: { ...facts.record, strategy: orphan } })
    expect(text).toContain('Its ancestor strat_gone00000000 is not in this workspace.')
  })

  it('says so when data are synthetic', () => {
    const text = strategyReport({ ...facts, record: { ...facts.record, strategy: { ...strategy, synthetic: true } } })
    expect(text).toContain('<strong>Synthetic data.</strong>')
  })
})
