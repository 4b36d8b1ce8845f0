import { sessionReport } from '../../dashboard/sessionReport.ts'
import { strategyReport } from '../../dashboard/strategyReport.ts'
import { collectSession, collectStrategy } from './collect.ts'
import type { Subject } from './findSubject.ts'

/** A report's text, its file's name without the ending, and the id for `--json`. */
export function renderSubject(
  facts: Parameters<typeof collectSession>[0],
  subject: Subject,
): { name: string; html: string; ids: Record<string, string> } {
  if (subject.kind === 'session') {
    const { session_id } = subject.session
    return { name: session_id, html: sessionReport(collectSession(facts, subject.session)), ids: { session_id } }
  }
  const { strategy_id } = subject.strategy
  return { name: strategy_id, html: strategyReport(collectStrategy(facts, subject.strategy)), ids: { strategy_id } }
}
