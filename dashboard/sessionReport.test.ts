import { describe, expect, it } from 'vitest'
import type { StrategyFact } from '../domain/facts.ts'
import { fakeSessionFacts } from './fixture/sessionFacts.ts'
import { brokenFigures, nestingProblems } from './fixture/wellFormed.ts'
import { decimal, percent, significant, signedPercent } from './format.ts'
import { rankedBySharpe } from './ranking.ts'
import type { SessionReportFacts } from './reportFacts.ts'
import { sessionReport } from './sessionReport.ts'

const ATTACK = `"><script>alert('x')</script><img src=x onerror=alert(1)>`

function changed(facts: SessionReportFacts, change: (strategy: StrategyFact) => Partial<StrategyFact>): SessionReportFacts {
  return { ...facts, records: facts.records.map((record) => ({ ...record, strategy: { ...record.strategy, ...change(record.strategy) } })) }
}

const sound = (html: string): void => {
  expect(nestingProblems(html)).toEqual([])
  expect(brokenFigures(html)).toEqual([])
}

describe('sessionReport', () => {
  const facts = fakeSessionFacts()
  const html = sessionReport(facts)

  it('is sound and gives the same text for the same facts', () => {
    sound(html)
    expect(sessionReport(fakeSessionFacts())).toBe(html)
  })

  it('shows every strategy with its figures, and every failure with its reason', () => {
    for (const { strategy } of facts.records) {
      const row = html.split(`id="s-${strategy.strategy_id}"`)[1]?.split('</tr>')[0] ?? ''
      const { metrics, failure } = strategy
      const figures = [
        decimal(metrics?.sharpe_ratio),
        signedPercent(metrics?.total_return),
        percent(metrics?.max_drawdown),
        String(metrics?.num_trades ?? '–'),
      ]
      for (const text of [...figures, strategy.action, failure?.code ?? 'rejected']) expect(row).toContain(text)
      for (const gate of strategy.verdict?.gates ?? []) if (!gate.passed) expect(row).toContain(gate.name)
    }
  })

  it('shows the gates of the best with their figures', () => {
    const best = facts.records
      .map(({ strategy }) => strategy)
      .sort((a, b) => (b.metrics?.sharpe_ratio ?? -9) - (a.metrics?.sharpe_ratio ?? -9))[0]
    expect(html).toContain('trials deflated for')
    const part = html.split('Gates of the top strategies</h2>')[1]?.split('</section>')[0] ?? ''
    for (const { name, value, threshold } of best?.verdict?.gates ?? []) {
      for (const text of [name, significant(value), significant(threshold)]) expect(part).toContain(text)
    }
  })

  it('shows what the best were deflated for: the budget where that is more than was counted', () => {
    const row = (text: string) => text.split('trials deflated for')[1]?.split('</tr>')[0] ?? ''
    const best = rankedBySharpe(facts.records).slice(0, 3)
    for (const { strategy } of best) expect(row(html)).toContain(`>${strategy.trials_counted} `)
    const many = row(sessionReport(fakeSessionFacts({ strategies_budget: 900 })))
    for (const { strategy } of best) expect(many).not.toContain(`>${strategy.trials_counted} `)
    expect(many.match(/>900 /g)).toHaveLength(best.length)
  })

  it('tells what was asked, on what, by whom, and how often', () => {
    for (const text of [
      'Find profitable BTC strategies',
      'binance:BTCUSDT:1h',
      '2023-01-01',
      '2024-01-01',
      'offline policy (not an LLM)',
      '127 trials',
    ])
      expect(html).toContain(text)
  })

  it('says that nothing was approved, and what approval takes', () => {
    expect(html).toContain('0 approved: nothing here can be told from luck.')
    expect(html).toContain('Approval takes every gate')
    const first = facts.records[0]?.strategy.strategy_id
    const one = sessionReport(changed(facts, (strategy) => ({ passed_filter: strategy.strategy_id === first })))
    expect(one).toContain('1 of 24 approved.')
    expect(one).toContain('Approval takes every gate')
    expect(one).not.toContain('0 approved')
  })

  it('says so when data are synthetic, and only then', () => {
    expect(html).not.toMatch(/synthetic data/i)
    expect(sessionReport(fakeSessionFacts({ synthetic: true }))).toContain('<strong>Synthetic data.</strong>')
  })

  it('needs nothing from anywhere: no address, and a policy that forbids all but its own script', () => {
    expect(html.replaceAll('http://www.w3.org/2000/svg', '')).not.toMatch(/(?:https?:)?\/\/[a-z]|@import|url\(|src=/i)
    expect(html).toMatch(/default-src 'none'|default-src &#39;none&#39;/)
    expect(html.match(/<script/g)).toHaveLength(1)
  })

  it('shows markup in names, rationales, goals and messages, and never follows it', () => {
    const failure = { stage: 'policy', code: ATTACK, message: ATTACK } as const
    const attacked = changed(fakeSessionFacts({ goal: ATTACK, dataset_id: ATTACK }), (strategy) => ({
      strategy_name: ATTACK,
      rationale: ATTACK,
      action: ATTACK,
      strategy_logic: ATTACK,
      exploration_vector: { modification: ATTACK, details: ATTACK },
      ...(strategy.failure === null ? {} : { failure }),
      verdict:
        strategy.verdict === null
          ? null
          : { ...strategy.verdict, gates: strategy.verdict.gates.map((gate) => ({ ...gate, name: ATTACK, detail: ATTACK })) },
    }))
    const decisions = attacked.decisions.map((decision) => ({
      ...decision,
      model: ATTACK,
      evidence: [{ tool: ATTACK, arguments: { [ATTACK]: ATTACK }, result: ATTACK }],
    }))
    const text = sessionReport({ ...attacked, decisions })
    sound(text)
    expect(text.match(/<script/g)).toHaveLength(1)
    expect(text).not.toContain('<img')
    expect(text).not.toMatch(/<[^>"]*\sonerror=/)
    expect(text).toContain('&lt;script&gt;alert(')
  })

  it('reports an empty session', () => {
    const empty = sessionReport(fakeSessionFacts({}, 0))
    sound(empty)
    expect(empty).toContain('No strategies recorded.')
    expect(empty).toContain('The session has recorded nothing yet.')
    expect(empty).not.toContain('<svg')
  })

  it('reports a session in which everything failed', () => {
    const failure = { stage: 'transpile', code: 'syntax', message: 'Line 1.' } as const
    const failed = changed(facts, () => ({
      status: 'failed',
      failure,
      metrics: null,
      verdict: null,
      baselines: null,
      passed_filter: false,
    }))
    const text = sessionReport({ ...failed, ancestors: [], trials: { counted: 24 } })
    sound(text)
    expect(text).toContain('None of them has a Sharpe ratio.')
    expect(text).toContain('0 ran to the end, 24 failed')
    expect(text).not.toContain('Equity of the top')
  })

  it('shows a dash for what does not exist', () => {
    const nothing = {
      sharpe_ratio: null,
      sortino_ratio: null,
      calmar_ratio: null,
      win_rate: null,
      num_trades: 0,
      total_return: 0,
      max_drawdown: 0,
    }
    const idle = changed(facts, ({ metrics }) => ({ metrics: metrics === null ? null : { ...metrics, ...nothing } }))
    const text = sessionReport({ ...idle, ancestors: [] })
    sound(text)
    expect(text.split('id="s-')[1]).toContain('data-v="">–')
  })

  it('follows the top performer to its ancestors, and does not walk in circles', () => {
    const part = html.split('Genealogy of the top performer</h2>')[1]?.split('</section>')[0] ?? ''
    for (const { strategy_id } of facts.ancestors) expect(part).toContain(strategy_id)
    const [first, second] = facts.records
    const circle = changed(facts, ({ strategy_id }) => ({
      parent_id:
        strategy_id === first?.strategy.strategy_id ? (second?.strategy.strategy_id ?? null) : (first?.strategy.strategy_id ?? null),
    }))
    sound(sessionReport({ ...circle, ancestors: [] }))
  })

  it('stays small: a session of 500 strategies is less than 3 MB', () => {
    expect(sessionReport(fakeSessionFacts({}, 500)).length).toBeLessThan(3_000_000)
  })
})
