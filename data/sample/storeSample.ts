import { timeframeMs } from '../../domain/timeframe.ts'
import { storeBars } from '../lake/storeBars.ts'
import type { ImportOutcome } from '../lake/storeRequest.ts'
import type { Workspace } from '../workspace.ts'
import { sampleMarket, type SampleOptions } from './sampleMarket.ts'

/** The exchange that generated bars stand under in the lake: the markets of two seeds are two markets. */
export function sampleExchange(seed: number | string): string {
  return `synthetic-${seed}`
}

/** Puts a synthetic market into the lake, labelled synthetic; the same sample again changes nothing, and a longer one extends it. */
export async function storeSample(workspace: Workspace, options: SampleOptions): Promise<ImportOutcome[]> {
  const exchange = sampleExchange(options.seed)
  const source = { name: `synthetic market, seed ${options.seed}` }
  const stored: ImportOutcome[] = []
  for (const { symbol, bars } of sampleMarket(options)) {
    // A made-up bar is finished, even one of next year.
    const end = (bars.time.at(-1) ?? 0) + timeframeMs(options.timeframe)
    const now = Math.max(Date.now(), end)
    stored.push(await storeBars(workspace, { exchange, symbol, timeframe: options.timeframe, synthetic: true, bars, source, now }))
  }
  return stored
}
