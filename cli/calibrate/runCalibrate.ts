import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../../config.ts'
import { ResourceError } from '../../domain/errors.ts'
import type { Io } from '../io.ts'
import { codeVersion } from './codeVersion.ts'
import { describeOutcome, describeRest } from './describeOutcome.ts'
import { openOutcomes, type OutcomeLog } from './outcomeLog.ts'
import { planTasks } from './planTasks.ts'
import { describeReport } from './report/describeReport.ts'
import { summarise } from './report/summarise.ts'
import { writeDocs, writeReport } from './report/writeDocuments.ts'
import { readSettings, writeSettings, type Settings } from './settings.ts'
import { taskKey, type Task } from './task.ts'
import { runTasks } from './work/runTasks.ts'

export interface CalibrateCall {
  /** Undefined: those that the directory was begun with. */
  readonly settings: Settings | undefined
  readonly directory: string
  readonly jobs: number
  readonly writeDocs: boolean
}

/** Runs what has not been run yet and reports all of it. */
export async function runCalibrate(call: CalibrateCall, config: Config, io: Io): Promise<void> {
  const settings = call.settings ?? readSettings(call.directory)
  const version = codeVersion(config)
  const tasks = planTasks(settings, version)
  const log = openOutcomes(call.directory)
  try {
    writeSettings(call.directory, settings)
    await runMissing(tasks, log, call, config, io)
    const outcomes = tasks.flatMap((task) => log.outcomes.get(taskKey(task)) ?? [])
    const report = summarise(settings, version, tasks.length, outcomes)
    for (const path of [...writeReport(call.directory, report), ...(call.writeDocs ? writeDocs(report) : [])]) io.progress(`Wrote ${path}`)
    io.result(report, describeReport(report))
  } finally {
    log.close()
  }
}

async function runMissing(tasks: readonly Task[], log: OutcomeLog, call: CalibrateCall, config: Config, io: Io): Promise<void> {
  const version = tasks[0]?.code_version
  const missing = tasks.filter((task) => !log.outcomes.has(taskKey(task)))
  const workDirectory = join(call.directory, 'work')
  // What a kill left behind: nobody else is at work here.
  rmSync(workDirectory, { recursive: true, force: true, maxRetries: 5 })
  const known = tasks.length - missing.length
  const stale = [...log.outcomes.values()].filter(({ task }) => task.code_version !== version).length
  if (stale > 0) io.progress(io.paint.yellow(`${stale} outcomes in ${call.directory} are of other versions of the code and do not count`))
  io.progress(`${tasks.length} sessions${known > 0 ? `, ${known} of them known from ${call.directory}` : ''}, ${call.jobs} at a time`)
  if (missing.length === 0) return
  const begun = performance.now()
  let done = 0
  const onOutcome = (outcome: Parameters<OutcomeLog['append']>[0]): void => {
    log.append(outcome)
    done++
    const rest = describeRest(missing.length - done, (performance.now() - begun) / 1000, done)
    const line = `[${known + done}/${tasks.length}] ${describeOutcome(outcome)}${rest}`
    io.progress(outcome.approved.length > 0 ? io.paint.green(line) : line)
  }
  const onTrouble = (task: Task, what: string): void =>
    io.progress(io.paint.yellow(`${task.kind} seed ${task.seed} (${task.search}) did not end, ${what}; it is run again`))
  const work = { tasks: missing, jobs: call.jobs, directory: workDirectory, sourceHome: config.home, config, onOutcome, onTrouble }
  await withInterrupt(call.directory, io, (signal) => runTasks({ ...work, signal }))
  rmSync(workDirectory, { recursive: true, force: true, maxRetries: 5 })
}

/** Ctrl-C ends the sessions in work, which are lost; those that ended are kept. */
async function withInterrupt(directory: string, io: Io, run: (signal: AbortSignal) => Promise<void>): Promise<void> {
  const interrupted = new AbortController()
  const onInterrupt = (): void => {
    io.progress('Stopping.')
    interrupted.abort()
  }
  process.on('SIGINT', onInterrupt)
  try {
    await run(interrupted.signal)
  } finally {
    process.removeListener('SIGINT', onInterrupt)
  }
  if (interrupted.signal.aborted) {
    throw new ResourceError(`Interrupted; every session that ended is kept. Go on with: quantopia calibrate --resume --out ${directory}`, {
      directory,
    })
  }
}
