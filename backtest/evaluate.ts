import { barCount, sliceBars, type Bars } from '../domain/bars.ts'
import type { Failure } from '../domain/facts.ts'
import type { Baselines, Metrics } from '../domain/metrics.ts'
import type { MarketData } from '../domain/market.ts'
import { DEFAULT_ENGINE, type EngineSettings, type Trade } from '../domain/order.ts'
import type { GridPoint, ParamPoint, StrategyDeclaration, StrategySource } from '../domain/strategy.ts'
import type { Timeframe } from '../domain/timeframe.ts'
import { dailyReturns, type DailyReturns } from '../metrics/dailyReturns.ts'
import { dailyStats, type DailyStats } from '../metrics/dailyStats.ts'
import { sharpeRatio } from '../metrics/sharpe.ts'
import { DAYS_PER_YEAR, orNull, summarize } from '../metrics/summary.ts'
import type { RunOutcome, Sandbox } from '../sandbox/types.ts'
import { accountHistory } from './account.ts'
import { accountFigures, type AccountFigures } from './accountFigures.ts'
import { assertRun } from './assertRun.ts'
import { baselinesOf } from './baselines.ts'
import { causalityFailure, type RunOn } from './causality.ts'
import { simulate } from './kernel.ts'
import { kernelText } from './kernelText.ts'
import { gridPointAt } from './gridPoint.ts'
import { engineOn } from './longestHalt.ts'
import { isFailure, predictionsOf, type Predict } from './predictionsOf.ts'
import { indicatorColumns, slicePredictions, type Predictions } from './prepare.ts'
import { firstDifference, replayOf, type Ordered } from './replay.ts'
import { twiceTheCosts } from './twiceTheCosts.ts'
import { tradesOf } from './trades.ts'
import { FEWEST_BARS, tooFewBars, windowData, type WindowData } from './windowData.ts'

export interface EvaluationRequest {
  readonly sandbox: Sandbox
  readonly source: StrategySource
  readonly bars: Bars
  readonly timeframe: Timeframe
  /** The window [from, to), ms UTC; bars before it warm up, bars at or after `to` are never loaded into the run. */
  readonly from?: number | undefined
  readonly to?: number | undefined
  readonly engine?: EngineSettings | undefined
  /** Funding, mark prices and finer bars, by their own times; what lies at or after `to` is never loaded into the run. */
  readonly market?: MarketData | undefined
  /** By the strategy's own model keys, one entry per bar of `bars`. */
  readonly predictions?: Predictions | undefined
  /** Asked where `predictions` are not given. */
  readonly predict?: Predict | undefined
  /** The point of the strategy's grid to run; parameters left out take their defaults. */
  readonly params?: ParamPoint | undefined
  /** What else the declaration has to be; a failure ends the evaluation before anything runs. */
  readonly checkDeclaration?: ((declaration: StrategyDeclaration) => Failure | undefined) | undefined
  readonly seed: number
  /** Told of the evaluation, whatever came of it, before it is returned: here trials are counted, and there is no way around it. */
  readonly ledger: (evaluation: Evaluation) => void
}

export type Evaluation =
  | {
      readonly ok: true
      readonly declaration: StrategyDeclaration
      /** What was run; empty where the strategy declares no parameters. */
      readonly params: ParamPoint
      readonly metrics: Metrics
      readonly baselines: Baselines
      readonly account: AccountFigures
      /** Their indices count in the request's bars, not in `time`. */
      readonly trades: Trade[]
      /** Of the bars that count: from the first decision to the end of the window. */
      readonly time: Float64Array
      readonly equity: Float64Array
      readonly daily: DailyReturns
      readonly dailyStats: DailyStats
      /** Annual Sharpe ratio of the same orders at twice the costs; null where there is none. */
      readonly stressSharpe: number | null
    }
  | { readonly ok: false; readonly failure: Failure; readonly declaration?: StrategyDeclaration }

/** Bars with a decision in the first, short run that finds what is plainly broken. */
const SMOKE_BARS = 300

interface Prepared extends WindowData {
  readonly declaration: StrategyDeclaration
  readonly point: GridPoint
  readonly engine: EngineSettings
}

function prepare(request: EvaluationRequest, declaration: StrategyDeclaration, point: GridPoint): Prepared | Failure {
  const data = windowData(request, [point.needs])
  if ('stage' in data) return data
  const { from, warmup, tradeFrom } = data
  const end = barCount(data.bars)
  if (end - tradeFrom < FEWEST_BARS) {
    const has = `${Math.max(0, end - from)} bars in the window and a warm-up of ${warmup}`
    return tooFewBars(`${has} leave ${Math.max(0, end - tradeFrom)} to decide on, and ${FEWEST_BARS} is the least.`)
  }
  return { ...data, declaration, point, engine: engineOn(request.engine ?? DEFAULT_ENGINE, data.bars) }
}

/** Runs of one strategy in the sandbox, with indicators computed from exactly the bars that the run is given. */
function runner({ sandbox, source, seed }: EvaluationRequest, { point, engine, market }: Prepared): RunOn {
  return (bars, predictions, tradeFrom) =>
    sandbox.run({
      source,
      kernel: kernelText(),
      bars,
      indicators: indicatorColumns(bars, point.needs),
      predictions,
      engine,
      market,
      exits: point.exits,
      params: point.params,
      tradeFrom,
      seed,
    })
}

/** A short run right after the warm-up: what is plainly broken fails here, cheaply. */
async function smokeRun(runOn: RunOn, { bars, predictions, warmup, tradeFrom }: Prepared): Promise<Failure | undefined> {
  const from = tradeFrom - warmup
  const to = Math.min(barCount(bars), tradeFrom + SMOKE_BARS)
  const outcome = await runOn(sliceBars(bars, from, to), slicePredictions(predictions, from, to), warmup)
  return outcome.ok ? undefined : { ...outcome.failure, stage: 'smoke' }
}

/** Smoke run, full run, causality test: the orders, or why there are none. */
async function orders(request: EvaluationRequest, prepared: Prepared): Promise<RunOutcome> {
  const runOn = runner(request, prepared)
  const broken = await smokeRun(runOn, prepared)
  if (broken !== undefined) return { ok: false, failure: broken }
  const outcome = await runOn(prepared.bars, prepared.predictions, prepared.tradeFrom)
  if (!outcome.ok) return { ok: false, failure: { ...outcome.failure, stage: 'backtest' } }
  const failure = await causalityFailure({ ...prepared, runOn, ordered: outcome, seed: request.seed })
  return failure === undefined ? outcome : { ok: false, failure }
}

/** Everything is computed here, from the orders alone: what ran in the sandbox never scores itself. */
function score(request: EvaluationRequest, prepared: Prepared, ordered: Ordered): Evaluation {
  const { bars, engine, market, declaration, point, tradeFrom } = prepared
  const simulation = simulate(bars, engine, point.exits, tradeFrom, replayOf(ordered), market)
  if (firstDifference(simulation, ordered, barCount(bars)) !== undefined) {
    const message = 'The orders do not fit the positions that the engine computes from them.'
    return { ok: false, declaration, failure: { stage: 'backtest', code: 'replay_mismatch', message } }
  }
  const history = accountHistory(simulation, bars, tradeFrom, request.timeframe, engine.initialCash)
  const metrics = summarize(history)
  const daily = dailyReturns(history.time, history.equity, engine.initialCash)
  const { ruinedAt } = simulation
  const liquidatedAt = ruinedAt < 0 ? undefined : (bars.time[ruinedAt] as number)
  const candidate = { trades: simulation.trades, sharpeRatio: metrics.sharpe_ratio }
  return {
    ok: true,
    declaration,
    params: point.params,
    metrics,
    baselines: baselinesOf({ bars, timeframe: request.timeframe, engine, market, tradeFrom, seed: request.seed, ...candidate }),
    account: accountFigures(simulation, engine, market.funding !== undefined, liquidatedAt),
    trades: tradesOf(simulation, bars),
    time: history.time,
    equity: history.equity,
    daily,
    dailyStats: dailyStats(daily.returns),
    stressSharpe: stressSharpe(prepared, ordered),
  }
}

/** The same orders where every trade costs twice as much: an edge that lives on cheap fills does not survive it. */
function stressSharpe({ engine, market, bars, point, tradeFrom }: Prepared, ordered: Ordered): number | null {
  const dearer = { ...engine, costs: twiceTheCosts(engine.costs) }
  const { equity } = simulate(bars, dearer, point.exits, tradeFrom, replayOf(ordered), market)
  const daily = dailyReturns(bars.time.subarray(tradeFrom), equity.subarray(tradeFrom), engine.initialCash)
  return orNull(sharpeRatio(daily.returns, DAYS_PER_YEAR))
}

/**
 * One strategy on one window: declaration, smoke run, full run, causality test (blocking), then fills, figures and baselines on the host.
 * A strategy that fails, or that never trades, is a value. @throws BadDataError for bars without usable prices, UsageError for
 * settings out of range and for parameters off the strategy's grid.
 */
export async function evaluateStrategy(request: EvaluationRequest): Promise<Evaluation> {
  assertRun(request.engine, request)
  const evaluation = await evaluate(request)
  request.ledger(evaluation)
  return evaluation
}

async function evaluate(request: EvaluationRequest): Promise<Evaluation> {
  const declared = await request.sandbox.declare(request.source)
  if (!declared.ok) return { ok: false, failure: declared.failure }
  const { declaration } = declared
  const unfit = request.checkDeclaration?.(declaration)
  if (unfit !== undefined) return { ok: false, failure: unfit, declaration }
  const predictions = await predictionsOf(declaration.needs, request)
  if (isFailure(predictions)) return { ok: false, failure: predictions, declaration }
  const asked = { ...request, predictions }
  const prepared = prepare(asked, declaration, gridPointAt(declaration, request.params))
  if ('stage' in prepared) return { ok: false, failure: prepared, declaration }
  const outcome = await orders(asked, prepared)
  return outcome.ok ? score(asked, prepared, outcome) : { ok: false, failure: outcome.failure, declaration }
}
