import { describeTerms } from '../../backtest/tradingTerms.ts'
import { fetchFirstThatAnswers } from '../../data/fetch/fetchFirstThatAnswers.ts'
import { findDataset } from '../../data/lake/findDataset.ts'
import { listDatasets } from '../../data/lake/listDatasets.ts'
import { storeSample } from '../../data/sample/storeSample.ts'
import type { Dataset } from '../../domain/dataset.ts'
import { UsageError } from '../../domain/errors.ts'
import type { SessionFact } from '../../domain/facts.ts'
import { usageCost } from '../../llm/cost.ts'
import { NO_USAGE } from '../../llm/usage.ts'
import type { SessionStateType } from '../../state/session.ts'
import type { ResearchContext } from '../context.ts'
import { baseAsset, chooseDataset } from './chooseDataset.ts'
import { chooseLlm } from './chooseLlm.ts'
import { researchWindow } from './researchWindow.ts'

/** Two years of hours. */
const SAMPLE_BARS = 17_520

export type SessionRequestValues = Pick<
  SessionStateType,
  'goal' | 'strategies' | 'dataset_id' | 'from' | 'to' | 'seed' | 'llm' | 'max_cost_usd' | 'max_minutes'
>

/** The requested dataset, or the one that fits the goal; an empty lake is filled from an exchange, or with the labelled sample. */
async function resolveDataset(context: ResearchContext, request: SessionRequestValues, note: (text: string) => void): Promise<Dataset> {
  const { workspace, config } = context
  if (request.dataset_id !== '') return findDataset(workspace, request.dataset_id)
  const datasets = await listDatasets(workspace)
  // Of several, a session without a goal takes what an empty lake would be filled with.
  if (datasets.length > 0) return chooseDataset(datasets, request.goal === '' && datasets.length > 1 ? 'BTC' : request.goal)

  note('The lake is empty: asking exchanges for BTC/USDT 1h …')
  const fetched = await fetchFirstThatAnswers({ workspace, exchangeUrl: config.exchangeUrl, symbol: 'BTC/USDT', timeframe: '1h' })
  if (fetched.ok) return fetched.fetched.dataset
  note(`${fetched.message} Working on the SYNTHETIC sample instead: its figures say nothing about a real market.`)
  const [sample] = await storeSample(workspace, { seed: request.seed, symbols: ['BTCUSDT'], timeframe: '1h', bars: SAMPLE_BARS })
  if (sample === undefined) throw new Error('the sample market is empty')
  return sample.dataset
}

/** Fixes what a session works on and claims its id. */
export async function prepareSession(
  context: ResearchContext,
  request: SessionRequestValues,
  note: (text: string) => void = () => undefined,
): Promise<SessionFact> {
  const dataset = await resolveDataset(context, request, note)
  const sealed = context.sealedFrom(dataset)
  const window = researchWindow(dataset, request.from, request.to, sealed)
  if (request.to !== '' && window.to === sealed)
    note(`Bars from ${new Date(sealed).toISOString().slice(0, 10)} on are sealed as a holdout: research ends there.`)
  for (const sentence of describeTerms(await context.terms(dataset), window)) note(sentence)
  const { openai } = context.config
  const llm = chooseLlm(request.llm, context.config)
  const { label } = context.chatModels(llm, request.seed)
  if (request.max_cost_usd > 0 && usageCost(label, NO_USAGE, openai) === undefined) {
    throw new UsageError(
      `The price of ${label} is not known; set QUANTOPIA_PRICE_INPUT and QUANTOPIA_PRICE_OUTPUT (US dollars per million tokens).`,
    )
  }
  return context.facts.claimSession({
    goal: request.goal === '' ? `Find profitable ${baseAsset(dataset.symbol)} strategies` : request.goal,
    seed: request.seed,
    strategies_budget: request.strategies,
    max_cost_usd: request.max_cost_usd,
    max_minutes: request.max_minutes,
    dataset_id: dataset.dataset_id,
    dataset_hash: dataset.content_hash,
    synthetic: dataset.synthetic,
    window_from: new Date(window.from).toISOString(),
    window_to: new Date(window.to).toISOString(),
    llm,
    created_at: new Date(context.now()).toISOString(),
  })
}
