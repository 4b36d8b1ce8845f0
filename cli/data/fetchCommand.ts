import { Command } from 'commander'
import type { FetchProgress } from '../../data/fetch/fetchRequest.ts'
import { openWorkspace } from '../../data/workspace.ts'
import { leaf, type CommonOptions } from '../command.ts'
import { parseTime } from '../../nodes/prepare/researchWindow.ts'
import { percent } from '../format.ts'
import { describeDataset } from './describeQuality.ts'

interface FetchOptions extends CommonOptions {
  exchange: string
  symbol: string
  timeframe: string
  from?: string
  to?: string
}

export function fetchCommand(): Command {
  const command = new Command('fetch')
    .description('public bars from an exchange, through ccxt; goes on where it was interrupted')
    .requiredOption('--exchange <id>', 'binance, bybit, okx, coinbase, kraken, hyperliquid, …')
    .option('--symbol <s>', 'e.g. BTC/USDT', 'BTC/USDT')
    .option('--timeframe <t>', 'e.g. 1h', '1h')
    .option('--from <date>', 'first day or time, UTC; default: what is new, or the last 20,000 bars')
    .option('--to <date>', 'end, exclusive, UTC')
  return leaf<FetchOptions, []>(command, async ({ options, config, io }) => {
    const interrupted = new AbortController()
    process.once('SIGINT', () => interrupted.abort())
    const { fetchBars } = await import('../../data/fetch/fetchBars.ts')
    const fetched = await fetchBars({
      workspace: openWorkspace(config.home),
      exchange: options.exchange,
      symbol: options.symbol,
      timeframe: options.timeframe,
      from: options.from === undefined ? undefined : parseTime('--from', options.from),
      to: options.to === undefined ? undefined : parseTime('--to', options.to),
      exchangeUrl: config.exchangeUrl,
      signal: interrupted.signal,
      onProgress: (progress) => io.progress(describeFetching(progress)),
    })
    const { dataset, outcome, fetchedBars, addedBars, notes } = fetched
    const text = [`${fetchedBars} bars fetched, ${addedBars} new: ${describeDataset(dataset)}`, ...notes].join('\n')
    io.result({ outcome, fetched_bars: fetchedBars, added_bars: addedBars, notes, ...dataset }, text)
  })
}

function describeFetching(progress: FetchProgress): string {
  if (progress.kind === 'page') return `  ${progress.bars} bars, through ${progress.through} (${percent(progress.share, 0)})`
  return `  ${progress.reason}; trying again in ${(progress.waitMs / 1000).toFixed(1)} s`
}
