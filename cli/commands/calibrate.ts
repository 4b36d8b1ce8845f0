import { Command } from 'commander'
import { availableParallelism } from 'node:os'
import { join, resolve } from 'node:path'
import { UsageError } from '../../domain/errors.ts'
import { barsPerYear, type Timeframe } from '../../domain/timeframe.ts'
import { leaf, positiveNumber, wholeNumber, type CommonOptions } from '../command.ts'
import type { Settings } from '../calibrate/settings.ts'

interface CalibrateOptions extends CommonOptions {
  null: number
  planted: number
  compare: number
  strategies: number
  years?: number
  bars?: number
  seed: number
  goal: string
  dataset?: string
  jobs: number
  out?: string
  resume?: boolean
  writeDocs?: boolean
}

const NULL_YEARS = 2
const PLANTED_YEARS = 5
/** Fewer are no market to research. */
const LEAST_BARS = 500
/** What a directory remembers. */
const SETTINGS = ['null', 'planted', 'compare', 'strategies', 'years', 'bars', 'seed', 'goal', 'dataset']

export function calibrateCommand(): Command {
  const command = new Command('calibrate')
    .description('error rates of the whole loop: sessions on generated markets without an edge and with a planted one')
    .option('--null <n>', 'sessions on markets without an edge', wholeNumber(0, 100_000), 20)
    .option('--planted <n>', 'sessions on markets with an edge of true Sharpe ratio 3', wholeNumber(0, 100_000), 12)
    .option('--compare <n>', 'planted markets that random search and one template are run on too', wholeNumber(0, 100_000), 0)
    .option('--strategies <n>', 'strategies per session', wholeNumber(1, 10_000), 100)
    .option(
      '--years <y>',
      `length of every market (default: ${NULL_YEARS} years without an edge, ${PLANTED_YEARS} with one)`,
      positiveNumber,
    )
    .option('--bars <n>', 'the same in bars', wholeNumber(LEAST_BARS, 10_000_000))
    .option('--seed <n>', 'seed of everything random', wholeNumber(-2_147_483_648, 2_147_483_647), 1)
    .option('--goal <text>', 'goal of every session, as of research', '')
    .option('--dataset <id>', 'real bars to shuffle into markets without an edge (default: the only real dataset of the workspace)')
    .option('--jobs <n>', 'sessions at a time', wholeNumber(1, 256), availableParallelism())
    .option('--out <dir>', 'where every session’s outcome and the report are kept (default: calibration/ in the workspace)')
    .option('--resume', 'go on with what was begun in the directory')
    .option('--write-docs', 'write docs/calibration.md and its plot, too')
  return leaf<CalibrateOptions, []>(command, async ({ options, config, io }) => {
    const given = SETTINGS.filter((name) => command.getOptionValueSource(name) === 'cli')
    if (options.resume === true && given.length > 0) {
      throw new UsageError(`--resume goes on with what was begun; leave out ${given.map((name) => `--${name}`).join(', ')}.`)
    }
    if (options.years !== undefined && options.bars !== undefined) throw new UsageError('Give either --years or --bars, not both.')
    // Only now: the graph takes a second to load, which no other command should cost.
    const { runCalibrate } = await import('../calibrate/runCalibrate.ts')
    const directory = options.out === undefined ? join(config.home, 'calibration') : resolve(options.out)
    const settings = options.resume === true ? undefined : await settingsOf(options, config.home, (text) => io.progress(text))
    await runCalibrate({ settings, directory, jobs: options.jobs, writeDocs: options.writeDocs === true }, config, io)
  })
}

async function settingsOf(options: CalibrateOptions, home: string, note: (text: string) => void): Promise<Settings> {
  const { chooseSource } = await import('../calibrate/chooseSource.ts')
  const source = options.null === 0 ? undefined : await chooseSource(home, options.dataset)
  if (source === undefined && options.null > 0) {
    note('No real dataset to shuffle (name one with --dataset): the markets without an edge are all random walks.')
  }
  const bars = (timeframe: Timeframe, years: number): number => options.bars ?? barsIn(options.years ?? years, timeframe)
  return {
    null_markets: options.null,
    planted_markets: options.planted,
    compared_markets: Math.min(options.compare, options.planted),
    strategies: options.strategies,
    null_bars: bars('1h', NULL_YEARS),
    shuffled_bars: bars(source?.timeframe ?? '1h', NULL_YEARS),
    planted_bars: bars('1h', PLANTED_YEARS),
    seed: options.seed,
    goal: options.goal,
    source: source === undefined ? null : { dataset_id: source.dataset_id, content_hash: source.content_hash },
  }
}

function barsIn(years: number, timeframe: Timeframe): number {
  const bars = Math.round(years * barsPerYear(timeframe))
  if (bars < LEAST_BARS)
    throw new UsageError(`${years} years of ${timeframe} are ${bars} bars, too few to research (at least ${LEAST_BARS}).`, { bars })
  return bars
}
