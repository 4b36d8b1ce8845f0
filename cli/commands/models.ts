import { Command } from 'commander'
import { leaf, wholeNumber, type CommonOptions } from '../command.ts'
import { describeModel } from '../models/describeModel.ts'
import { describeModels } from '../models/describeModels.ts'
import type { GetOrCreateOptions } from '../models/getOrCreate.ts'

export function modelsCommand(): Command {
  return new Command('models').description('the model registry').addCommand(list()).addCommand(show()).addCommand(getOrCreate())
}

function list(): Command {
  const command = new Command('list').description('model families of this machine and released versions, with how they do in strategies')
  return leaf<CommonOptions, []>(command, async ({ config, io }) => {
    const { listModels } = await import('../models/readModels.ts')
    const document = await listModels(config)
    io.result(document, describeModels(document))
  })
}

function show(): Command {
  const command = new Command('show')
    .description('one version: what it is made of, its folds and figures, what it goes by, how it does in strategies')
    .argument('<id>', 'model id, e.g. XGBoost_direction_v3 or XGBoost_direction_latest')
  return leaf<CommonOptions, [string]>(command, async ({ config, io, arguments: [id] }) => {
    const { showModel } = await import('../models/readModels.ts')
    const model = await showModel(config, id)
    io.result(model, describeModel(model))
  })
}

function getOrCreate(): Command {
  const command = new Command('get-or-create')
    .description('a model by its id; what does not exist is planned, trained walk-forward and released')
    .argument('<spec>', 'model id, or JSON: {"model_id": "XGBoost_direction_latest", "features": "volume_focused"}')
    .option('--features <words>', 'what the features should focus on: presets and groups')
    .option('--dataset <id>', 'bars to learn from, exchange:SYMBOL:timeframe')
    .option('--universe <ids>', 'other datasets to compare with, separated by commas; all: every one of the timeframe (default), none')
    .option('--from <date>', 'first day or time that predictions are wanted for, UTC')
    .option('--to <date>', 'end, exclusive, UTC: nothing later is learnt from')
    .option('--seed <n>', 'seed of everything random', wholeNumber(0, 2 ** 31), 1)
    .option('--llm <kind>', 'who plans the model: auto, offline or openai', 'auto')
  return leaf<GetOrCreateOptions, [string]>(command, async ({ options, config, io, arguments: [spec] }) => {
    const { getOrCreateModel } = await import('../models/getOrCreate.ts')
    await getOrCreateModel(spec, options, config, io)
  })
}
