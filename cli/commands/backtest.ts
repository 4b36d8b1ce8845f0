import { Command } from 'commander'
import type { BacktestOptions } from '../backtest/runBacktest.ts'
import { leaf, positiveNumber, wholeNumber } from '../command.ts'

export function backtestCommand(): Command {
  const command = new Command('backtest')
    .description('one strategy, from a file or the strategy database, on one dataset; counts as a trial')
    .argument('<file_or_id>', 'a .ts file with one strategy class, or a strategy_id')
    .option('--dataset <id>', 'dataset of the lake; default: the strategy’s own, or the only one')
    .option('--from <date>', 'first day or time, UTC')
    .option('--to <date>', 'end, exclusive, UTC')
    .option('--seed <n>', 'seed of Math.random and of the coin flips', wholeNumber(-2_147_483_648, 2_147_483_647), 1)
    .option('--fee-bps <n>', 'fee a side, basis points of the traded value', positiveNumber, 10)
    .option('--slippage-bps <n>', 'slippage a side, basis points', positiveNumber, 5)
    .option('--size <fraction>', 'fraction of equity put into a position', positiveNumber, 1)
  return leaf<BacktestOptions, [string]>(command, async ({ options, config, io, arguments: [fileOrId] }) => {
    const { runBacktest } = await import('../backtest/runBacktest.ts')
    await runBacktest(fileOrId, options, config, io)
  })
}
