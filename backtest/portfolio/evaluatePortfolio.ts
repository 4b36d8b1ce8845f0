import { barCount, type Bars } from '../../domain/bars.ts'
import type { Failure } from '../../domain/facts.ts'
import type { MarketData } from '../../domain/market.ts'
import type { Baselines, Metrics } from '../../domain/metrics.ts'
import { ACTION, type EngineSettings, type Trade } from '../../domain/order.ts'
import type { GridPoint, ParamPoint, StrategyDeclaration, StrategySource } from '../../domain/strategy.ts'
import type { Timeframe } from '../../domain/timeframe.ts'
import { dailyReturns, type DailyReturns } from '../../metrics/dailyReturns.ts'
import { summarize } from '../../metrics/summary.ts'
import type { LegsSandbox } from '../../sandbox/types.ts'
import { accountFigures, type AccountFigures } from '../accountFigures.ts'
import { assertRun } from '../assertRun.ts'
import { gridPointAt } from '../gridPoint.ts'
import { booksText } from '../kernelText.ts'
import { isFailure, predictionsOf, type Predict } from '../predictionsOf.ts'
import { indicatorColumns } from '../prepare.ts'
import { firstDifference, replayOf, type Ordered } from '../replay.ts'
import { tradesOf } from '../trades.ts'
import { tooFewBars, windowData, type WindowData } from '../windowData.ts'
import { commonClock } from './commonClock.ts'
import { delistingsOf } from './delistings.ts'
import { portfolioHistory } from './portfolioHistory.ts'
import { portfolioEngine, simulateLegs, type PortfolioEngine, type PortfolioLeg, type PortfolioSimulation } from './simulatePortfolio.ts'

/** One symbol, from its listing to its delisting. */
export interface PortfolioMember {
  readonly symbol: string
  readonly bars: Bars
  readonly market?: MarketData | undefined
  /** First bar that may be traded, ms UTC; bars before it warm up. */
  readonly from: number
  readonly predict?: Predict | undefined
}

export interface PortfolioRequest {
  readonly sandbox: LegsSandbox
  readonly source: StrategySource
  readonly members: readonly PortfolioMember[]
  /** Of all members. */
  readonly timeframe: Timeframe
  /** End of the common window, ms UTC; nothing at or after it is loaded into the run. */
  readonly to: number
  readonly engine: EngineSettings
  readonly params?: ParamPoint | undefined
  readonly seed: number
  /** Told of the evaluation, whatever came of it, before it is returned. */
  readonly ledger: (evaluation: PortfolioEvaluation) => void
}

/** One symbol's part. */
export interface MemberResult {
  readonly symbol: string
  /** Opens, ms UTC: of the first bar with a decision and of the last bar. */
  readonly firstTime: number
  readonly lastTime: number
  readonly trades: readonly Trade[]
  /** Sum over its trades, after fees. */
  readonly profit: number
  /** Bars with which a listing ended, ms UTC: the series stops or pauses for longer than a halt. */
  readonly delistedAt: readonly number[]
  readonly liquidatedAt: number | undefined
}

export type PortfolioEvaluation =
  | {
      readonly ok: true
      readonly declaration: StrategyDeclaration
      readonly params: ParamPoint
      readonly metrics: Metrics
      readonly account: AccountFigures
      /** Each symbol bought at its first bar with a decision, with an equal share of the equity, and held. */
      readonly buyAndHold: Baselines['buy_and_hold']
      readonly members: readonly MemberResult[]
      readonly time: Float64Array
      readonly equity: Float64Array
      readonly daily: DailyReturns
    }
  | { readonly ok: false; readonly failure: Failure; readonly declaration?: StrategyDeclaration }

interface Asked extends PortfolioRequest {
  readonly engine: PortfolioEngine
}

interface Leg extends WindowData {
  readonly symbol: string
}

async function legOf(member: PortfolioMember, { needs }: GridPoint, to: number): Promise<Leg | Failure> {
  const predictions = await predictionsOf(needs, member)
  if (isFailure(predictions)) return predictions
  const data = windowData({ ...member, to, predictions }, [needs])
  if ('stage' in data) return data
  const { symbol } = member
  if (data.tradeFrom < barCount(data.bars) - 1) return { ...data, symbol }
  return tooFewBars(`${symbol} has none to decide on after its warm-up; leave it out, or take a longer window.`)
}

async function legsOf({ members, to }: PortfolioRequest, point: GridPoint): Promise<Leg[] | Failure> {
  const legs: Leg[] = []
  for (const member of members) {
    const leg = await legOf(member, point, to)
    if ('stage' in leg) return leg
    legs.push(leg)
  }
  return legs
}

function runSandboxed({ sandbox, source, engine, seed }: Asked, legs: readonly Leg[], point: GridPoint) {
  return sandbox.runLegs({
    source,
    kernel: booksText(),
    legs: legs.map(({ bars, market, predictions, tradeFrom }) => ({
      bars,
      market,
      predictions,
      tradeFrom,
      indicators: indicatorColumns(bars, point.needs),
    })),
    clock: commonClock(legs.map(({ bars }) => bars.time)),
    engine,
    exits: point.exits,
    params: point.params,
    seed,
  })
}

/** The account from its first decision on. */
function historyOf(simulation: PortfolioSimulation, legs: readonly Leg[], timeframe: Timeframe, engine: PortfolioEngine) {
  const times = legs.map(({ bars }) => bars.time)
  const history = portfolioHistory(simulation, times, timeframe, engine)
  const start = Math.min(...legs.map(({ bars, tradeFrom }) => bars.time[tradeFrom] as number))
  const at = history.time.findIndex((stamp) => stamp >= start)
  return { ...history, time: history.time.subarray(at), equity: history.equity.subarray(at), position: history.position.subarray(at) }
}

function buyAndHold(legs: readonly Leg[], timeframe: Timeframe, engine: PortfolioEngine): Baselines['buy_and_hold'] {
  const holding = { ...engine, sizing: undefined, sizeFraction: 1 / legs.length }
  const held: PortfolioLeg[] = legs.map(({ symbol, bars, market, tradeFrom }) => ({
    ...{ symbol, bars, market, tradeFrom, exits: {} },
    decide: (index) => (index === tradeFrom ? ACTION.enterLong : ACTION.hold),
  }))
  const { sharpe_ratio, total_return, max_drawdown } = summarize(historyOf(simulateLegs(held, holding), legs, timeframe, holding))
  return { sharpe_ratio, total_return, max_drawdown }
}

function memberResults(simulation: PortfolioSimulation, legs: readonly Leg[], engine: PortfolioEngine): MemberResult[] {
  const clockEnd = simulation.time.at(-1) as number
  return simulation.legs.map(({ symbol, trades: columns, stoppedAt }, i) => {
    const { bars, tradeFrom } = legs[i] as Leg
    const trades = tradesOf({ trades: columns }, bars)
    return {
      symbol,
      firstTime: bars.time[tradeFrom] as number,
      lastTime: bars.time.at(-1) as number,
      trades,
      profit: trades.reduce((sum, { profit }) => sum + profit, 0),
      delistedAt: delistingsOf(bars.time, engine.longestHaltMs, clockEnd),
      liquidatedAt: stoppedAt < 0 ? undefined : (bars.time[stoppedAt] as number),
    }
  })
}

/** Everything is computed here, from the orders alone. */
function score(
  request: Asked,
  declaration: StrategyDeclaration,
  point: GridPoint,
  legs: readonly Leg[],
  ordered: readonly Ordered[],
): PortfolioEvaluation {
  const { timeframe, engine } = request
  const simulation = simulateLegs(
    legs.map(({ symbol, bars, market, tradeFrom }, i) => ({
      ...{ symbol, bars, market, tradeFrom, exits: point.exits },
      decide: replayOf(ordered[i] as Ordered),
    })),
    engine,
  )
  const differs = simulation.legs.some(
    (leg, i) => firstDifference(leg, ordered[i] as Ordered, barCount((legs[i] as Leg).bars)) !== undefined,
  )
  if (differs) {
    const message = 'The orders do not fit the positions that the engine computes from them.'
    return { ok: false, declaration, failure: { stage: 'backtest', code: 'replay_mismatch', message } }
  }
  const history = historyOf(simulation, legs, timeframe, engine)
  const members = memberResults(simulation, legs, engine)
  const funded = legs.some(({ market }) => market.funding !== undefined)
  const liquidated = members.flatMap(({ liquidatedAt }) => liquidatedAt ?? [])
  return {
    ok: true,
    declaration,
    params: point.params,
    metrics: summarize(history),
    account: accountFigures(simulation, engine, funded, liquidated.length === 0 ? undefined : Math.min(...liquidated)),
    buyAndHold: buyAndHold(legs, timeframe, engine),
    members,
    time: history.time,
    equity: history.equity,
    daily: dailyReturns(history.time, history.equity, engine.initialCash),
  }
}

async function evaluate(request: Asked): Promise<PortfolioEvaluation> {
  const declared = await request.sandbox.declare(request.source)
  if (!declared.ok) return { ok: false, failure: declared.failure }
  const { declaration } = declared
  const point = gridPointAt(declaration, request.params)
  const legs = await legsOf(request, point)
  if ('stage' in legs) return { ok: false, failure: legs, declaration }
  const outcome = await runSandboxed(request, legs, point)
  return outcome.ok ? score(request, declaration, point, legs, outcome.legs) : { ok: false, failure: outcome.failure, declaration }
}

/**
 * One strategy on several symbols in one account (docs/engine.md, rules 41 to 46): each symbol has a strategy of its own, which sees its own bars and position; what they
 * share is the money. Neither smoke run nor causality test is done here: evaluateStrategy has them, symbol by symbol. A strategy that fails is a value.
 * @throws BadDataError for bars or a market that cannot be used, UsageError for settings out of range.
 */
export async function evaluatePortfolio(request: PortfolioRequest): Promise<PortfolioEvaluation> {
  assertRun(request.engine, ...request.members)
  const evaluation = await evaluate({ ...request, engine: portfolioEngine(request.engine) })
  request.ledger(evaluation)
  return evaluation
}
