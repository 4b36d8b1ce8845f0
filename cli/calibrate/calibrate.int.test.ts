import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readConfig } from '../../config.ts'
import { runCli, startCli, type CliRun } from '../../fixtures/cli.ts'
import { temporaryHome } from '../../fixtures/home.ts'
import { sampleTask } from '../../fixtures/sampleOutcome.ts'
import { Outcome } from './outcome.ts'
import type { Report } from './report/summarise.ts'
import { runTasks } from './work/runTasks.ts'
import type { Task } from './task.ts'

const TINY = ['--null', '1', '--planted', '1', '--strategies', '1', '--bars', '1000', '--seed', '5']

const outcomesIn = (directory: string): Outcome[] =>
  readFileSync(join(directory, 'outcomes.jsonl'), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => Outcome.parse(JSON.parse(line)))

/** Everything but the clock, in the order of the keys: which of two workers ends first is chance. */
const essence = (directory: string) =>
  outcomesIn(directory)
    .map(({ seconds: _seconds, finished_at: _at, ...rest }) => rest)
    .sort((a, b) => (a.key < b.key ? -1 : 1))

function calibrate(directory: string, ...args: string[]): Promise<CliRun> {
  return runCli(['calibrate', ...args, '--out', directory, '--workspace', join(directory, 'home'), '--json'])
}

/** Processes that run sessions for `parent`. */
function workersOf(parent: number): number[] {
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' })
  return stdout
    .split('\n')
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line))
    .flatMap((match) =>
      match !== null && Number(match[2]) === parent && (match[3] ?? '').includes('worker.mjs') ? [Number(match[1])] : [],
    )
}

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

async function waitFor(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 20))
}

describe('quantopia calibrate', { timeout: 120_000 }, () => {
  it('runs real sessions, and killed in the middle goes on to the same outcomes', async () => {
    const whole = temporaryHome()
    const run = await calibrate(whole, ...TINY)
    expect(run.code, run.stderr).toBe(0)
    const report = JSON.parse(run.stdout) as Report
    expect(report).toMatchObject({ sessions_planned: 2, sessions_done: 2 })
    expect([report.false_discovery.sessions, report.power.sessions]).toEqual([1, 1])
    expect(report.gates.null[0]!.judged).toBeGreaterThan(0)
    for (const name of ['report.json', 'calibration.md', 'calibration.svg']) expect(existsSync(join(whole, name)), name).toBe(true)
    expect(existsSync(join(whole, 'work'))).toBe(false)

    const killed = temporaryHome()
    const first = startCli(['calibrate', ...TINY, '--jobs', '1', '--out', killed, '--workspace', join(killed, 'home')])
    await first.until('[1/2]')
    const workers = workersOf(first.child.pid!)
    expect(workers.length).toBeGreaterThan(0)
    first.child.kill('SIGKILL')
    await first.ended
    await waitFor(() => !workers.some(isAlive))
    const kept = outcomesIn(killed).length
    expect(kept).toBeGreaterThan(0)
    expect(kept).toBeLessThan(2)
    const resumed = await calibrate(killed, '--resume')
    expect(resumed.code, resumed.stderr).toBe(0)
    expect(resumed.stderr).toContain(`2 sessions, ${kept} of them known`)
    expect(essence(killed)).toEqual(essence(whole))
  })

  it('says so where there is nothing to go on with, and where options contradict', async () => {
    const nothing = await calibrate(temporaryHome(), '--resume')
    expect([nothing.code, nothing.stderr]).toEqual([2, expect.stringContaining('No calibration was begun')])
    const both = await calibrate(temporaryHome(), '--resume', '--seed', '3')
    expect([both.code, both.stderr]).toEqual([2, expect.stringContaining('--seed')])
  })
})

describe('runTasks', { timeout: 120_000 }, () => {
  it('reports a worker that dies, and runs its session again', async () => {
    const outcomes: Outcome[] = []
    const trouble: string[] = []
    const task: Task = sampleTask({ bars: 1000, strategies: 1 })
    const running = runTasks({
      tasks: [task],
      jobs: 2,
      directory: temporaryHome(),
      sourceHome: temporaryHome(),
      config: readConfig({ PATH: process.env['PATH'] }),
      onOutcome: (outcome) => outcomes.push(outcome),
      onTrouble: (_task, what) => trouble.push(what),
    })
    await waitFor(() => workersOf(process.pid).length > 0)
    for (const pid of workersOf(process.pid)) process.kill(pid, 'SIGKILL')
    await running
    expect(trouble).toEqual([expect.stringContaining('SIGKILL')])
    expect(outcomes.map((outcome) => outcome.task)).toEqual([task])
  })

  it('gives up on a session that fails every time, with its reason, after all others have been run', async () => {
    const outcomes: Outcome[] = []
    const good: Task = sampleTask({ bars: 1000, strategies: 1 })
    const bad: Task = sampleTask({ kind: 'null_shuffled', source: { dataset_id: 'binance:NOPE:1h', content_hash: 'x' } })
    const running = runTasks({
      tasks: [bad, good],
      jobs: 1,
      directory: temporaryHome(),
      sourceHome: temporaryHome(),
      config: readConfig({ PATH: process.env['PATH'] }),
      onOutcome: (outcome) => outcomes.push(outcome),
      onTrouble: () => undefined,
    })
    await expect(running).rejects.toThrow(/1 of 2 sessions failed 3 times, first null_shuffled seed 1 .*binance:NOPE:1h/)
    expect(outcomes.map((outcome) => outcome.task)).toEqual([good])
  })
})
