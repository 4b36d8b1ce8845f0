import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { UsageError } from '../../domain/errors.ts'
import { sampleStrategy, sampleTrial } from '../../fixtures/sampleFacts.ts'
import { openFacts, type FactStore } from '../facts/openFacts.ts'
import { openWorkspace, type Workspace } from '../workspace.ts'
import { openLockedDatabase } from './lockedDatabase.ts'
import { openTables, type Tables } from './openTables.ts'

const home = mkdtempSync(join(tmpdir(), 'quantopia-sql-'))
let workspace: Workspace
let facts: FactStore
let tables: Tables

beforeAll(async () => {
  workspace = openWorkspace(home)
  facts = openFacts(workspace)
  tables = openTables(workspace, facts)
  for (let i = 0; i < 20; i++) facts.record('strategies', sampleStrategy(i))
  facts.record('trials', sampleTrial(0))
  facts.record('returns', { trial_id: 'tri_0', first_day: '2023-01-01', returns: [0.01, -0.02, 0] })
  await tables.publish()
})
afterAll(async () => {
  await tables.close()
  facts.close()
  rmSync(home, { recursive: true })
})

describe('what may be asked', () => {
  it.each([
    ['SELECT count(*) AS n FROM strategies', [[20]]],
    ['select strategy_name from strategies where iteration = 3;', [['Sample3']]],
    ['FROM strategies SELECT count(DISTINCT strategy_type)', [[3]]],
    ["WITH s AS (SELECT * FROM strategies WHERE status = 'failed') SELECT count(*) FROM s", [[2]]],
    [
      'SELECT failure.code, count(*) FROM main.strategies WHERE failure IS NOT NULL GROUP BY 1 ORDER BY 1',
      [
        ['reads_ahead', 1],
        ['timeout', 1],
      ],
    ],
    ['SELECT len(returns), list_sum(returns)::DECIMAL(9,2), first_day FROM returns', [[3, -0.01, '2023-01-01T00:00:00.000Z']]],
    ['SELECT s.iteration FROM strategies s JOIN trials t ON t.iteration = s.iteration', [[0]]],
    ['SELECT count(*) FROM strategy_rows WHERE sharpe_ratio IS NULL', [[2]]],
    ['SELECT i FROM strategies, unnest(indicators_used) AS u(i) WHERE iteration = 0 ORDER BY 1', [['adx'], ['rsi']]],
    ['SELECT count(*) FROM decisions', [[0]]],
    ["VALUES (1, 'a')", [[1, 'a']]],
    ['SELECT * FROM range(3)', [[0], [1], [2]]],
    ["SELECT 'it''s; DROP TABLE strategies' AS t", [["it's; DROP TABLE strategies"]]],
    ["SELECT 9007199254740993, 1::HUGEINT, 'nan'::DOUBLE, 1e308::DOUBLE * 10::DOUBLE, NULL", [['9007199254740993', 1, null, null, null]]],
    [
      "SELECT TIMESTAMP '2024-01-02 03:04:05', INTERVAL 1 DAY, [1, NULL], {a: 1}, '\\x00'::BLOB",
      [['2024-01-02T03:04:05.000Z', { months: 0, days: 1, micros: 0 }, [1, null], { a: 1 }, '00']],
    ],
  ])('%s', async (sql, rows) => {
    const answer = await tables.sql(sql)
    expect(answer.rows).toEqual(rows)
    expect(JSON.parse(JSON.stringify(answer))).toEqual(answer)
  })

  it('describes tables and lists them', async () => {
    const columns = (await tables.sql('DESCRIBE strategies')).rows.map((row) => row[0])
    expect(columns.slice(0, 4)).toEqual(['strategy_id', 'strategy_name', 'strategy_type', 'indicators_used'])
    expect((await tables.sql('SHOW TABLES')).rows.flat()).toContain('strategies')
    expect((await tables.sql('SUMMARIZE strategies')).rows.length).toBe(columns.length)
    expect((await tables.sql("SELECT count(*) FROM information_schema.columns WHERE table_name = 'strategies'")).rows).toEqual([
      [columns.length],
    ])
  })

  it('sees what was stored a moment ago', async () => {
    facts.record('sources', { code_hash: 'h', text: 't', written_by: 'test', created_at: '2024-01-01T00:00:00.000Z' })
    expect((await tables.sql('SELECT count(*) FROM sources')).rows).toEqual([[1]])
  })
})

describe('what is refused, each in one sentence', () => {
  it.each([
    // reading files
    ["SELECT * FROM read_csv('/etc/passwd')", /table function read_csv is not allowed/],
    ["SELECT * FROM read_text('/etc/passwd')", /read_text is not allowed/],
    ["SELECT * FROM read_blob('/etc/passwd')", /read_blob is not allowed/],
    ["SELECT * FROM read_json('/etc/passwd')", /read_json is not allowed/],
    ["SELECT * FROM read_parquet('*.parquet')", /read_parquet is not allowed/],
    ["SELECT * FROM parquet_scan('x')", /parquet_scan is not allowed/],
    ["SELECT * FROM parquet_metadata('x')", /parquet_metadata is not allowed/],
    ["SELECT * FROM sniff_csv('/etc/passwd')", /sniff_csv is not allowed/],
    ["SELECT * FROM glob('/*')", /glob is not allowed/],
    ["FROM '/etc/passwd'", /There is no table "\/etc\/passwd"/],
    ["SELECT * FROM 'tables/trials/part-00000.parquet'", /There is no table/],
    ["SELECT (SELECT count(*) FROM '/etc/passwd')", /There is no table/],
    ["SELECT * FROM strategies WHERE EXISTS (SELECT 1 FROM read_text('/etc/passwd'))", /read_text is not allowed/],
    ["WITH x AS (SELECT * FROM read_text('/etc/passwd')) SELECT 1", /read_text is not allowed/],
    ["SELECT 1 UNION ALL SELECT 1 FROM read_text('/etc/passwd')", /read_text is not allowed/],
    ['SELECT * FROM strategies, LATERAL (SELECT * FROM read_text(strategy_name))', /read_text is not allowed/],
    ["DESCRIBE SELECT * FROM read_csv('/etc/passwd')", /read_csv is not allowed/],
    ["SUMMARIZE '/etc/passwd'", /There is no table/],
    ["FROM query('SELECT 1')", /query is not allowed/],
    ["FROM query_table('strategies')", /query_table is not allowed/],
    ["FROM json_execute_serialized_sql('{}')", /json_execute_serialized_sql is not allowed/],
    // writing
    ["COPY strategies TO '/tmp/quantopia-attack.csv'", /Only reading is allowed/],
    ["COPY (SELECT 1) TO 'part-00000.parquet'", /Only reading is allowed/],
    ["EXPORT DATABASE '/tmp/quantopia-attack'", /Only reading is allowed/],
    ["ATTACH '/tmp/quantopia-attack.db' AS a", /Only reading is allowed/],
    ['CREATE TABLE t AS SELECT 1', /Only reading is allowed/],
    ['CREATE OR REPLACE VIEW strategies AS SELECT 1', /Only reading is allowed/],
    ['INSERT INTO strategies SELECT * FROM strategies', /Only reading is allowed/],
    ['UPDATE strategies SET passed_filter = true', /Only reading is allowed/],
    ['DELETE FROM strategies', /Only reading is allowed/],
    ['DROP VIEW strategies', /Only reading is allowed/],
    ['ALTER VIEW strategies RENAME TO s', /Only reading is allowed/],
    ['TRUNCATE strategies', /Only reading is allowed/],
    ['MERGE INTO strategies USING trials ON true WHEN MATCHED THEN DELETE', /Only reading is allowed|cannot be parsed/],
    ['CHECKPOINT', /Only reading is allowed/],
    ['VACUUM', /Only reading is allowed/],
    ['BEGIN', /Only reading is allowed/],
    // settings and the process
    ['SET threads = 1', /Only reading is allowed/],
    ['SET enable_external_access = true', /Only reading is allowed/],
    ['RESET memory_limit', /Only reading is allowed/],
    ['PRAGMA database_list', /Only reading is allowed/],
    ['CALL pragma_version()', /Only reading is allowed/],
    ['INSTALL httpfs', /Only reading is allowed/],
    ['LOAD httpfs', /Only reading is allowed/],
    ['PREPARE p AS SELECT 1', /Only reading is allowed/],
    ['EXECUTE p', /Only reading is allowed/],
    ['EXPLAIN ANALYZE SELECT 1', /Only reading is allowed/],
    ['FROM duckdb_secrets()', /duckdb_secrets is not allowed/],
    ['FROM duckdb_settings()', /duckdb_settings is not allowed/],
    ['FROM duckdb_tables', /There is no table "duckdb_tables"/],
    ['FROM pragma_database_list', /There is no table/],
    ['FROM enable_logging()', /enable_logging is not allowed/],
    ["SELECT current_setting('memory_limit')", /current_setting is not allowed/],
    ["SELECT getenv('HOME')", /getenv is not allowed/],
    ["SELECT getvariable('x')", /getvariable is not allowed/],
    ['SELECT sleep_ms(100000)', /sleep_ms is not allowed/],
    ["SELECT write_log('x')", /write_log is not allowed/],
    // form
    ['SELECT 1; SELECT 2', /One statement at a time/],
    ['SELECT 1; DROP VIEW strategies', /Only reading is allowed/],
    ['', /empty/],
    ['  \n', /empty/],
    ['-- nothing', /One statement at a time, not 0|Only reading/],
    ['SELECT 1 \0; DROP VIEW strategies', /zero byte/],
    ['SELECT 1e400', /beyond the range/],
    ['SELECT list_sum(range(500000000))', /range takes plain numbers up to 1,000,000/],
    ['SELECT len(range(1000 * 1000 * 1000))', /range takes plain numbers/],
    ["SELECT repeat(repeat('x', 1000000), 1000000)", /not the result of another/],
    ["SELECT rpad('x', 2000000000, 'y')", /rpad takes plain numbers/],
    ['SELEC 1', /cannot be parsed/],
    ['SELECT * FROM strategies WHERE iteration = ?', /Parameters/],
    ['SELECT * FROM strategie', /There is no table "strategie" \(did you mean "strategies"\?\)/],
    ['SELECT * FROM other.strategies', /There is no table "other.strategies"/],
    ['SELECT sharp_ratio FROM strategy_rows', /cannot be run: .*sharp_ratio.*sharpe_ratio/],
    ['SELECT iteration + session_id FROM strategies', /cannot be run/],
  ])('%s', async (sql, sentence) => {
    const error: unknown = await tables.sql(sql).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(UsageError)
    expect((error as Error).message).toMatch(sentence)
    expect((error as Error).message).toMatch(/\.$/)
    expect((error as Error).message).not.toContain('\n')
  })

  it('leaves nothing behind', async () => {
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith('quantopia-attack'))).toEqual([])
    expect(existsSync('.tmp')).toBe(false)
    expect((await tables.sql('SELECT count(*) FROM strategies')).rows).toEqual([[20]])
  })
})

describe('bounds', () => {
  it('survives a text that nests deeply, and refuses one that is too long', async () => {
    expect((await tables.sql(`SELECT ${'('.repeat(4000)}1${')'.repeat(4000)}`)).rows).toEqual([[1]])
    await expect(tables.sql(`SELECT ${'abs('.repeat(1500)}1${')'.repeat(1500)}`)).rejects.toThrow(UsageError)
    await expect(tables.sql(`SELECT ${'1+'.repeat(4900)}1`)).rejects.toThrow(UsageError)
    await expect(tables.sql(`SELECT ${'1+'.repeat(6000)}1`)).rejects.toThrow(/12008 characters long/)
  })

  it('cuts long answers off and says so', async () => {
    const answer = await tables.sql('SELECT * FROM range(1000000000000)', { maxRows: 3 })
    expect(answer).toEqual({ columns: ['range'], rows: [[0], [1], [2]], truncated: true })
    expect((await tables.sql('SELECT * FROM range(3)', { maxRows: 3 })).truncated).toBe(false)
    expect((await tables.sql("SELECT repeat('x', 90000) FROM range(5)")).rows).toHaveLength(2)
    await expect(tables.sql("SELECT repeat('x', 300000)")).rejects.toThrow(/One row alone/)
  })

  it('stops what takes too long, also where DuckDB does not heed an interrupt, and goes on answering', async () => {
    const start = performance.now()
    await expect(tables.sql('SELECT count(*) FROM range(10000000000000) a', { timeoutMs: 200 })).rejects.toThrow(/longer than 0.2 s/)
    await expect(tables.sql("SELECT levenshtein(repeat('ab', 20000), repeat('ba', 20000))", { timeoutMs: 200 })).rejects.toThrow(
      /longer than 0.2 s/,
    )
    expect(performance.now() - start).toBeLessThan(6000)
    expect((await tables.sql('SELECT 1')).rows).toEqual([[1]])
  })

  it('keeps a hungry statement within its memory', async () => {
    await expect(tables.sql("SELECT len(list(repeat('x', 1000000) || i)) FROM range(3000) t(i)")).rejects.toThrow(/more than 512 MB/)
    expect((await tables.sql('SELECT 1')).rows).toEqual([[1]])
  })
})

describe('the locked instance itself, without the check of the syntax tree', () => {
  it.each([
    "SELECT * FROM read_text('/etc/passwd')",
    "SELECT * FROM read_csv('/etc/passwd')",
    "FROM '/etc/passwd'",
    "SELECT * FROM glob('/etc/*')",
    'FACTS',
    "COPY (SELECT 1) TO '/tmp/quantopia-attack.csv'",
    "EXPORT DATABASE '/tmp/quantopia-attack'",
    "ATTACH '/tmp/quantopia-attack.db'",
    'INSTALL httpfs',
    "LOAD '/tmp/x.duckdb_extension'",
    'SET enable_external_access = true',
    "SET allowed_directories = ['/']",
    'SET lock_configuration = false',
    "SET memory_limit = '10GB'",
    "SET temp_directory = '/tmp'",
  ])('%s', async (sql) => {
    const database = await openLockedDatabase(workspace.tablesDir)
    const connection = await database.connect()
    const attack = sql === 'FACTS' ? `SELECT * FROM read_blob('${workspace.tablesDir}/../facts.sqlite')` : sql
    await expect(connection.runAndReadAll(attack)).rejects.toThrow(/disabled|lock|permission|Permission|Cannot|does not exist/)
    connection.closeSync()
    database.close()
  })
})
