import { EXPLORATION_ACTIONS } from '../domain/decision.ts'
import { STRATEGY_LOGICS, STRATEGY_TYPES } from '../domain/strategy.ts'
import { counted, minute, span } from './format.ts'
import { markup, NOTHING, type Html } from './markup.ts'
import { page } from './page.ts'
import { abstract } from './parts/abstract.ts'
import { areaTable } from './parts/areaTable.ts'
import { verdictBanner, syntheticBanner } from './parts/banner.ts'
import { decidedBy } from './parts/decidedBy.ts'
import { decisions } from './parts/decisions.ts'
import { equityChart } from './parts/equityChart.ts'
import { failures } from './parts/failures.ts'
import { gateMatrix } from './parts/gates.ts'
import { genealogy } from './parts/genealogy.ts'
import { header } from './parts/header.ts'
import { method } from './parts/method.ts'
import { section } from './parts/section.ts'
import { sessionTiles } from './parts/sessionTiles.ts'
import { sharpeChart } from './parts/sharpeChart.ts'
import { strategyTable } from './parts/strategyTable.ts'
import { rankedBySharpe } from './ranking.ts'
import type { SessionReportFacts } from './reportFacts.ts'

/** Strategies whose equity and gates are shown side by side. */
export const TOP = 3

function opening({ session, decisions: made, trials }: SessionReportFacts): Html {
  return header(`Quantopia research session ${session.ordinal + 1}`, session.goal, [
    { term: 'Dataset', text: `${session.dataset_id}${session.synthetic ? ' (synthetic)' : ''}` },
    { term: 'Window', text: span(session.window_from, session.window_to) },
    { term: 'Decided by', text: decidedBy(session, made) },
    { term: 'Seed', text: String(session.seed) },
    { term: 'Trials counted', text: counted(trials.counted, 'trial') + ' on this dataset' },
    { term: 'Begun', text: minute(session.created_at) },
    { term: 'Session', text: session.session_id, code: true },
    { term: 'Dataset hash', text: session.dataset_hash.slice(0, 16), code: true },
  ])
}

function results(facts: SessionReportFacts): Html[] {
  const { records, session, trials } = facts
  const ranked = rankedBySharpe(records).slice(0, TOP)
  const top = ranked[0]?.strategy
  const strategies = records.map(({ strategy }) => strategy)
  return [
    section(
      'Sharpe ratio by iteration',
      'Each mark is one strategy, with one standard error to either side. Luck is what the best of all counted trials is expected to show without any skill, on as many days as the best strategy here has.',
      [sharpeChart(records, trials)],
    ),
    ranked.length === 0
      ? NOTHING
      : section(
          `Equity of the top ${ranked.length === 1 ? 'strategy' : String(ranked.length)}`,
          'Growth of 1 at the end of each UTC day, after costs. Chosen for their Sharpe ratio on this very window: their curves are flattered by the choice.',
          [equityChart(ranked)],
        ),
    section('Strategies', 'Everything that was tried, failures included.', [strategyTable(records)]),
    ranked.length === 0
      ? NOTHING
      : section(
          'Gates of the top strategies',
          'Named, with figures. A figure that does not exist does not pass; overfitting and the holdout are asked of those that passed the rest.',
          [
            gateMatrix(
              ranked.map(({ strategy }) => strategy),
              session.strategies_budget,
            ),
          ],
        ),
    section('Where it looked', 'Strokes are single strategies on one scale; the thin line is zero.', [
      areaTable('Type', STRATEGY_TYPES, strategies, ({ strategy_type }) => strategy_type),
      areaTable('Logic', STRATEGY_LOGICS, strategies, ({ strategy_logic }) => strategy_logic),
      areaTable('Action', EXPLORATION_ACTIONS, strategies, ({ action }) => action),
    ]),
    section('Failures', '', [failures(strategies)]),
    top === undefined
      ? NOTHING
      : section('Genealogy of the top performer', 'Oldest first; in brackets the change of Sharpe against the parent.', [
          genealogy({ strategy: top, ancestors: facts.ancestors, descendants: strategies }),
        ]),
    section('Decisions', 'What was tried and why, in the words of the agent that decided.', [decisions(strategies, facts.decisions)]),
  ]
}

/** One session as a self-contained HTML document. Pure: the same facts give the same text. */
export function sessionReport(facts: SessionReportFacts): string {
  const { session, records } = facts
  const passed = records.filter(({ strategy }) => strategy.passed_filter).length
  return page(`${session.goal}: ${session.session_id}`, [
    opening(facts),
    session.synthetic ? syntheticBanner(session.dataset_id) : NOTHING,
    verdictBanner(passed, records.length),
    abstract(facts),
    sessionTiles(facts),
    ...(records.length === 0 ? [] : results(facts)),
    markup`${method()}`,
  ])
}
