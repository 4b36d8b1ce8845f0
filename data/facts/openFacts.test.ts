import Database from 'better-sqlite3'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ResourceError } from '../../domain/errors.ts'
import { sampleSessionFields, sampleStrategy, sampleTrial } from '../../fixtures/sampleFacts.ts'
import { ConflictError } from './conflict.ts'
import { openFacts, type FactStore } from './openFacts.ts'
import { withSqliteFailures } from './sqliteFailure.ts'

let home: string
let factsFile: string
let facts: FactStore

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'quantopia-facts-'))
  factsFile = join(home, 'facts.sqlite')
  facts = openFacts({ factsFile })
})
afterEach(() => {
  facts.close()
  rmSync(home, { recursive: true })
})

const source = (text: string, created_at = '2024-01-01T00:00:00.000Z') => ({ code_hash: 'h', text, written_by: 'test', created_at })

describe('a fact', () => {
  it('comes back as it was stored, also in another process of the same workspace', () => {
    expect(facts.record('strategies', sampleStrategy(6))).toBe('stored')
    const other = openFacts({ factsFile })
    expect(other.get('strategies', sampleStrategy(6).strategy_id)).toEqual(sampleStrategy(6))
    expect(other.get('strategies', 'str_none')).toBeUndefined()
    other.close()
  })

  it('is stored once: repeating it changes nothing, whenever it is said to have been made', () => {
    facts.record('sources', source('a'))
    expect(facts.record('sources', source('a'))).toBe('already')
    expect(facts.record('sources', source('a', '2030-01-01T00:00:00.000Z'))).toBe('already')
    expect(facts.get('sources', 'h')?.created_at).toBe('2024-01-01T00:00:00.000Z')
    expect(facts.count('sources')).toBe(1)
  })

  it('does not change: other content under its id is an error', () => {
    facts.record('sources', source('a'))
    expect(() => facts.record('sources', source('b'))).toThrow(ConflictError)
    expect(facts.get('sources', 'h')?.text).toBe('a')
  })

  it('is numbered without gaps, also after repetitions and failures', () => {
    for (const i of [0, 1, 1, 0, 2]) facts.record('trials', sampleTrial(i))
    expect(() => facts.record('trials', sampleTrial(2, { outcome: 'failed' }))).toThrow(ConflictError)
    facts.record('trials', sampleTrial(3))
    expect(facts.count('trials')).toBe(4)
    const ids = facts.bodies('trials', 1, 3).map((body) => (JSON.parse(body) as { trial_id: string }).trial_id)
    expect(ids).toEqual(['tri_1', 'tri_2'])
  })

  it('keeps the text of people and models, half characters aside', () => {
    const text = 'é 😀 \0 "quoted" \\ud800 \n end \ud800'
    facts.record('sources', source(text))
    expect(facts.get('sources', 'h')?.text).toBe('é 😀 \0 "quoted" \\ud800 \n end \ufffd')
    expect(facts.record('sources', source(text))).toBe('already')
  })

  it.each([
    [{ metrics: { ...sampleStrategy(0).metrics, sharpe_ratio: NaN } }, /metrics.sharpe_ratio is NaN, not DOUBLE/],
    [{ metrics: { ...sampleStrategy(0).metrics, num_trades: 1.5 } }, /metrics.num_trades is 1.5, not BIGINT/],
    [{ indicators_used: ['rsi', 3] }, /indicators_used\[1\] is 3, not VARCHAR/],
    [{ indicators_used: 'rsi' }, /indicators_used is not a list/],
    [{ verdict: { approved: 1, gates: [] } }, /verdict.approved is 1, not BOOLEAN/],
    [{ failure: 'broken' }, /failure is not an object/],
    [{ created_at: 'yesterday' }, /created_at is 'yesterday', not TIMESTAMP/],
    [{ created_at: '2024-13-01T00:00:00.000Z' }, /not TIMESTAMP/],
    [{ strategy_id: '' }, /needs a text as strategy_id/],
  ])('that would not fit its column is refused, by the name of the field: %o', (changes, message) => {
    expect(() => facts.record('strategies', { ...sampleStrategy(0), ...changes } as never)).toThrow(message)
    expect(facts.count('strategies')).toBe(0)
  })
})

it('stores several facts together or not at all', () => {
  facts.record('sources', source('a'))
  expect(() =>
    facts.recordAll([
      { kind: 'trials', fact: sampleTrial(0) },
      { kind: 'sources', fact: source('b') },
    ]),
  ).toThrow(ConflictError)
  expect(facts.count('trials')).toBe(0)
  const both = [
    { kind: 'trials' as const, fact: sampleTrial(0) },
    { kind: 'sources' as const, fact: source('a') },
  ]
  expect(facts.recordAll(both)).toEqual(['stored', 'already'])
})

it('gives every session the next ordinal and an id of its own, the same ones in every workspace', () => {
  const first = facts.claimSession(sampleSessionFields())
  const second = facts.claimSession(sampleSessionFields())
  expect([first.ordinal, second.ordinal]).toEqual([0, 1])
  expect(first.session_id).not.toBe(second.session_id)
  expect(facts.get('sessions', second.session_id)).toEqual(second)
  const elsewhere = openFacts({ factsFile: join(home, 'other.sqlite') })
  expect(elsewhere.claimSession(sampleSessionFields({ created_at: '2031-01-01T00:00:00.000Z' })).session_id).toBe(first.session_id)
  elsewhere.close()
})

it('counts every trial on a dataset, and lists the Sharpe ratios of those that have one', () => {
  const failure = { stage: 'smoke', code: 'timeout', message: 'Too slow.' } as const
  facts.recordAll([
    { kind: 'trials', fact: sampleTrial(0, { daily_sharpe: 0.05 }) },
    { kind: 'trials', fact: sampleTrial(1, { outcome: 'failed', failure, metrics: null, daily_sharpe: null }) },
    { kind: 'trials', fact: sampleTrial(2, { daily_sharpe: null }) },
    { kind: 'trials', fact: sampleTrial(3, { daily_sharpe: -0.01 }) },
    { kind: 'trials', fact: sampleTrial(4, { dataset_id: 'kraken:XBTUSD:1d' }) },
  ])
  expect(facts.countTrials('binance:BTCUSDT:1h')).toBe(4)
  const moments = { observations: 365, skewness: 0.1, kurtosis: 4 }
  expect(facts.trialStats('binance:BTCUSDT:1h')).toEqual([
    { trial_id: 'tri_0', sharpe: 0.05, ...moments },
    { trial_id: 'tri_3', sharpe: -0.01, ...moments },
  ])
  expect(facts.countTrials('none')).toBe(0)
  expect(facts.trialStats('none')).toEqual([])
})

it('finds ids by their beginning and a session by its strategies', () => {
  for (let i = 0; i < 12; i++) facts.record('strategies', sampleStrategy(i, { session_id: i % 2 === 0 ? 'ses_a' : 'ses_b' }))
  expect(facts.idsFrom('strategies', 'str_00000000001')).toEqual(['str_000000000010', 'str_000000000011'])
  expect(facts.idsFrom('strategies', 'str_', 3)).toHaveLength(3)
  expect(facts.idsFrom('strategies', '%')).toEqual([])
  expect(facts.strategiesOf('ses_b').map((strategy) => strategy.iteration)).toEqual([1, 3, 5, 7, 9, 11])
})

describe('a file that cannot be had is a ResourceError that says so', () => {
  it('a directory in its place, garbage, a file of a newer version', () => {
    const directory = join(home, 'directory')
    mkdirSync(directory)
    expect(() => openFacts({ factsFile: directory })).toThrow(ResourceError)
    const garbage = join(home, 'garbage.sqlite')
    writeFileSync(garbage, 'this is no database, but it is long enough to look like a file of one '.repeat(100))
    expect(() => openFacts({ factsFile: garbage })).toThrow(/not a sound SQLite database/)
    const newer = new Database(join(home, 'newer.sqlite'))
    newer.pragma('user_version = 99')
    newer.close()
    expect(() => openFacts({ factsFile: join(home, 'newer.sqlite') })).toThrow(/newer Quantopia \(version 99/)
  })

  it('a lock that is held for too long', () => {
    const holder = new Database(factsFile)
    holder.exec('BEGIN IMMEDIATE')
    const waiting = openFacts({ factsFile }, { timeoutMs: 50 })
    expect(() => waiting.record('sources', source('a'))).toThrow(/Another process has held .*facts.sqlite for too long/)
    expect(waiting.get('sources', 'h')).toBeUndefined()
    holder.close()
    expect(waiting.record('sources', source('a'))).toBe('stored')
    waiting.close()
  })

  it('a full disk and a file that may not be written', () => {
    const full = new Database(join(home, 'full.sqlite'))
    full.exec('CREATE TABLE t (a)')
    full.pragma('max_page_count = 3')
    const fill = () => withSqliteFailures('full.sqlite', () => full.prepare('INSERT INTO t VALUES (?)').run('x'.repeat(100_000)))
    expect(fill).toThrow(/No space is left for full.sqlite/)
    full.close()
    const readonly = new Database(join(home, 'full.sqlite'), { readonly: true })
    expect(() => withSqliteFailures('full.sqlite', () => readonly.exec('INSERT INTO t VALUES (1)'))).toThrow(/cannot be written to/)
    readonly.close()
  })
})
