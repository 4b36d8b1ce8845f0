import type { FactStore } from '../../data/facts/openFacts.ts'
import { NoSuchIdError } from '../../domain/errors.ts'
import type { SessionFact, StrategyFact } from '../../domain/facts.ts'
import { didYouMean } from '../../domain/suggest.ts'

/** What a report is about. */
export type Subject =
  { readonly kind: 'session'; readonly session: SessionFact } | { readonly kind: 'strategy'; readonly strategy: StrategyFact }

type Ids = Pick<FactStore, 'get' | 'idsFrom'>

function subjectOf(facts: Ids, id: string): Subject | undefined {
  const session = facts.get('sessions', id)
  if (session !== undefined) return { kind: 'session', session }
  const strategy = facts.get('strategies', id)
  return strategy === undefined ? undefined : { kind: 'strategy', strategy }
}

const idsFrom = (facts: Ids, prefix: string): string[] => [...facts.idsFrom('sessions', prefix), ...facts.idsFrom('strategies', prefix)]

/**
 * The session or strategy called `id` or beginning with it; without one, the session that was opened last.
 * @throws NoSuchIdError where there is none, or more than one.
 */
export function findSubject(facts: Ids, home: string, id: string | undefined): Subject {
  const newest = id ?? facts.idsFrom('sessions', '').at(-1)
  if (newest === undefined) throw new NoSuchIdError(`There is no session in ${home} to report on yet; run: quantopia research`, { home })
  const exact = subjectOf(facts, newest)
  if (exact !== undefined) return exact

  const matches = newest === '' ? [] : idsFrom(facts, newest)
  const only = matches.length === 1 ? subjectOf(facts, matches[0] ?? '') : undefined
  if (only !== undefined) return only
  if (matches.length > 1) {
    const some = matches.slice(0, 3).join(', ')
    throw new NoSuchIdError(`${matches.length} ids begin with "${newest}" (${some}${matches.length > 3 ? ', …' : ''}); give more of it.`, {
      id: newest,
      matches,
    })
  }
  const suggestion = didYouMean(newest, idsFrom(facts, ''))
  throw new NoSuchIdError(`No session or strategy "${newest}" in ${home}${suggestion}; list them with: quantopia strategies recent`, {
    id: newest,
    home,
  })
}
