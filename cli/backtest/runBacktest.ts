import { existsSync, readFileSync, statSync } from 'node:fs'
import { evaluateStrategy, type Evaluation } from '../../backtest/evaluate.ts'
import type { Config } from '../../config.ts'
import { findDataset } from '../../data/lake/findDataset.ts'
import { listDatasets } from '../../data/lake/listDatasets.ts'
import type { Dataset } from '../../domain/dataset.ts'
import { BadDataError, UsageError } from '../../domain/errors.ts'
import type { EngineSettings } from '../../domain/order.ts'
import type { StrategySource } from '../../domain/strategy.ts'
import { openContext } from '../../graph/openContext.ts'
import type { ResearchContext } from '../../nodes/context.ts'
import { chooseDataset } from '../../nodes/prepare/chooseDataset.ts'
import { researchWindow } from '../../nodes/prepare/researchWindow.ts'
import { strategySource } from '../../sandbox/source.ts'
import type { CommonOptions } from '../command.ts'
import type { Io } from '../io.ts'
import { backtestDocument, describeBacktest } from './describeBacktest.ts'
import { manualTrial } from './manualTrial.ts'

export interface BacktestOptions extends CommonOptions {
  dataset?: string
  from?: string
  to?: string
  seed: number
  feeBps: number
  slippageBps: number
  size: number
}

const LARGEST_FILE = 1_000_000

interface Subject {
  readonly source: StrategySource
  readonly datasetId: string | undefined
  readonly window: { from: string; to: string } | undefined
}

/** The text of a file, or of a strategy in the database with the data it was tried on. */
async function findSubject(context: ResearchContext, fileOrId: string): Promise<Subject> {
  if (existsSync(fileOrId)) {
    const file = statSync(fileOrId)
    if (!file.isFile() || file.size > LARGEST_FILE) throw new UsageError(`${fileOrId} is not a strategy file (a .ts text with one class).`)
    return { source: strategySource(readFileSync(fileOrId, 'utf8')), datasetId: undefined, window: undefined }
  }
  if (/[./\\]/.test(fileOrId)) throw new UsageError(`There is no file ${fileOrId}.`)
  const strategy = await context.tables.showStrategy(fileOrId)
  if (strategy.code === null)
    throw new BadDataError(`${strategy.strategy_id} has no code: it failed at ${strategy.failure?.stage ?? 'its decision'}.`)
  return {
    source: strategySource(strategy.code),
    datasetId: strategy.dataset_id,
    window: { from: strategy.window_from, to: strategy.window_to },
  }
}

async function findBars(context: ResearchContext, datasetId: string | undefined): Promise<Dataset> {
  if (datasetId !== undefined) return findDataset(context.workspace, datasetId)
  const datasets = await listDatasets(context.workspace)
  if (datasets.length === 0)
    throw new UsageError('The lake is empty; import bars first: quantopia data import FILE --exchange E --symbol S --timeframe T')
  return chooseDataset(datasets, '')
}

/** Evaluates one strategy, counts the trial, and tells the figures. */
export async function runBacktest(fileOrId: string, options: BacktestOptions, config: Config, io: Io): Promise<void> {
  const engine: EngineSettings = {
    costs: { feeBps: options.feeBps, slippageBps: options.slippageBps },
    initialCash: 10_000,
    sizeFraction: options.size,
  }
  if (engine.sizeFraction <= 0 || engine.sizeFraction > 1) throw new UsageError(`--size ${options.size} is not a fraction in (0, 1].`)
  const context = openContext(config)
  try {
    const subject = await findSubject(context, fileOrId)
    const dataset = await findBars(context, options.dataset ?? subject.datasetId)
    const sameData = dataset.dataset_id === subject.datasetId ? subject.window : undefined
    const window = researchWindow(
      dataset,
      options.from ?? sameData?.from ?? '',
      options.to ?? sameData?.to ?? '',
      context.sealedFrom(dataset),
    )
    const evaluation = await evaluateStrategy({
      sandbox: context.sandbox,
      source: subject.source,
      bars: await context.bars(dataset.dataset_id),
      timeframe: dataset.timeframe,
      ...window,
      engine,
      predict: (modelId) => context.models.scores(modelId, dataset.dataset_id, window.to),
      seed: options.seed,
      ledger: (outcome) => {
        const run = { source: subject.source, dataset, window, engine, seed: options.seed }
        const { source, trial, returns } = manualTrial(run, outcome, context.now())
        context.facts.recordAll([{ kind: 'sources', fact: source }, { kind: 'trials', fact: trial }, ...returns])
      },
    })
    await context.tables.publish()
    tell(evaluation, dataset, window, io)
  } finally {
    await context.close()
  }
}

function tell(evaluation: Evaluation, dataset: Dataset, window: { from: number; to: number }, io: Io): void {
  if (!evaluation.ok) {
    const { stage, code, message } = evaluation.failure
    throw new BadDataError(`The strategy failed at ${stage} (${code}): ${message}`, { failure: evaluation.failure })
  }
  const document = backtestDocument(evaluation, dataset, window)
  io.result(document, describeBacktest(document))
}
