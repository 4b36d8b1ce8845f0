import { evaluatePortfolio, type PortfolioEvaluation } from '../../backtest/portfolio/evaluatePortfolio.ts'
import { findDataset } from '../../data/lake/findDataset.ts'
import type { Dataset } from '../../domain/dataset.ts'
import { UsageError } from '../../domain/errors.ts'
import { parseTime } from '../../nodes/prepare/researchWindow.ts'
import type { ResearchContext } from '../../nodes/context.ts'
import type { Sandbox } from '../../sandbox/types.ts'
import type { BacktestOptions } from './backtestOptions.ts'
import { runAlone, type Alone } from './aloneRun.ts'
import { describePortfolio, portfolioDocument } from './describePortfolio.ts'
import { writeEquity } from './equityTable.ts'
import { findSubject, prepareOn, strategyFailure, type PreparedRun } from './manualRun.ts'
import { portfolioTrials } from './portfolioTrials.ts'
import type { RunMode } from './runMode.ts'
import { writeTrades } from './tradeTable.ts'

/** @throws UsageError where bars of several lengths are to share a clock. */
function assertOneTimeframe(datasets: readonly Dataset[]): void {
  const [first, ...others] = datasets
  const other = others.find(({ timeframe }) => timeframe !== first?.timeframe)
  if (first === undefined || other === undefined) return
  throw new UsageError(
    `${first.dataset_id} has bars of ${first.timeframe} and ${other.dataset_id} of ${other.timeframe}; --symbols takes datasets of one timeframe.`,
  )
}

/** @throws UsageError where one of them only begins when the first holdout of all is sealed: nobody asked for that end, so it has to be told. */
function assertCommonTime(datasets: readonly Dataset[], sealedFrom: (dataset: Dataset) => number, asked: number): void {
  const [first] = datasets.toSorted((a, b) => sealedFrom(a) - sealedFrom(b))
  const late = datasets.find(({ first_time }) => first !== undefined && Date.parse(first_time) >= sealedFrom(first))
  if (first === undefined || late === undefined || asked < sealedFrom(first)) return
  const day = new Date(sealedFrom(first)).toISOString().slice(0, 10)
  throw new UsageError(
    `${first.dataset_id} is sealed from ${day} on as a holdout, and ${late.dataset_id} only begins ${late.first_time.slice(0, 10)}: they have no time in common; leave one of them out.`,
  )
}

/** @throws UsageError where one exchange charges them differently, as it does spot and contracts. */
function assertOneSchedule([first, ...others]: readonly PreparedRun[]): void {
  const scheduleOf = ({ engine: { costs } }: PreparedRun): string =>
    `${costs.makerFeeBps} bp for makers and ${costs.takerFeeBps} bp for takers`
  const other = others.find((run) => first !== undefined && scheduleOf(run) !== scheduleOf(first))
  if (first === undefined || other === undefined) return
  throw new UsageError(
    `--fees exchange is ${scheduleOf(first)} on ${first.dataset.dataset_id}, and ${scheduleOf(other)} on ${other.dataset.dataset_id}: one account has one schedule; give --maker-bps and --taker-bps.`,
  )
}

/** Fees, lots and the like may be another exchange's; what the account is, is the same for all. */
async function prepareAll(context: ResearchContext, sandbox: Sandbox, fileOrId: string, options: BacktestOptions): Promise<PreparedRun[]> {
  const subject = await findSubject(context, fileOrId)
  const datasets = await Promise.all((options.symbols ?? []).map((id) => findDataset(context.workspace, id)))
  assertOneTimeframe(datasets)
  if (options.fees !== undefined && new Set(datasets.map(({ exchange }) => exchange)).size > 1) {
    throw new UsageError(
      '--fees exchange with datasets of several exchanges: one account has one schedule; give --maker-bps and --taker-bps.',
    )
  }
  // The earliest end of all: nobody's sealed bars are looked at, and nobody is taken for delisted where only its seal begins.
  const asked = options.to === undefined ? Infinity : parseTime('--to', options.to)
  assertCommonTime(datasets, (dataset) => context.sealedFrom(dataset), asked)
  const to = Math.min(asked, ...datasets.map((dataset) => context.sealedFrom(dataset)))
  const shared = { ...options, to: new Date(to).toISOString(), size: options.size ?? 1 / datasets.length }
  const runs: PreparedRun[] = []
  for (const dataset of datasets) runs.push(await prepareOn(context, { ...subject, window: undefined }, dataset, shared, sandbox))
  if (options.fees !== undefined) assertOneSchedule(runs)
  return runs
}

/** `backtest FILE --symbols ID,ID` */
export const runPortfolio: RunMode = async (context, sandbox, fileOrId, options, io) => {
  const runs = await prepareAll(context, sandbox, fileOrId, options)
  for (const note of runs.flatMap(({ notes }) => notes)) io.progress(`note: ${note}`)
  const alone: Alone[] = []
  for (const run of runs) {
    io.progress(`  ${run.dataset.dataset_id} by itself`)
    alone.push(await runAlone(context, run))
  }
  const [first] = runs as [PreparedRun, ...PreparedRun[]]
  const { to } = first.window
  const evaluation: PortfolioEvaluation = await evaluatePortfolio({
    sandbox,
    source: first.source,
    members: runs.map(({ dataset, request, window }) => ({
      symbol: dataset.dataset_id,
      bars: request.bars,
      market: request.market,
      from: window.from,
      predict: request.predict,
    })),
    timeframe: first.dataset.timeframe,
    to,
    engine: first.engine,
    params: options.params,
    seed: options.seed,
    ledger: (outcome) => void context.facts.recordAll(portfolioTrials(alone, outcome, context.now())),
  })
  if (!evaluation.ok) throw strategyFailure(evaluation.failure)
  const document = portfolioDocument(evaluation, alone, to)
  if (options.trades !== undefined) writeTrades(options.trades, document.trades)
  if (options.equity !== undefined) writeEquity(options.equity, evaluation)
  await context.tables.publish()
  io.result(document, describePortfolio(document))
}
