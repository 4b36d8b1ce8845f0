import { availableParallelism } from 'node:os'
import type { Failure, FailureStage } from '../domain/facts.ts'
import { readDeclaration } from './declaration/readDeclaration.ts'
import type { Declared } from './inside/declare.ts'
import type { PlayedLegs } from './inside/playLegs.ts'
import type { Played } from './inside/simulateWindow.ts'
import { gathered } from './gathered.ts'
import { fits } from './expressions/fits.ts'
import { requestOf } from './layout.ts'
import { lastSuccesses } from './lastSuccesses.ts'
import { layOutLegs } from './layOutLegs.ts'
import { closedFailure, insideFailure, stoppedFailure } from './outcome.ts'
import { ALLOWED_GLOBALS } from './policy/globals.ts'
import { createPrepare } from './prepare.ts'
import { declareProgram, expressionsProgram, playLegsProgram, playProgram } from './process/trustedText.ts'
import type { Request } from './process/worker.ts'
import { createWorkers } from './process/workers.ts'
import { playedBars } from './windows.ts'
import type { DeclareOutcome, LegsOutcome, LegsRun, LegsSandbox, RunOutcome, SandboxOptions, StrategyRun } from './types.ts'
import type { OrderColumns } from '../domain/order.ts'
import type { StrategySource } from '../domain/strategy.ts'

/** Far more than any needs: on a machine that is busy with ten other things, a good one once took two seconds. */
const DECLARE_TIMEOUT_MS = 5_000
/** What the engine itself allocates in the isolate: equity, positions, actions, trades and, of strategies that give them, tickets. */
const ENGINE_BYTES_PER_BAR = 128

type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure }

const outcomeOf = (played: Played): RunOutcome =>
  'failure' in played
    ? { ok: false, failure: insideFailure('backtest', played.failure) }
    : { ok: true, actions: played.actions, orders: played.orders as OrderColumns | undefined }

/**
 * Opens a pool of expendable child processes. They start when first needed (about 0.1 s each), end with this process however it ends,
 * and hold up to 64 MB of columns (or one request's) so that the same bars are sent once. An open, idle sandbox does not keep this process alive.
 */
export function openSandbox(options: SandboxOptions = {}): LegsSandbox {
  const limits = { memoryMb: options.memoryMb ?? 64, timeoutMs: options.timeoutMs ?? 10_000 }
  const processes = options.processes ?? Math.min(4, availableParallelism())
  const workers = createWorkers(processes)
  const prepare = createPrepare()

  async function ask<T>(stage: FailureStage, request: Request): Promise<Answer<T>> {
    const reply = await workers.perform(request)
    if (reply === undefined) return { ok: false, failure: closedFailure(stage) }
    if (!reply.ok) return { ok: false, failure: stoppedFailure(stage, reply, { ...limits, timeoutMs: request.timeoutMs }) }
    const value = reply.value as T | { failure: Parameters<typeof insideFailure>[1] }
    const failed = typeof value === 'object' && value !== null && 'failure' in value
    return failed ? { ok: false, failure: insideFailure(stage, value.failure) } : { ok: true, value: value as T }
  }

  async function declare(source: StrategySource): Promise<DeclareOutcome> {
    const prepared = prepare(source.text)
    if (!prepared.ok) return prepared
    const settings = { globals: [...ALLOWED_GLOBALS] }
    const timeoutMs = Math.min(limits.timeoutMs, DECLARE_TIMEOUT_MS)
    const request = { strategy: prepared.code, program: declareProgram(''), settings, columns: [], memoryMb: limits.memoryMb, timeoutMs }
    const answer = await ask<Extract<Declared, { json: string }>>('declaration', request)
    return answer.ok ? readDeclaration(prepared.name, answer.value.json, options.maxGridPoints) : answer
  }

  /** Runs of one strategy in one isolate, each as if it were the only one there. */
  async function playTogether(runs: readonly StrategyRun[], inIsolate = options.usesIsolates ?? false): Promise<RunOutcome[]> {
    const [first] = runs as [StrategyRun]
    const prepared = prepare(first.source.text)
    if (!prepared.ok) return runs.map(() => prepared)
    const { settings, columns } = requestOf(runs)
    const bars = runs.reduce((total, run) => total + playedBars(run), 0)
    const expressions = inIsolate ? undefined : prepared.expressions
    const isExpressed = expressions !== undefined && runs.every(({ params }) => fits(expressions, settings.layout, params))
    const answer = await ask<Played[]>('backtest', {
      ...(isExpressed
        ? { strategy: '', program: expressionsProgram(first.kernel), settings: { ...settings, expressions } }
        : { strategy: prepared.code, program: playProgram(first.kernel), settings }),
      columns,
      memoryMb: limits.memoryMb + Math.ceil((bars * ENGINE_BYTES_PER_BAR) / 2 ** 20),
      timeoutMs: limits.timeoutMs,
    })
    if (answer.ok) return answer.value.map((played) => outcomeOf(played))
    // Steps are all computed, also what the strategy would have had no need of: that may have taken the time.
    if (isExpressed) return playTogether(runs, true)
    // One of them has taken the others' time or memory: each by itself, then, under its own limits.
    return runs.length === 1 ? [answer] : (await Promise.all(runs.map((run) => playTogether([run], inIsolate)))).flat()
  }

  async function runLegs(run: LegsRun): Promise<LegsOutcome> {
    const prepared = prepare(run.source.text)
    if (!prepared.ok) return prepared
    const { request, columns, bars } = layOutLegs(run, [...ALLOWED_GLOBALS])
    const answer = await ask<Extract<PlayedLegs, { legs: unknown }>>('backtest', {
      strategy: prepared.code,
      program: playLegsProgram(run.kernel),
      settings: request,
      columns,
      memoryMb: limits.memoryMb + Math.ceil((bars * ENGINE_BYTES_PER_BAR) / 2 ** 20),
      timeoutMs: limits.timeoutMs,
    })
    return answer.ok
      ? { ok: true, legs: answer.value.legs.map(({ actions, orders }) => ({ actions, orders: orders as OrderColumns | undefined })) }
      : answer
  }

  const declared = lastSuccesses(declare)
  return {
    declare: declared.ask,
    run: gathered((runs) => playTogether(runs), processes),
    runLegs,
    async close() {
      workers.close()
      declared.forget()
      return Promise.resolve()
    },
  }
}
