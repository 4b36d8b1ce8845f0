import { Command, Option } from 'commander'
import { UsageError } from '../../domain/errors.ts'
import { parseTimeframe } from '../../domain/timeframe.ts'
import { leaf, positiveNumber, wholeNumber, type CommonOptions } from '../command.ts'

export interface ResearchOptions extends CommonOptions {
  goal: string
  strategies: number
  dataset?: string
  symbol?: string
  exchange?: string
  timeframe?: string
  from?: string
  to?: string
  seed: number
  resume?: string
  llm: 'auto' | 'offline' | 'openai'
  maxCost?: number
  maxMinutes?: number
}

/** What a resumed session already knows; giving it again could only contradict it. */
const FIXED_BY_SESSION = [
  'goal',
  'strategies',
  'dataset',
  'symbol',
  'exchange',
  'timeframe',
  'from',
  'to',
  'seed',
  'llm',
  'maxCost',
  'maxMinutes',
]

export function researchCommand(): Command {
  const command = new Command('research')
    .description('run an autonomous research session')
    .option('--goal <text>', 'what to look for, in plain words (default: profitable strategies on the dataset)', '')
    .option('--strategies <n>', 'how many strategies to research', wholeNumber(1, 10_000), 10)
    .option('--dataset <id>', 'dataset of the lake, exchange:SYMBOL:timeframe')
    .option('--symbol <s>', 'with --exchange and --timeframe: the same in parts')
    .option('--exchange <e>')
    .option('--timeframe <t>')
    .option('--from <date>', 'first day or time, UTC')
    .option('--to <date>', 'end, exclusive, UTC')
    .option('--seed <n>', 'seed of everything random', wholeNumber(-2_147_483_648, 2_147_483_647), 1)
    .option('--resume <session>', 'go on with a session that was interrupted')
    .addOption(
      new Option(
        '--llm <kind>',
        'chat model; auto: openai where OPENAI_API_KEY or OPENAI_BASE_URL is set, else the offline policy, which is no LLM',
      )
        .choices(['auto', 'offline', 'openai'])
        .default('auto'),
    )
    .option('--max-cost <usd>', 'stop when the chat model has cost this much', positiveNumber)
    .option('--max-minutes <n>', 'stop after this many minutes of work', positiveNumber)
  return leaf<ResearchOptions, []>(command, async ({ options, config, io }) => {
    const given = FIXED_BY_SESSION.filter((name) => command.getOptionValueSource(name) === 'cli')
    if (options.resume !== undefined && given.length > 0) {
      throw new UsageError(
        `--resume goes on with what the session was started with; leave out ${given.map((name) => `--${kebab(name)}`).join(', ')}.`,
      )
    }
    // Only now: the graph takes a second to load, which no other command should cost.
    const { runResearch } = await import('../research/runResearch.ts')
    await runResearch(
      {
        resume: options.resume,
        request: {
          goal: options.goal,
          strategies: options.strategies,
          dataset_id: datasetId(options),
          from: options.from ?? '',
          to: options.to ?? '',
          seed: options.seed,
          llm: options.llm,
          max_cost_usd: options.maxCost ?? 0,
          max_minutes: options.maxMinutes ?? 0,
        },
      },
      config,
      io,
    )
  })
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}

/** `--dataset`, or its three parts, or nothing. */
function datasetId({ dataset, symbol, exchange, timeframe }: ResearchOptions): string {
  const parts = [exchange, symbol, timeframe].filter((part) => part !== undefined)
  if (dataset !== undefined && parts.length > 0)
    throw new UsageError('Give either --dataset or --symbol, --exchange and --timeframe, not both.')
  if (dataset !== undefined) return dataset
  if (parts.length === 0) return ''
  if (exchange === undefined || symbol === undefined || timeframe === undefined) {
    throw new UsageError('--symbol, --exchange and --timeframe go together; or give --dataset exchange:SYMBOL:timeframe.')
  }
  return `${exchange.toLowerCase()}:${symbol.toUpperCase()}:${parseTimeframe(timeframe)}`
}
