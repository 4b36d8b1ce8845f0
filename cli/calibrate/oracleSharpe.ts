import { simulate } from '../../backtest/kernel.ts'
import { generateMarket, type MarketRequest } from '../../data/markets/generateMarket.ts'
import { idealRule } from '../../data/markets/idealRule.ts'
import { DEFAULT_ENGINE, type EngineSettings } from '../../domain/order.ts'
import { dailyReturns } from '../../metrics/dailyReturns.ts'
import { sharpeRatio } from '../../metrics/sharpe.ts'
import { DAYS_PER_YEAR } from '../../metrics/summary.ts'

/** Annual Sharpe ratio, after costs, of a trader who knows the edge of a generated market and trades it by the engine's rules. */
export function oracleSharpe(request: MarketRequest, engine: EngineSettings = DEFAULT_ENGINE): number | undefined {
  const market = generateMarket(request)
  const decide = idealRule(request.edge, market)
  const { equity } = simulate(market.bars, engine, {}, 0, (index, { side }) => decide(index, side))
  return sharpeRatio(dailyReturns(market.bars.time, equity, engine.initialCash).returns, DAYS_PER_YEAR)
}
