import { Command, Option } from 'commander'
import { DATE_FORMATS, type DateFormat } from '../../data/import/dateOrder.ts'
import { ON_CONFLICT, type OnConflict } from '../../data/lake/storeRequest.ts'
import { ACCEPTABLE_DEFECTS, type AcceptableDefect } from '../../data/quality/policy.ts'
import { openWorkspace } from '../../data/workspace.ts'
import { leaf, type CommonOptions } from '../command.ts'
import { SERIES_KINDS } from '../../domain/contractSeries.ts'
import { UsageError } from '../../domain/errors.ts'
import { describeOutcome, outcomeDocument } from './describeOutcome.ts'
import { describeSeriesOutcome, seriesOutcomeDocument } from './describeSeries.ts'

interface ImportOptions extends CommonOptions {
  exchange: string
  symbol: string
  timeframe?: string
  kind: (typeof KINDS)[number]
  columns?: string
  dateFormat?: DateFormat
  only?: string
  onConflict?: OnConflict
  accept?: AcceptableDefect[]
}

const KINDS = ['bars', ...SERIES_KINDS] as const

export function importCommand(): Command {
  const command = new Command('import')
    .description('bars, funding rates or mark prices of one market from CSV, CSV.gz or Parquet files')
    .argument('<file...>')
    .addOption(new Option('--kind <kind>', 'what the files hold').choices([...KINDS]).default('bars'))
    .requiredOption('--exchange <e>', 'where the bars come from, e.g. binance')
    .requiredOption('--symbol <s>', 'e.g. BTCUSDT')
    .option('--timeframe <t>', '1m, 5m, 15m, 1h, 4h, 1d, …; checked against the bars; of funding rates there is none')
    .option('--columns <names>', 'order of the columns of a file without a header, e.g. time,open,close,high,low,volume or time,rate')
    .addOption(new Option('--date-format <format>', 'for dates that can be read in two ways').choices([...DATE_FORMATS]))
    .option('--only <value>', 'of a file with several series: the value of its symbol column')
    .addOption(new Option('--on-conflict <side>', 'which bar wins where two differ').choices([...ON_CONFLICT]))
    .addOption(new Option('--accept <defect...>', 'let a blocking defect through after looking at it').choices([...ACCEPTABLE_DEFECTS]))
  return leaf<ImportOptions, [string[]]>(command, async ({ options, config, io, arguments: [files] }) => {
    const workspace = openWorkspace(config.home)
    const { kind, timeframe, columns: names, ...rest } = options
    const columns = names?.split(',').map((name) => name.trim())
    if (kind !== 'bars') {
      if (kind === 'funding' && timeframe !== undefined)
        throw new UsageError('Funding rates have no timeframe but their own stamps; leave --timeframe out.')
      const { importSeries } = await import('../../data/contracts/importSeries.ts')
      const stored = await importSeries(workspace, { ...rest, kind, files, timeframe, columns })
      io.result(seriesOutcomeDocument(stored), describeSeriesOutcome(stored))
      return
    }
    if (timeframe === undefined) throw new UsageError('Say how long the bars are with --timeframe, such as 1h.')
    const { importBars } = await import('../../data/import/importBars.ts')
    const outcome = await importBars(workspace, { ...rest, files, timeframe, columns })
    io.result(outcomeDocument(outcome), describeOutcome(outcome))
  })
}
