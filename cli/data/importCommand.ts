import { Command, Option } from 'commander'
import { DATE_FORMATS, type DateFormat } from '../../data/import/dateOrder.ts'
import { ON_CONFLICT, type OnConflict } from '../../data/lake/storeRequest.ts'
import { ACCEPTABLE_DEFECTS, type AcceptableDefect } from '../../data/quality/policy.ts'
import { openWorkspace } from '../../data/workspace.ts'
import { leaf, type CommonOptions } from '../command.ts'
import { describeOutcome, outcomeDocument } from './describeOutcome.ts'

interface ImportOptions extends CommonOptions {
  exchange: string
  symbol: string
  timeframe: string
  columns?: string
  dateFormat?: DateFormat
  only?: string
  onConflict?: OnConflict
  accept?: AcceptableDefect[]
}

export function importCommand(): Command {
  const command = new Command('import')
    .description('bars of one series from CSV, CSV.gz or Parquet files')
    .argument('<file...>')
    .requiredOption('--exchange <e>', 'where the bars come from, e.g. binance')
    .requiredOption('--symbol <s>', 'e.g. BTCUSDT')
    .requiredOption('--timeframe <t>', '1m, 5m, 15m, 1h, 4h, 1d, …; checked against the bars')
    .option('--columns <names>', 'order of the columns of a file without a header, e.g. time,open,close,high,low,volume')
    .addOption(new Option('--date-format <format>', 'for dates that can be read in two ways').choices([...DATE_FORMATS]))
    .option('--only <value>', 'of a file with several series: the value of its symbol column')
    .addOption(new Option('--on-conflict <side>', 'which bar wins where two differ').choices([...ON_CONFLICT]))
    .addOption(new Option('--accept <defect...>', 'let a blocking defect through after looking at it').choices([...ACCEPTABLE_DEFECTS]))
  return leaf<ImportOptions, [string[]]>(command, async ({ options, config, io, arguments: [files] }) => {
    const { exchange, symbol, timeframe, columns, dateFormat, only, onConflict, accept } = options
    const { importBars } = await import('../../data/import/importBars.ts')
    const outcome = await importBars(openWorkspace(config.home), {
      files,
      exchange,
      symbol,
      timeframe,
      columns: columns?.split(',').map((name) => name.trim()),
      dateFormat,
      only,
      onConflict,
      accept,
    })
    io.result(outcomeDocument(outcome), describeOutcome(outcome))
  })
}
