import { barCount, type Bars } from '../domain/bars.ts'
import type { Baselines } from '../domain/metrics.ts'
import type { MarketData } from '../domain/market.ts'
import { ACTION, type EngineSettings } from '../domain/order.ts'
import type { Timeframe } from '../domain/timeframe.ts'
import { median } from '../math/quantile.ts'
import { seededRandom } from '../math/random.ts'
import { dailyReturns } from '../metrics/dailyReturns.ts'
import { sharpeRatio } from '../metrics/sharpe.ts'
import { DAYS_PER_YEAR, orNull, summarize } from '../metrics/summary.ts'
import { accountHistory } from './account.ts'
import { coinFlipActions } from './coinFlip.ts'
import { simulate } from './kernel.ts'
import type { Simulation, TradeColumns } from './simulation.ts'

/** With 21 runs, beating all but one of them is a share of 0.952. */
const COIN_FLIP_RUNS = 21

export interface BaselineRequest {
  readonly bars: Bars
  readonly timeframe: Timeframe
  readonly engine: EngineSettings
  readonly market?: MarketData | undefined
  readonly tradeFrom: number
  readonly seed: number
  /** The candidate's own trades and Sharpe ratio. */
  readonly trades: TradeColumns
  readonly sharpeRatio: number | null
}

/** Replays orders without any exits of their own. */
function replay({ bars, engine, market, tradeFrom }: BaselineRequest, actions: Uint8Array): Simulation {
  return simulate(bars, engine, {}, tradeFrom, (index) => actions[index] as number, market)
}

/** At the whole size: a sizing of the strategy's is an idea, and buy and hold has none. */
function buyAndHold(request: BaselineRequest): Baselines['buy_and_hold'] {
  const { bars, timeframe, tradeFrom } = request
  const engine = { ...request.engine, sizing: undefined }
  const actions = new Uint8Array(barCount(bars))
  actions[tradeFrom] = ACTION.enterLong
  const simulation = replay({ ...request, engine }, actions)
  const metrics = summarize(accountHistory(simulation, bars, tradeFrom, timeframe, engine.initialCash))
  return { sharpe_ratio: metrics.sharpe_ratio, total_return: metrics.total_return, max_drawdown: metrics.max_drawdown }
}

/** A run without a Sharpe ratio is not beaten, and a candidate without one beats none. */
function coinFlip(request: BaselineRequest): Baselines['coin_flip'] {
  const { bars, engine, tradeFrom, trades, seed } = request
  if (trades.count === 0) return { sharpe_ratio: null, total_return: 0, runs: 0, share_beaten: 0 }
  const sharpes: number[] = []
  const totals: number[] = []
  for (let run = 0; run < COIN_FLIP_RUNS; run++) {
    const random = seededRandom(`coin-flip:${seed}:${run}`)
    const { equity } = replay(request, coinFlipActions(random, trades, tradeFrom, barCount(bars)))
    const daily = dailyReturns(bars.time.subarray(tradeFrom), equity.subarray(tradeFrom), engine.initialCash)
    const sharpe = sharpeRatio(daily.returns, DAYS_PER_YEAR)
    if (sharpe !== undefined) sharpes.push(sharpe)
    totals.push((equity.at(-1) as number) / engine.initialCash - 1)
  }
  const own = request.sharpeRatio
  const beaten = own === null ? 0 : sharpes.filter((sharpe) => sharpe < own).length
  return {
    sharpe_ratio: orNull(median(Float64Array.from(sharpes))),
    total_return: median(Float64Array.from(totals)) as number,
    runs: COIN_FLIP_RUNS,
    share_beaten: beaten / COIN_FLIP_RUNS,
  }
}

/** What the same bars, costs and account gave without an idea: bought and held, and traded at random (medians over seeded runs). */
export function baselinesOf(request: BaselineRequest): Baselines {
  return { buy_and_hold: buyAndHold(request), coin_flip: coinFlip(request) }
}
