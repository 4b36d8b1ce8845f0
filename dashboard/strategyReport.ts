import type { StrategyFact } from '../domain/facts.ts'
import { deflatedFor } from '../validation/evidence/deflatedFor.ts'
import { counted, minute, span } from './format.ts'
import { sharpeError } from './luck.ts'
import { markup, NOTHING, type Html } from './markup.ts'
import { page } from './page.ts'
import { baselineTable } from './parts/baselineTable.ts'
import { strategyBanner, syntheticBanner } from './parts/banner.ts'
import { decidedBy } from './parts/decidedBy.ts'
import { decisionBody } from './parts/decisions.ts'
import { drawdownChart } from './parts/drawdownChart.ts'
import { equityChart } from './parts/equityChart.ts'
import { gateTable } from './parts/gates.ts'
import { genealogy } from './parts/genealogy.ts'
import { header } from './parts/header.ts'
import { method } from './parts/method.ts'
import { metricsTable } from './parts/metricsTable.ts'
import { monthTable } from './parts/monthTable.ts'
import { section } from './parts/section.ts'
import { spaced } from './parts/strategyTable.ts'
import type { StrategyReportFacts } from './reportFacts.ts'

function opening({ record, decision }: StrategyReportFacts): Html {
  const { strategy } = record
  return header(`Quantopia strategy · ${spaced(strategy.strategy_type)}, ${spaced(strategy.strategy_logic)}`, strategy.strategy_name, [
    { term: 'Dataset', text: `${strategy.dataset_id}${strategy.synthetic ? ' (synthetic)' : ''}` },
    { term: 'Window', text: span(strategy.window_from, strategy.window_to) },
    { term: 'Indicators', text: strategy.indicators_used.join(', ') || 'none' },
    { term: 'Models', text: strategy.ml_models_used.join(', ') || 'none' },
    { term: 'Decided by', text: decision === undefined ? 'no decision is stored' : decidedBy({ llm: '' }, [decision]) },
    { term: 'Seed', text: String(strategy.seed) },
    { term: 'Repairs', text: String(strategy.repairs) },
    { term: 'Recorded', text: minute(strategy.created_at) },
    { term: 'Strategy', text: strategy.strategy_id, code: true },
    { term: 'Session', text: `${strategy.session_id}, iteration ${strategy.iteration}`, code: true },
    { term: 'Parent', text: strategy.parent_id ?? 'none', code: true },
    { term: 'Grandparent', text: strategy.grandparent_id ?? 'none', code: true },
    { term: 'Dataset hash', text: strategy.dataset_hash.slice(0, 16), code: true },
    { term: 'Code hash', text: strategy.code_hash?.slice(0, 16) ?? 'none', code: true },
  ])
}

function failureNote({ failure }: StrategyFact): Html {
  if (failure === null) return NOTHING
  return markup`<aside class="banner failed"><strong>Failed at ${failure.stage}: <code>${failure.code}</code>.</strong> ${failure.message}</aside>`
}

function idea(strategy: StrategyFact): Html {
  return markup`<dl class="pairs"><div><dt>Entry</dt><dd>${strategy.entry_logic || 'not written'}</dd></div><div><dt>Exit</dt><dd>${strategy.exit_logic || 'not written'}</dd></div></dl>`
}

function performance({ record, budget, trials }: StrategyReportFacts): Html[] {
  const { strategy, trial, returns } = record
  const { metrics, verdict } = strategy
  const gates = verdict === null ? markup`<p class="empty">It was given no verdict.</p>` : gateTable(verdict.gates)
  const deflated =
    verdict === null
      ? ''
      : `Deflated for ${counted(deflatedFor(strategy.trials_counted, budget), 'trial')}: what its session was going to try, or all that were counted on this dataset when the verdict was given if they were more. They were ${strategy.trials_counted}; by now there are ${trials.counted}.`
  if (metrics === null) return [section('Gates', deflated, [gates])]
  return [
    section('Equity and drawdown', 'Growth of 1 at the end of each UTC day, after costs. Drawdowns inside a day can be deeper.', [
      equityChart([record]),
      drawdownChart(record),
    ]),
    section('Gates', deflated, [gates]),
    section('Figures', '', [metricsTable(metrics, sharpeError(trial))]),
    section('Against no idea at all', '', [baselineTable(strategy)]),
    returns === undefined ? NOTHING : section('Returns by month', 'Percent, compounded from daily returns.', [monthTable(returns)]),
  ]
}

/** One strategy with everything that is known of it, as a self-contained HTML document. Pure: the same facts give the same text. */
export function strategyReport(facts: StrategyReportFacts): string {
  const { record, decision, code, ancestors, descendants } = facts
  const { strategy } = record
  return page(`${strategy.strategy_name}: ${strategy.strategy_id}`, [
    opening(facts),
    strategy.synthetic ? syntheticBanner(strategy.dataset_id) : NOTHING,
    failureNote(strategy),
    strategy.status === 'failed' ? NOTHING : strategyBanner(strategy),
    section('The idea', '', [idea(strategy)]),
    ...performance(facts),
    section('Why it was tried', '', [decisionBody(strategy, decision, true)]),
    section('Genealogy', 'Oldest first; in brackets the change of Sharpe against the parent.', [
      genealogy({ strategy, ancestors, descendants }),
    ]),
    section('Code', '', [
      code === undefined ? markup`<p class="empty">No code is stored.</p>` : markup`<pre class="code"><code>${code}</code></pre>`,
    ]),
    method(),
  ])
}
