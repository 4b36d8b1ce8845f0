import { Command } from 'commander'
import { openWorkspace } from '../../data/workspace.ts'
import { leaf, type CommonOptions } from '../command.ts'
import { describeDataset, describeQuality } from '../data/describeQuality.ts'
import { describeSeries, describeSeriesQuality } from '../data/describeSeries.ts'
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
  return leaf<CommonOptions, []>(
    new Command('list').description('datasets of the lake, and its series of funding rates and mark prices'),
    async ({ config, io }) => {
      const { listDatasets } = await import('../../data/lake/listDatasets.ts')
      const { listSeries } = await import('../../data/contracts/seriesRecord.ts')
      const workspace = openWorkspace(config.home)
      const datasets = await listDatasets(workspace)
      const series = listSeries(workspace)
      const lines = [...datasets.map(describeDataset), ...series.map(describeSeries)]
      io.result({ datasets, series }, lines.length === 0 ? 'The lake is empty.' : lines.join('\n'))
    },
  )
}

function check(): Command {
  const command = new Command('check')
    .description('read a dataset or series from disk, verify its content hash, measure its quality anew')
    .argument('<id>')
  return leaf<CommonOptions, [string]>(command, async ({ config, io, arguments: [id] }) => {
    const { parseSeriesId } = await import('../../data/contracts/seriesKey.ts')
    if (parseSeriesId(id) !== undefined) {
      const { checkSeries } = await import('../../data/contracts/checkSeries.ts')
      const series = await checkSeries(openWorkspace(config.home), id)
      io.result(series, `${describeSeries(series)}\n${describeSeriesQuality(series)}`)
      return
    }
    const { checkDataset } = await import('../../data/lake/checkDataset.ts')
    const { dataset, quality } = await checkDataset(openWorkspace(config.home), id)
    io.result({ ...dataset, quality }, `${describeDataset(dataset)}\n${describeQuality(quality)}`)
  })
}
