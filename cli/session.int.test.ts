import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { withDuckDB } from '../data/duckdb.ts'
import { runCli, startCli, type CliRun } from '../fixtures/cli.ts'
import { temporaryHome } from '../fixtures/home.ts'
import { startLangsmithSink } from '../fixtures/langsmith.ts'

/** Nothing listens there: no exchange answers, at once. */
const NO_EXCHANGE = { QUANTOPIA_EXCHANGE_URL: 'http://127.0.0.1:9' }

interface Summary {
  session_id: string
  total_strategies: number
  synthetic: boolean
  strategies: { strategy_id: string; sharpe_ratio: number | null }[]
}

const summaryOf = (run: CliRun): Summary => JSON.parse(run.stdout) as Summary

async function sampleWorkspace(): Promise<string> {
  const home = temporaryHome()
  const stored = await runCli(['data', 'sample', '--seed', '5', '--bars', '3000', '--symbols', 'BTCUSDT', '--workspace', home])
  expect(stored.code, stored.stderr).toBe(0)
  return home
}

describe('quantopia research', { timeout: 120_000 }, () => {
  it('runs with nothing at all: no bars, no exchange, no key – and says that the data are synthetic', async () => {
    const home = temporaryHome()
    const run = await runCli(['research', '--strategies', '1', '--workspace', home], NO_EXCHANGE)
    expect(run.code, run.stderr).toBe(0)
    expect(run.stderr).toMatch(/No exchange could be reached/)
    expect(run.stderr).toMatch(/SYNTHETIC/)
    expect(run.stdout).toMatch(/SYNTHETIC DATA/)
    expect(run.stdout).toMatch(/Strategies explored: +1/)
  })

  it('killed again and again and resumed, ends with the very strategies of a session that was left alone', async () => {
    const whole = summaryOf(
      await runCli(['research', '--strategies', '6', '--seed', '7', '--json', '--workspace', await sampleWorkspace()]),
    )

    const home = await sampleWorkspace()
    const first = startCli(['research', '--strategies', '6', '--seed', '7', '--json', '--workspace', home])
    await first.until('stored')
    first.child.kill('SIGKILL')
    const { stderr } = await first.ended
    const session = /ses_[0-9a-f]+/.exec(stderr)?.[0] ?? ''
    for (const text of ['wrote', 'result', 'why']) {
      const again = startCli(['research', '--resume', session, '--json', '--workspace', home])
      await again.until(text)
      again.child.kill('SIGKILL')
      await again.ended
    }
    const last = summaryOf(await runCli(['research', '--resume', session, '--json', '--workspace', home]))
    expect(last).toEqual(whole)
    expect(new Set(last.strategies.map(({ strategy_id }) => strategy_id)).size).toBe(6)
    const [row] = await withDuckDB(async (connection) =>
      (
        await connection.runAndReadAll(`SELECT count(*)::INT AS rows FROM '${join(home, 'tables/strategies/*.parquet')}'`)
      ).getRowObjectsJson(),
    )
    expect(row).toEqual({ rows: 6 })
  })

  it('is run by one process at a time', async () => {
    const home = await sampleWorkspace()
    const running = startCli(['research', '--strategies', '50', '--workspace', home])
    await running.until('stored')
    const session = (await runCli(['strategies', 'recent', '--json', '--workspace', home])).stdout.match(/ses_[0-9a-f]+/)?.[0] ?? ''
    const second = await runCli(['research', '--resume', session, '--workspace', home])
    running.child.kill('SIGKILL')
    await running.ended
    expect(second.code).toBe(5)
    expect(second.stderr).toMatch(/is being run by process \d+/)
  })

  it('stops at Ctrl-C with one sentence that says how to go on', async () => {
    const home = await sampleWorkspace()
    const running = startCli(['research', '--strategies', '50', '--workspace', home])
    await running.until('stored')
    running.child.kill('SIGINT')
    const { code, stderr } = await running.ended
    expect(code).toBe(5)
    expect(stderr).toMatch(/Interrupted; nothing is lost\. Go on with: quantopia research --resume ses_/)
  })

  it('is traced to LangSmith with its ids, and is neither slowed nor broken by an endpoint that is not there', async () => {
    const home = await sampleWorkspace()
    const sink = await startLangsmithSink()
    const tracing = { LANGSMITH_TRACING: 'true', LANGSMITH_API_KEY: 'test', LANGSMITH_ENDPOINT: sink.url }
    const traced = await runCli(['research', '--strategies', '1', '--json', '--workspace', home], tracing)
    await sink.close()
    expect(traced.code, traced.stderr).toBe(0)
    const sent = sink.batches.join('\n')
    expect(sent).toContain(summaryOf(traced).session_id)
    expect(sent).toMatch(/dec_[0-9a-f]{12}/)
    expect(sent).toContain('strategist')

    const started = Date.now()
    const untraced = await runCli(['research', '--strategies', '1', '--workspace', home], {
      ...tracing,
      LANGSMITH_ENDPOINT: 'http://127.0.0.1:9',
    })
    expect(untraced.code).toBe(0)
    expect(untraced.stderr).toMatch(/does not answer: this session is not traced/)
    expect(Date.now() - started).toBeLessThan(25_000)
  })

  it('leaves reports that open by themselves', async () => {
    const home = await sampleWorkspace()
    const { session_id } = summaryOf(await runCli(['research', '--strategies', '2', '--json', '--workspace', home]))
    const { stdout } = await runCli(['report', session_id, '--json', '--workspace', home])
    const { path } = JSON.parse(stdout) as { path: string }
    expect(existsSync(path)).toBe(true)
    expect(readFileSync(path, 'utf8')).toContain(session_id)
  })
})
