import type { DecisionFact, StrategyFact } from '../../domain/facts.ts'
import { counted, decimal, whole } from '../format.ts'
import { markup, NOTHING, type Html } from '../markup.ts'
import { sharpeOf } from '../ranking.ts'
import { named } from './decidedBy.ts'
import { outcomeOf } from './status.ts'
import { anchorOf, spaced } from './strategyTable.ts'

/** How many rows a tool showed, where its result tells. */
function rowsOf(result: unknown): string {
  if (typeof result !== 'object' || result === null || !('rows' in result) || !Array.isArray(result.rows)) return ''
  return `: ${counted(result.rows.length, 'row')}`
}

/** The tool calls an agent made before it decided; `whole` adds what it was shown. */
export function evidenceList({ evidence }: DecisionFact, withResults: boolean): Html {
  if (evidence.length === 0) return markup`<p class="empty">It asked for no evidence.</p>`
  const calls = evidence.map(({ tool, arguments: given, result }) => {
    const call = markup`<code>${tool}(${JSON.stringify(given)})</code>${rowsOf(result)}`
    if (!withResults) return markup`<li>${call}</li>`
    return markup`<li><details><summary>${call}</summary><pre>${JSON.stringify(result, null, 2)}</pre></details></li>`
  })
  return markup`<ul class="evidence">${calls}</ul>`
}

function madeBy(decision: DecisionFact): string {
  const tokens = `${whole(decision.input_tokens)} tokens in, ${whole(decision.output_tokens)} out`
  return decision.input_tokens + decision.output_tokens === 0 ? named(decision.model) : `${named(decision.model)}: ${tokens}`
}

/** Why a strategy was tried, in the agent's own words, and what it asked for. */
export function decisionBody(strategy: StrategyFact, decision: DecisionFact | undefined, withResults: boolean): Html {
  const asked = decision?.decision.ml_requirements
  const model =
    asked == null
      ? NOTHING
      : markup`<div><dt>Model asked for</dt><dd>${asked.model_id}${asked.features === undefined ? '' : `, ${asked.features}`}</dd></div>`
  const wanted =
    decision === undefined
      ? NOTHING
      : markup`<div><dt>Indicators asked for</dt><dd>${decision.decision.indicators.join(', ') || 'none'}</dd></div>`
  const by = decision === undefined ? NOTHING : markup`<div><dt>Decided by</dt><dd>${madeBy(decision)}</dd></div>`
  const evidence = decision === undefined ? NOTHING : markup`<div><dt>Evidence</dt><dd>${evidenceList(decision, withResults)}</dd></div>`
  const rationale =
    strategy.rationale === '' ? markup`<p class="empty">No decision was made.</p>` : markup`<blockquote>${strategy.rationale}</blockquote>`
  const { modification, details } = strategy.exploration_vector
  return markup`${rationale}<dl class="pairs"><div><dt>Change</dt><dd>${modification}: ${details}</dd></div>${wanted}${model}${evidence}${by}</dl>`
}

function entry(strategy: StrategyFact, decision: DecisionFact | undefined): Html {
  const result =
    strategy.failure === null ? `Sharpe ${decimal(sharpeOf(strategy))}, ${outcomeOf(strategy)}` : `failed: ${strategy.failure.code}`
  const what = `${spaced(strategy.strategy_type)}, ${spaced(strategy.strategy_logic)}`
  return markup`<details class="decision"><summary><span class="count">#${strategy.iteration}</span> <span class="act ${strategy.action}">${strategy.action}</span> ${what} → <a href="#${anchorOf(strategy.strategy_id)}">${strategy.strategy_name}</a> <span class="why">${result}</span></summary>${decisionBody(strategy, decision, false)}</details>\n`
}

/** Every decision of a session in order, folded. */
export function decisions(strategies: readonly StrategyFact[], all: readonly DecisionFact[]): Html {
  const byId = new Map(all.map((decision) => [decision.decision_id, decision]))
  return markup`${strategies.map((strategy) => entry(strategy, byId.get(strategy.decision_id)))}`
}
