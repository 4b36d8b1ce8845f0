import { Command } from 'commander'
import { openWorkspace } from '../../data/workspace.ts'
import { parseTimeframe } from '../../domain/timeframe.ts'
import { leaf, wholeNumber, type CommonOptions } from '../command.ts'
import { describeDataset } from './describeQuality.ts'

interface SampleCommandOptions extends CommonOptions {
  seed: number
  bars: number
  timeframe: string
  symbols?: string
}

export function sampleCommand(): Command {
  const command = new Command('sample')
    .description('a seeded synthetic market without any edge, labelled synthetic wherever it shows')
    .option('--seed <n>', 'the same seed gives the same market', wholeNumber(-2_147_483_648, 2_147_483_647), 1)
    .option('--bars <n>', 'bars per symbol', wholeNumber(1, 10_000_000), 17_520)
    .option('--timeframe <t>', 'e.g. 1h', '1h')
    .option('--symbols <list>', 'e.g. BTCUSDT,ETHUSDT; default: a handful')
  return leaf<SampleCommandOptions, []>(command, async ({ options, config, io }) => {
    const symbols = options.symbols?.split(',').map((symbol) => symbol.trim().toUpperCase())
    const { storeSample } = await import('../../data/sample/storeSample.ts')
    const outcomes = await storeSample(openWorkspace(config.home), {
      seed: options.seed,
      bars: options.bars,
      timeframe: parseTimeframe(options.timeframe),
      ...(symbols === undefined ? {} : { symbols }),
    })
    const datasets = outcomes.map(({ dataset }) => dataset)
    io.result({ datasets }, datasets.map(describeDataset).join('\n'))
  })
}
