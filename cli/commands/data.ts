import { Command } from 'commander'
import { openWorkspace } from '../../data/workspace.ts'
import { leaf, type CommonOptions } from '../command.ts'
import { describeDataset, describeQuality } from '../data/describeQuality.ts'
import { fetchCommand } from '../data/fetchCommand.ts'
import { importCommand } from '../data/importCommand.ts'
import { sampleCommand } from '../data/sampleCommand.ts'

export function dataCommand(): Command {
  return new Command('data')
    .description('market data in the lake, with quality reports')
    .addCommand(importCommand())
    .addCommand(fetchCommand())
    .addCommand(sampleCommand())
    .addCommand(list())
    .addCommand(check())
}

function list(): Command {
  return leaf<CommonOptions, []>(new Command('list').description('datasets of the lake'), async ({ config, io }) => {
    const { listDatasets } = await import('../../data/lake/listDatasets.ts')
    const datasets = await listDatasets(openWorkspace(config.home))
    io.result({ datasets }, datasets.length === 0 ? 'The lake is empty.' : datasets.map(describeDataset).join('\n'))
  })
}

function check(): Command {
  const command = new Command('check')
    .description('read a dataset from disk, verify its content hash, measure its quality anew')
    .argument('<id>')
  return leaf<CommonOptions, [string]>(command, async ({ config, io, arguments: [id] }) => {
    const { checkDataset } = await import('../../data/lake/checkDataset.ts')
    const { dataset, quality } = await checkDataset(openWorkspace(config.home), id)
    io.result({ ...dataset, quality }, `${describeDataset(dataset)}\n${describeQuality(quality)}`)
  })
}
