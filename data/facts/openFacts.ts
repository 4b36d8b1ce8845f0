import type Database from 'better-sqlite3'
import type { ReturnsFact, SessionFact, StrategyFact, TrialStats } from '../../domain/facts.ts'
import { factId } from '../../domain/hash.ts'
import type { Workspace } from '../workspace.ts'
import { ConflictError } from './conflict.ts'
import { factBody, sameBody } from './factBody.ts'
import { KIND_NAMES, type FactOf, type KindName } from './kinds.ts'
import { openDatabase } from './openDatabase.ts'
import { withSqliteFailures } from './sqliteFailure.ts'

export type Recorded = 'stored' | 'already'

/** A fact with the name of its kind. */
export type AnyFact = { [K in KindName]: { readonly kind: K; readonly fact: FactOf<K> } }[KindName]

/** The transactional store of facts. Every method may throw ResourceError: disk full, file unreadable, locked for too long. */
export interface FactStore {
  /**
   * Stores a fact for good; on the disk when it returns. `already` when it was there, whenever that was.
   * @throws ConflictError where the id belongs to a fact with other content (`created_at` aside).
   */
  record<K extends KindName>(kind: K, fact: FactOf<K>): Recorded
  /** All or none. */
  recordAll(facts: readonly AnyFact[]): Recorded[]
  /**
   * Runs `work` while no other process can write; what it records is stored all or, where it throws, not at all. For what has to be
   * decided by the facts that are there, such as the next version number.
   */
  transaction<T>(work: () => T): T
  get<K extends KindName>(kind: K, id: string): FactOf<K> | undefined
  /** Ids that begin with `prefix`, in the order they were stored; at most `limit`. */
  idsFrom(kind: KindName, prefix: string, limit?: number): string[]
  /** Opens a session under the next ordinal: no two processes get the same. */
  claimSession(fields: Omit<SessionFact, 'session_id' | 'ordinal'>): SessionFact
  /** A session's strategies in the order they were stored. */
  strategiesOf(sessionId: string): StrategyFact[]
  /** Trials of every kind and outcome on a dataset. */
  countTrials(datasetId: string): number
  /** The completed trials on a dataset that have a daily Sharpe ratio and its moments, in the order they were stored. */
  trialStats(datasetId: string): TrialStats[]
  /** Daily returns of the completed trials on exactly this window of a dataset, in the order the trials were stored. */
  returnsOn(datasetId: string, windowFrom: string, windowTo: string): ReturnsFact[]
  /** Daily returns of a session's trials, in the order the trials were stored. */
  returnsOfSession(sessionId: string): ReturnsFact[]
  /** How many facts of the kind there are; their `seq` runs from 1 to it. */
  count(kind: KindName): number
  /** JSON texts of the facts with from < seq <= to, in that order. */
  bodies(kind: KindName, from: number, to: number): string[]
  close(): void
}

/** @throws ResourceError when the file cannot be opened, is no database or was written by a newer version. */
export function openFacts(workspace: Pick<Workspace, 'factsFile'>, options: { timeoutMs?: number } = {}): FactStore {
  const file = workspace.factsFile
  const guard = <T>(work: () => T): T => withSqliteFailures(file, work)
  const database = guard(() => openDatabase(file, options.timeoutMs ?? 15_000))
  const statements = new Map(KIND_NAMES.map((kind) => [kind, prepare(database, kind)]))
  const of = (kind: KindName): Statements => statements.get(kind) as Statements
  // Immediate: a transaction that began by reading could not wait for its turn to write.
  const atomically = <T>(work: () => T): T => guard(() => database.transaction(work).immediate())
  const onTrials = {
    count: database.prepare<[string], number>(`SELECT count(*) FROM trials WHERE ${DATASET} = ?`).pluck(),
    stats: database.prepare<[string, number], TrialStats & { seq: number }>(TRIAL_STATS),
    returns: database.prepare<[string, string, string], string>(RETURNS_ON).pluck(),
    ofSession: database.prepare<[string], string>(RETURNS_OF_SESSION).pluck(),
  }
  const statsOf = new Map<string, { readonly upTo: number; readonly stats: readonly TrialStats[] }>()
  const ofSession = database.prepare<[string], string>(`SELECT body FROM strategies WHERE ${SESSION} = ? ORDER BY seq`).pluck()

  return {
    record: (kind, fact) => {
      const entry = factBody(kind, fact)
      return atomically(() => store(of(kind), kind, entry))
    },
    recordAll: (facts) => {
      const entries = facts.map(({ kind, fact }) => ({ kind, ...factBody(kind, fact) }))
      return atomically(() => entries.map((entry) => store(of(entry.kind), entry.kind, entry)))
    },
    transaction: atomically,
    get: <K extends KindName>(kind: K, id: string) => {
      const body = guard(() => of(kind).body.get(id))
      return body === undefined ? undefined : (JSON.parse(body) as FactOf<K>)
    },
    idsFrom: (kind, prefix, limit = -1) => guard(() => of(kind).ids.all(prefix.length, prefix, limit)),
    claimSession: (fields) =>
      atomically(() => {
        const session = nextSession(fields, of('sessions').count.get() ?? 0)
        store(of('sessions'), 'sessions', factBody('sessions', session))
        return session
      }),
    strategiesOf: (sessionId) => guard(() => ofSession.all(sessionId)).map((body) => JSON.parse(body) as StrategyFact),
    countTrials: (datasetId) => guard(() => onTrials.count.get(datasetId)) ?? 0,
    trialStats: (datasetId) => {
      const known = statsOf.get(datasetId) ?? { upTo: 0, stats: [] }
      // Facts never change and their numbers only grow: what was read once is not read again.
      const later = guard(() => onTrials.stats.all(datasetId, known.upTo))
      const stats = [...known.stats, ...later.map(({ seq: _seq, ...one }) => one)]
      // What a transaction under way has written may yet be taken back.
      if (!database.inTransaction) statsOf.set(datasetId, { upTo: later.at(-1)?.seq ?? known.upTo, stats })
      return stats
    },
    returnsOn: (datasetId, from, to) =>
      guard(() => onTrials.returns.all(datasetId, from, to)).map((body) => JSON.parse(body) as ReturnsFact),
    returnsOfSession: (id) => guard(() => onTrials.ofSession.all(id)).map((body) => JSON.parse(body) as ReturnsFact),
    count: (kind) => guard(() => of(kind).count.get()) ?? 0,
    bodies: (kind, from, to) => guard(() => of(kind).bodies.all(from, to)),
    close: () => void database.close(),
  }
}

const DATASET = `json_extract(body, '$.dataset_id')`
const SESSION = `json_extract(body, '$.session_id')`
const SHARPE = `json_extract(body, '$.daily_sharpe')`
const TRIAL_STATS = `SELECT seq, id AS trial_id, ${SHARPE} AS sharpe, json_extract(body, '$.daily_observations') AS observations,
    json_extract(body, '$.daily_skewness') AS skewness, json_extract(body, '$.daily_kurtosis') AS kurtosis FROM trials
  WHERE ${DATASET} = ? AND seq > ? AND json_extract(body, '$.outcome') = 'completed' AND ${SHARPE} IS NOT NULL
    AND json_extract(body, '$.daily_skewness') IS NOT NULL AND json_extract(body, '$.daily_kurtosis') IS NOT NULL ORDER BY seq`
const RETURNS_ON = `SELECT returns.body FROM trials JOIN returns ON returns.id = trials.id
  WHERE json_extract(trials.body, '$.dataset_id') = ? AND json_extract(trials.body, '$.window_from') = ?
    AND json_extract(trials.body, '$.window_to') = ? ORDER BY trials.seq`

const RETURNS_OF_SESSION = `SELECT returns.body FROM trials JOIN returns ON returns.id = trials.id
  WHERE json_extract(trials.body, '$.session_id') = ? ORDER BY trials.seq`

type Statements = ReturnType<typeof prepare>

function prepare(database: Database.Database, kind: KindName) {
  return {
    body: database.prepare<[string], string>(`SELECT body FROM ${kind} WHERE id = ?`).pluck(),
    insert: database.prepare<[string, string]>(`INSERT INTO ${kind} (id, body) VALUES (?, ?)`),
    count: database.prepare<[], number>(`SELECT coalesce(max(seq), 0) FROM ${kind}`).pluck(),
    bodies: database.prepare<[number, number], string>(`SELECT body FROM ${kind} WHERE seq > ? AND seq <= ? ORDER BY seq`).pluck(),
    ids: database
      .prepare<[number, string, number], string>(`SELECT id FROM ${kind} WHERE substr(id, 1, ?) = ? ORDER BY seq LIMIT ?`)
      .pluck(),
  }
}

function store(statements: Statements, kind: KindName, entry: { id: string; body: string }): Recorded {
  const known = statements.body.get(entry.id)
  if (known === undefined) {
    statements.insert.run(entry.id, entry.body)
    return 'stored'
  }
  if (sameBody(known, entry.body)) return 'already'
  throw new ConflictError(`${kind} ${entry.id} is stored with other content; facts do not change.`, { kind, id: entry.id })
}

/** The id tells everything about the session but when it was opened. */
function nextSession(fields: Omit<SessionFact, 'session_id' | 'ordinal'>, ordinal: number): SessionFact {
  return { ...fields, ordinal, session_id: factId('ses', { ...fields, created_at: null, ordinal }) }
}
