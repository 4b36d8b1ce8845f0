import { Command, InvalidArgumentError } from 'commander'
import type { BacktestOptions } from '../backtest/backtestOptions.ts'
import { addEngineOptions } from '../backtest/engineOptions.ts'
import { leaf, wholeNumber } from '../command.ts'

function list(text: string): string[] {
  const ids = text.split(',').map((id) => id.trim())
  if (ids.length < 2 || ids.some((id) => id === ''))
    throw new InvalidArgumentError('two dataset ids or more are wanted, with commas between.')
  if (new Set(ids).size < ids.length) throw new InvalidArgumentError('one dataset id is there twice.')
  return ids
}

function point(text: string): Record<string, number> {
  const entries = text.split(',').map((part) => {
    const [name = '', value = ''] = part.split('=').map((side) => side.trim())
    if (name === '' || value === '' || !Number.isFinite(Number(value)))
      throw new InvalidArgumentError('write name=number, with commas between: fast=10,slow=50.')
    return [name, Number(value)] as const
  })
  return Object.fromEntries(entries)
}

const days = wholeNumber(1, 100_000)

const EXAMPLES = `
Examples
  quantopia backtest cross.ts --maker-bps 2 --taker-bps 5 --spread-bps 1 --trades trades.csv
  quantopia backtest cross.ts --dataset binance:BTCUSDT-PERP:1h --leverage 5 --finer auto
  quantopia backtest cross.ts --grid --max-points 500 --top 20
  quantopia backtest cross.ts --walk-forward --train-days 365 --test-days 90 --step-days 30
  quantopia backtest cross.ts --symbols binance:BTCUSDT:1h,binance:ETHUSDT:1h --size 0.5`

export function backtestCommand(): Command {
  const command = new Command('backtest')
    .description('one strategy, from a file or the strategy database; every run, combination and symbol counts as a trial')
    .argument('<file_or_id>', 'a .ts file with one strategy class, or a strategy_id')
    .option('--dataset <id>', 'dataset of the lake; default: the strategy’s own, or the only one')
    .option('--symbols <ids>', 'several datasets in one account on a common clock, with commas between', list)
    .option('--from <date>', 'first day or time, UTC')
    .option('--to <date>', 'end, exclusive, UTC')
    .option('--seed <n>', 'seed of Math.random and of the coin flips', wholeNumber(-2_147_483_648, 2_147_483_647), 1)
    .option('--params <values>', 'the point of the strategy’s grid to run, such as fast=10,slow=50; default: its defaults', point)
    .option('--trades <file>', 'write all trades as CSV')
    .option('--equity <file>', 'write the equity at the close of every bar as CSV')
    .optionsGroup('Parameters:')
    .option('--grid', 'run every combination of the strategy’s parameters; a table of the best')
    .option('--top <n>', 'rows of that table (default: 10)', wholeNumber(1, 10_000))
    .option('--walk-forward', 'choose the parameters in one window, judge them in the next, again and again')
    .option('--train-days <n>', 'days to choose on (default: 365, fewer where the window is short)', days)
    .option('--test-days <n>', 'days to judge on (default: 90)', days)
    .option('--step-days <n>', 'days from one choice to the next (default: 30)', days)
    .option('--max-points <n>', 'most combinations that the strategy may declare (default: 64)', wholeNumber(1, 10_000))
    .optionsGroup('What is known beside the bars:')
    .option(
      '--funding <id>',
      'series of funding rates, or none; default: those of the dataset’s exchange and symbol, where the lake has them',
    )
    .option('--mark <id>', 'series of mark prices of the same timeframe, or none; default as for --funding')
    .option('--finer <id>', 'dataset of finer bars for the path inside a bar, or auto for the finest of the same market; default: none')
  addEngineOptions(command).addHelpText('after', EXAMPLES)
  return leaf<BacktestOptions, [string]>(command, async ({ options, config, io, arguments: [fileOrId] }) => {
    const { runBacktest } = await import('../backtest/runBacktest.ts')
    await runBacktest(fileOrId, options, config, io)
  })
}
