import type { WalkForward } from '../../backtest/walkForward/result.ts'
import type { WalkForwardSchedule } from '../../backtest/walkForward/schedule.ts'
import { walkForwardStrategy } from '../../backtest/walkForward/walkForwardStrategy.ts'
import type { TrialFact } from '../../domain/facts.ts'
import { canonicalJson } from '../../domain/hash.ts'
import type { ParamPoint } from '../../domain/strategy.ts'
import { failedPointFact, pointFacts, walkForwardFact } from '../../nodes/backtest/walkForwardFact.ts'
import type { ResearchContext } from '../../nodes/context.ts'
import type { Io } from '../io.ts'
import type { BacktestOptions } from './backtestOptions.ts'
import { describeWalkForward, walkForwardDocument } from './describeWalkForward.ts'
import { evaluateRun } from './evaluateRun.ts'
import { prepareRun, strategyFailure, type PreparedRun } from './manualRun.ts'
import { sweepProgress } from './progress.ts'
import type { RunMode } from './runMode.ts'

function scheduleOf({ trainDays, testDays, stepDays }: BacktestOptions): WalkForwardSchedule | undefined {
  if (trainDays === undefined || testDays === undefined || stepDays === undefined) return undefined
  return { trainDays, testDays, stepDays }
}

/** What has been counted already: the run at the strategy's defaults. */
interface Counted {
  readonly trial: TrialFact
  readonly defaults: ParamPoint
}

/** Every other point is counted as soon as it has been looked at. */
async function walk(context: ResearchContext, run: PreparedRun, schedule: WalkForwardSchedule | undefined, counted: Counted, io: Io) {
  const now = (): string => new Date(context.now()).toISOString()
  const defaults = canonicalJson(counted.defaults)
  const walked: WalkForward = await walkForwardStrategy({
    ...run.request,
    schedule,
    onPoint: (params, trained) => {
      if (canonicalJson(params) === defaults) return
      const { trial } = counted
      context.facts.recordAll(
        'stage' in trained ? [failedPointFact(trial, params, trained, now())] : pointFacts(trial, params, trained, now()),
      )
    },
    onProgress: sweepProgress(io, 'combinations trained'),
    // One that failed may succeed the next time, as the same walk: what it looked at is counted above, point by point.
    ledger: (outcome) => {
      if (outcome.ok) context.facts.recordAll([walkForwardFact(counted.trial, outcome, now())])
    },
  })
  if (!walked.ok) throw strategyFailure(walked.failure)
  return walked
}

/** `backtest FILE --walk-forward` */
export const runWalkForward: RunMode = async (context, sandbox, fileOrId, options, io) => {
  const schedule = scheduleOf(options)
  const run = { ...(await prepareRun(context, fileOrId, options, sandbox, io)), mode: { walk_forward: schedule ?? 'default' } }
  const { evaluation, trial } = await evaluateRun(context, run)
  const walked = await walk(context, run, schedule, { trial, defaults: evaluation.params }, io)
  await context.tables.publish()
  const document = walkForwardDocument(walked, run, context.facts.countTrials(run.dataset.dataset_id))
  io.result(document, describeWalkForward(document))
}
