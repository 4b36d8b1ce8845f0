import { Command } from 'commander'
import type { Config } from '../../config.ts'
import type { Tables } from '../../data/tables/openTables.ts'
import type { StrategyRow } from '../../data/tables/strategyRow.ts'
import { openWorkspace } from '../../data/workspace.ts'
import { indicatorNames } from '../../indicators/catalogue.ts'
import { leaf, wholeNumber, type CommonOptions } from '../command.ts'
import { describeAreas } from '../strategies/describeAreas.ts'
import { describeStrategy } from '../strategies/describeStrategy.ts'
import { describeRows } from '../strategies/describeRows.ts'
import { describeSql } from '../strategies/describeSql.ts'

type ListOptions = CommonOptions & { limit: number; metric: string; dataset?: string }

/** Opens the tables for one query. */
async function withTables<T>(config: Config, work: (tables: Tables) => Promise<T>): Promise<T> {
  const [{ openFacts }, { openTables }] = await Promise.all([
    import('../../data/facts/openFacts.ts'),
    import('../../data/tables/openTables.ts'),
  ])
  const workspace = openWorkspace(config.home)
  const facts = openFacts(workspace)
  const tables = openTables(workspace, facts)
  try {
    return await work(tables)
  } finally {
    await tables.close()
    facts.close()
  }
}

const ofDataset = ({ dataset }: ListOptions) => (dataset === undefined ? {} : { datasetId: dataset })
const noneOn = ({ dataset }: ListOptions) => (dataset === undefined ? undefined : `No strategies on ${dataset}.`)

export function strategiesCommand(): Command {
  return new Command('strategies')
    .description('the strategy database: everything that was tried, failures included')
    .addCommand(top())
    .addCommand(recent())
    .addCommand(show())
    .addCommand(genealogy())
    .addCommand(underexplored())
    .addCommand(byModel())
    .addCommand(sql())
}

function top(): Command {
  const command = new Command('top')
    .description('the best by a metric')
    .option('--metric <name>', 'sharpe_ratio, total_return, calmar_ratio, max_drawdown, …', 'sharpe_ratio')
    .option('--limit <n>', 'rows', wholeNumber(1, 1000), 10)
    .option('--dataset <id>', 'only strategies on this dataset')
  return leaf<ListOptions, []>(command, async ({ options, config, io }) => {
    const rows = await withTables(config, (tables) =>
      tables.getTop({ metric: options.metric, limit: options.limit, ...ofDataset(options) }),
    )
    io.result({ rows }, describeRows(rows, noneOn(options)))
  })
}

function recent(): Command {
  const command = new Command('recent')
    .description('the last ones tried, failures included')
    .option('--limit <n>', 'rows', wholeNumber(1, 1000), 20)
    .option('--dataset <id>', 'only strategies on this dataset')
  return leaf<ListOptions, []>(command, async ({ options, config, io }) => {
    const rows = await withTables(config, (tables) => tables.getRecent({ limit: options.limit, ...ofDataset(options) }))
    io.result({ rows }, describeRows(rows, noneOn(options)))
  })
}

function show(): Command {
  const command = new Command('show')
    .description('one strategy: why, what, figures, gates, code')
    .argument('<id>', 'strategy_id, or its unique beginning')
  return leaf<CommonOptions, [string]>(command, async ({ config, io, arguments: [id] }) => {
    const strategy = await withTables(config, (tables) => tables.showStrategy(id))
    io.result(strategy, describeStrategy(strategy))
  })
}

function genealogy(): Command {
  const command = new Command('genealogy')
    .description('ancestors and descendants of a strategy')
    .argument('<id>', 'strategy_id, or its unique beginning')
    .option('--depth <n>', 'hops', wholeNumber(1, 20), 2)
  return leaf<CommonOptions & { depth: number }, [string]>(command, async ({ options, config, io, arguments: [id] }) => {
    const family = await withTables(config, (tables) => tables.getGenealogy(id, options.depth))
    const part = (title: string, rows: readonly StrategyRow[]): string => `${title}\n${rows.length === 0 ? '  none' : describeRows(rows)}`
    io.result(
      family,
      [part('Ancestors', family.ancestors), part('Strategy', [family.strategy]), part('Descendants', family.descendants)].join('\n\n'),
    )
  })
}

function underexplored(): Command {
  const command = new Command('underexplored')
    .description('how often each type, logic and indicator was tried, and how it did')
    .option('--dataset <id>', 'only strategies on this dataset')
  return leaf<ListOptions, []>(command, async ({ options, config, io }) => {
    const areas = await withTables(config, (tables) =>
      tables.getUnderexploredAreas({ indicators: indicatorNames(), ...ofDataset(options) }),
    )
    io.result(areas, describeAreas(areas))
  })
}

function byModel(): Command {
  const command = new Command('by-model').description('strategies that use a model version').argument('<model_id>')
  return leaf<CommonOptions, [string]>(command, async ({ config, io, arguments: [modelId] }) => {
    const rows = await withTables(config, (tables) => tables.searchByModel(modelId))
    io.result({ rows }, describeRows(rows, `No strategy uses ${modelId}.`))
  })
}

function sql(): Command {
  const command = new Command('sql').description('one read-only SELECT over the tables (DuckDB SQL)').argument('<query>')
  return leaf<CommonOptions, [string]>(command, async ({ config, io, arguments: [query] }) => {
    const answer = await withTables(config, (tables) => tables.sql(query))
    io.result(answer, describeSql(answer))
  })
}
