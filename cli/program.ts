import { Command } from 'commander'
import { backtestCommand } from './commands/backtest.ts'
import { calibrateCommand } from './commands/calibrate.ts'
import { dataCommand } from './commands/data.ts'
import { modelsCommand } from './commands/models.ts'
import { reportCommand } from './commands/report.ts'
import { researchCommand } from './commands/research.ts'
import { strategiesCommand } from './commands/strategies.ts'
import { studioCommand } from './commands/studio.ts'
import { validateCommand } from './commands/validate.ts'

const EXAMPLES = `
Examples
  quantopia research                                 ten strategies on whatever data there is
  quantopia data import btc.csv.gz --exchange binance --symbol BTCUSDT --timeframe 1h
  quantopia research --strategies 20 --from 2023-01-01 --to 2024-01-01 --seed 7
  quantopia strategies top                           what did best, and what it failed at
  quantopia strategies sql "SELECT strategy_logic, count(*) FROM strategies GROUP BY 1"

Exit codes: 0 done, 1 a bug, 2 usage, 3 bad data, 4 no such id, 5 resource (lock, disk, network, native library).`

/** The whole command line. */
export function buildProgram(): Command {
  const program = new Command('quantopia')
    .description('Autonomous quant research: agents decide, write, backtest and validate strategies; a person reviews the results.')
    .version('0.1.0')
    .addHelpText('after', EXAMPLES)
    .showSuggestionAfterError()
    .addCommand(researchCommand())
    .addCommand(dataCommand())
    .addCommand(strategiesCommand())
    .addCommand(modelsCommand())
    .addCommand(backtestCommand())
    .addCommand(calibrateCommand())
    .addCommand(validateCommand())
    .addCommand(reportCommand())
    .addCommand(studioCommand())
  forEveryCommand(program, (command) => {
    command.exitOverride()
    command.configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, 'quantopia: ')) })
  })
  return program
}

function forEveryCommand(command: Command, apply: (command: Command) => void): void {
  apply(command)
  for (const child of command.commands) forEveryCommand(child, apply)
}
