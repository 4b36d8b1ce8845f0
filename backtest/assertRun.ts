import type { Bars } from '../domain/bars.ts'
import type { MarketData } from '../domain/market.ts'
import { DEFAULT_ENGINE, type EngineSettings } from '../domain/order.ts'
import { assertEngine } from './assertEngine.ts'
import { assertMarket } from './assertMarket.ts'
import { assertTradable } from './assertTradable.ts'

interface Traded {
  readonly bars: Bars
  readonly market?: MarketData | undefined
}

/** Once, where a run begins. @throws BadDataError for bars or a market that cannot be used, UsageError for settings out of range. */
export function assertRun(engine: EngineSettings = DEFAULT_ENGINE, ...traded: readonly Traded[]): void {
  assertEngine(engine)
  for (const { bars, market } of traded) {
    assertTradable(bars)
    assertMarket(market ?? {}, bars.time)
  }
}
