import type { Config } from '../../config.ts'
import { openContext } from '../../graph/openContext.ts'
import { openSandbox } from '../../sandbox/pool.ts'
import type { Io } from '../io.ts'
import type { BacktestOptions } from './backtestOptions.ts'
import { backtestDocument, describeBacktest } from './describeBacktest.ts'
import { refuseContradictions } from './engineSettings.ts'
import { writeEquity } from './equityTable.ts'
import { evaluateRun } from './evaluateRun.ts'
import { prepareRun } from './manualRun.ts'
import { refuseModes } from './refuseModes.ts'
import { runGrid } from './runGrid.ts'
import type { RunMode } from './runMode.ts'
import { runPortfolio } from './runPortfolio.ts'
import { runWalkForward } from './runWalkForward.ts'
import { writeTrades } from './tradeTable.ts'

const runOnce: RunMode = async (context, sandbox, fileOrId, options, io) => {
  const run = await prepareRun(context, fileOrId, options, sandbox, io)
  const { evaluation } = await evaluateRun(context, run)
  const document = backtestDocument(evaluation, run, run.notes)
  if (options.trades !== undefined) writeTrades(options.trades, document.trades)
  if (options.equity !== undefined) writeEquity(options.equity, evaluation)
  await context.tables.publish()
  io.result(document, describeBacktest(document))
}

/** A person may wait: a year of minutes on a busy machine takes longer than an agent is given. */
const PATIENCE_MS = 120_000

function modeOf({ walkForward, grid, symbols }: BacktestOptions): RunMode {
  if (walkForward === true) return runWalkForward
  if (grid === true) return runGrid
  return symbols === undefined ? runOnce : runPortfolio
}

/** Runs one strategy the way that is asked for, counts every trial, and tells the figures. */
export async function runBacktest(fileOrId: string, options: BacktestOptions, config: Config, io: Io): Promise<void> {
  refuseModes(options)
  refuseContradictions(options)
  const context = openContext(config)
  // Of its own: a person may run more combinations than an agent may write.
  const sandbox = openSandbox({ maxGridPoints: options.maxPoints, timeoutMs: PATIENCE_MS })
  try {
    await modeOf(options)(context, sandbox, fileOrId, options, io)
  } finally {
    await sandbox.close()
    await context.close()
  }
}
