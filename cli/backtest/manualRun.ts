import { existsSync, readFileSync, statSync } from 'node:fs'
import { assertEngine } from '../../backtest/assertEngine.ts'
import type { EvaluationRequest } from '../../backtest/evaluate.ts'
import { engineOn } from '../../backtest/longestHalt.ts'
import { exchangeFees, type TradingFees } from '../../data/fetch/exchangeFees.ts'
import { findDataset } from '../../data/lake/findDataset.ts'
import { listDatasets } from '../../data/lake/listDatasets.ts'
import type { Dataset } from '../../domain/dataset.ts'
import { BadDataError, UsageError } from '../../domain/errors.ts'
import type { Failure } from '../../domain/facts.ts'
import type { EngineSettings } from '../../domain/order.ts'
import type { ParamPoint, StrategySource } from '../../domain/strategy.ts'
import type { ResearchContext } from '../../nodes/context.ts'
import { chooseDataset } from '../../nodes/prepare/chooseDataset.ts'
import { researchWindow } from '../../nodes/prepare/researchWindow.ts'
import { strategySource } from '../../sandbox/source.ts'
import type { Sandbox } from '../../sandbox/types.ts'
import type { Io } from '../io.ts'
import type { BacktestOptions } from './backtestOptions.ts'
import { engineSettings } from './engineSettings.ts'
import { findMarketData, type UsedMarket } from './marketOptions.ts'

/** What a person asked to be run. */
export interface ManualRun {
  readonly source: StrategySource
  readonly dataset: Dataset
  readonly window: { readonly from: number; readonly to: number }
  readonly engine: EngineSettings
  readonly seed: number
  readonly used: UsedMarket
  readonly params: ParamPoint | undefined
  /** What tells this run from a plain one of the same text, such as a schedule. */
  readonly mode?: Readonly<Record<string, unknown>> | undefined
}

/** A manual run and what the engine needs for it; the ledger is missing on purpose. */
export interface PreparedRun extends ManualRun {
  readonly request: Omit<EvaluationRequest, 'ledger'>
  readonly notes: readonly string[]
}

const LARGEST_FILE = 1_000_000

export interface Subject {
  readonly source: StrategySource
  readonly datasetId: string | undefined
  readonly window: { readonly from: string; readonly to: string } | undefined
}

/** The text of a file, or of a strategy in the database with the data it was tried on. */
export async function findSubject(context: ResearchContext, fileOrId: string): Promise<Subject> {
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

const FEE_OPTIONS = ['fees', 'feeBps', 'makerBps', 'takerBps', 'funding'] as const

/** @throws UsageError for an exchange whose fees ccxt does not know. */
async function feesFor(
  context: ResearchContext,
  options: BacktestOptions,
  dataset: Dataset,
  isAgain: boolean,
): Promise<TradingFees | undefined> {
  if (options.fees !== undefined) return exchangeFees(dataset.exchange, dataset.symbol)
  // A strategy of the database, run again as it was: a session charges a contract's fees without being asked.
  const isSilent = FEE_OPTIONS.every((name) => options[name] === undefined)
  return isAgain && isSilent ? (await context.terms(dataset)).contract?.fees : undefined
}

/** @throws UsageError for options that contradict each other or are out of range. */
export function engineFor(options: BacktestOptions, dataset: Dataset, fees: TradingFees | undefined): EngineSettings {
  const engine = engineSettings(options, dataset.timeframe, fees)
  assertEngine(engine)
  return engine
}

/** Borrowing is for shorts of what is owned, funding for contracts: a short that paid both would pay twice. */
function refuseBoth(engine: EngineSettings, { funding }: UsedMarket): void {
  if (funding === null || engine.costs.borrowBpsPerYear === undefined) return
  throw new UsageError(`--borrow-bps is for spot shorts and ${funding.series_id} for a contract; leave one of them out (--funding none).`)
}

/** @throws UsageError for a window, a series or a setting that does not fit the dataset. */
export async function prepareOn(
  context: ResearchContext,
  subject: Subject,
  dataset: Dataset,
  options: BacktestOptions,
  sandbox: Sandbox,
): Promise<PreparedRun> {
  const sameData = dataset.dataset_id === subject.datasetId ? subject.window : undefined
  const [from, to] = [options.from ?? sameData?.from ?? '', options.to ?? sameData?.to ?? '']
  const window = researchWindow(dataset, from, to, context.sealedFrom(dataset))
  const fees = await feesFor(context, options, dataset, sameData !== undefined)
  const bars = await context.bars(dataset.dataset_id)
  // As the run will have them, so that they are told and named in full.
  const engine = engineOn(engineFor(options, dataset, fees), bars, window.to)
  const { market, used, notes } = await findMarketData(context, dataset, window, options)
  refuseBoth(engine, used)
  const { source } = subject
  const { seed, params } = options
  return {
    ...{ source, dataset, window, engine, seed, used, params, notes },
    request: {
      sandbox,
      source,
      bars,
      timeframe: dataset.timeframe,
      ...window,
      engine,
      market,
      params,
      predict: (modelId) => context.models.scores(modelId, dataset.dataset_id, window.to),
      seed,
    },
  }
}

/** The run that FILE_OR_ID and the options ask for. */
export async function prepareRun(
  context: ResearchContext,
  fileOrId: string,
  options: BacktestOptions,
  sandbox: Sandbox,
  io: Io,
): Promise<PreparedRun> {
  const subject = await findSubject(context, fileOrId)
  const dataset = await findBars(context, options.dataset ?? subject.datasetId)
  const run = await prepareOn(context, subject, dataset, options, sandbox)
  for (const note of run.notes) io.progress(`note: ${note}`)
  return run
}

/** What the strategy failed at, as this command tells it. */
export function strategyFailure(failure: Failure): BadDataError {
  const { stage, code, message } = failure
  const advice = code === 'too_many_points' ? ' A person may run more by hand: --max-points.' : ''
  return new BadDataError(`The strategy failed at ${stage} (${code}): ${message}${advice}`, { failure })
}
