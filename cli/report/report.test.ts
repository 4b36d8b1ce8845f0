import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fakeSession } from '../../dashboard/fixture/fakeSession.ts'
import { fakeRecord, type Sketch } from '../../dashboard/fixture/strategyRecord.ts'
import { openFacts, type FactStore } from '../../data/facts/openFacts.ts'
import { openWorkspace, type Workspace } from '../../data/workspace.ts'
import { NoSuchIdError, ResourceError } from '../../domain/errors.ts'
import type { SessionFact } from '../../domain/facts.ts'
import { collectSession, collectStrategy } from './collect.ts'
import { findSubject } from './findSubject.ts'
import { renderSubject } from './renderSubject.ts'
import { writeReport } from './writeReport.ts'

const SKETCH: Omit<Sketch, 'iteration' | 'drift'> = { name: 'Idea', type: 'pure_technical', logic: 'momentum', action: 'explore' }

let home: string
let workspace: Workspace
let facts: FactStore

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'quantopia-report-'))
  workspace = openWorkspace(home)
  facts = openFacts(workspace)
})
afterEach(() => {
  facts.close()
  rmSync(home, { recursive: true, force: true })
})

/** A session with one strategy per drift; each refines the one before it. */
function storeSession(goal: string, drifts: readonly number[]): { session: SessionFact; ids: string[] } {
  const {
    seed,
    strategies_budget,
    max_cost_usd,
    max_minutes,
    dataset_id,
    dataset_hash,
    synthetic,
    window_from,
    window_to,
    llm,
    created_at,
  } = fakeSession()
  const limits = { strategies_budget, max_cost_usd, max_minutes }
  const session = facts.claimSession({
    goal,
    seed,
    ...limits,
    dataset_id,
    dataset_hash,
    synthetic,
    window_from,
    window_to,
    llm,
    created_at,
  })
  const ids: string[] = []
  drifts.forEach((drift, index) => {
    const { strategy: made, trial, returns } = fakeRecord({ ...SKETCH, iteration: index + 1, drift })
    const strategy_id = `strat_${session.session_id.slice(4)}_${index}`
    const trial_id = `trial_${strategy_id}`
    const strategy = { ...made, strategy_id, trial_id, session_id: session.session_id, parent_id: ids.at(-1) ?? null }
    facts.record('strategies', strategy)
    if (trial !== undefined) facts.record('trials', { ...trial, trial_id, session_id: session.session_id })
    if (returns !== undefined) facts.record('returns', { ...returns, trial_id })
    ids.push(strategy_id)
  })
  return { session, ids }
}

describe('findSubject', () => {
  it('takes the newest session by default', () => {
    storeSession('first', [])
    const { session } = storeSession('second', [])
    expect(findSubject(facts, home, undefined)).toEqual({ kind: 'session', session })
  })

  it('finds sessions and strategies by id or by its unique beginning', () => {
    const { session, ids } = storeSession('one', [0])
    expect(findSubject(facts, home, session.session_id)).toMatchObject({ kind: 'session' })
    expect(findSubject(facts, home, session.session_id.slice(0, 8))).toMatchObject({ kind: 'session', session: { goal: 'one' } })
    expect(findSubject(facts, home, ids[0])).toMatchObject({ kind: 'strategy' })
    expect(findSubject(facts, home, 'strat')).toMatchObject({ kind: 'strategy', strategy: { strategy_id: ids[0] } })
  })

  it.each<[string, string | undefined, RegExp]>([
    ['nothing at all', undefined, /no session .* run: quantopia research/],
    ['an unknown id', 'zzzz', /No session or strategy "zzzz"/],
    ['an empty id', '', /No session or strategy ""/],
  ])('says in a sentence that there is none: %s', (_case, id, message) => {
    expect(() => findSubject(facts, home, id)).toThrow(NoSuchIdError)
    expect(() => findSubject(facts, home, id)).toThrow(message)
  })

  it('suggests the id that was meant, and refuses to choose between two', () => {
    const { session } = storeSession('one', [])
    expect(() => findSubject(facts, home, `${session.session_id.slice(0, -1)}_`)).toThrow(`did you mean "${session.session_id}"?`)
    storeSession('two', [])
    expect(() => findSubject(facts, home, 'ses_')).toThrow(/2 ids begin with "ses_"/)
  })
})

describe('collect', () => {
  it('gives a session its strategies with trials, and the returns of the top three', () => {
    const { session } = storeSession('one', [-0.004, -0.002, 0.001, 0.003, 0.005])
    storeSession('another', [0])
    const { records, ancestors, trials } = collectSession(facts, session)
    expect(records.map(({ strategy }) => strategy.iteration)).toEqual([1, 2, 3, 4, 5])
    expect(records.filter(({ trial }) => trial !== undefined)).toHaveLength(5)
    expect(records.filter(({ returns }) => returns !== undefined)).toHaveLength(3)
    expect(trials.counted).toBe(6)
    const top = [...records].sort((a, b) => (b.strategy.metrics?.sharpe_ratio ?? 0) - (a.strategy.metrics?.sharpe_ratio ?? 0))[0]
    expect(ancestors.map(({ iteration }) => iteration)).toEqual([1, 2, 3, 4, 5].slice(0, (top?.strategy.iteration ?? 1) - 1).reverse())
  })

  it('gives a strategy its family', () => {
    const { ids } = storeSession('one', [0, 0, 0])
    const { record, budget, ancestors, descendants } = collectStrategy(facts, facts.get('strategies', ids[1] ?? '')!)
    expect(record.returns?.returns).toHaveLength(365)
    expect(budget).toBe(24)
    expect(ancestors.map(({ strategy_id }) => strategy_id)).toEqual([ids[0]])
    expect(descendants.some(({ strategy_id }) => strategy_id === ids[2])).toBe(true)
  })
})

describe('writeReport', () => {
  it('writes the report of a subject whole, over an older one, and leaves nothing else behind', async () => {
    const { session, ids } = storeSession('to be told', [0.001, 0])
    for (const id of [session.session_id, ids[0], ids[0]]) {
      const { name, html } = renderSubject(facts, findSubject(facts, home, id))
      const path = await writeReport(workspace.reportsDir, name, html)
      expect(readFileSync(path, 'utf8')).toBe(html)
    }
    expect(readdirSync(workspace.reportsDir).sort()).toEqual([`${session.session_id}.html`, `${ids[0] ?? ''}.html`])
    expect(readFileSync(join(workspace.reportsDir, `${session.session_id}.html`), 'utf8')).toContain('to be told')
  })

  it('says what is wrong when it cannot', async () => {
    const file = join(home, 'file')
    writeFileSync(file, '')
    await expect(writeReport(file, 'name', 'x')).rejects.toThrow(ResourceError)
  })
})
