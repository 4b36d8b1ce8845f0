import type { ResearchContext } from '../../nodes/context.ts'
import type { LegsSandbox } from '../../sandbox/types.ts'
import type { Io } from '../io.ts'
import type { BacktestOptions } from './backtestOptions.ts'

/** One way to run a strategy by hand: runs, counts every trial, and tells the figures. */
export type RunMode = (context: ResearchContext, sandbox: LegsSandbox, fileOrId: string, options: BacktestOptions, io: Io) => Promise<void>
