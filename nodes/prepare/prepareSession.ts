import { fetchFirstThatAnswers } from '../../data/fetch/fetchFirstThatAnswers.ts'
import { findDataset } from '../../data/lake/findDataset.ts'
import { listDatasets } from '../../data/lake/listDatasets.ts'
import type { Dataset } from '../../domain/dataset.ts'
import type { SessionFact } from '../../domain/facts.ts'
import type { SessionStateType } from '../../state/session.ts'
import type { ResearchContext } from '../context.ts'
import { chooseDataset } from './chooseDataset.ts'
import { researchWindow } from './researchWindow.ts'
import { storeSample } from './storeSample.ts'

export type SessionRequestValues = Pick<
  SessionStateType,
  'goal' | 'strategies' | 'dataset_id' | 'from' | 'to' | 'seed' | 'llm' | 'max_cost_usd' | 'max_minutes'
>

/** The requested dataset, or the one that fits the goal; an empty lake is filled from an exchange, or with the labelled sample. */
async function resolveDataset(context: ResearchContext, request: SessionRequestValues, note: (text: string) => void): Promise<Dataset> {
  const { workspace, config } = context
  if (request.dataset_id !== '') return findDataset(workspace, request.dataset_id)
  const datasets = await listDatasets(workspace)
  if (datasets.length > 0) return chooseDataset(datasets, request.goal)

  note('The lake is empty: asking exchanges for BTC/USDT 1h …')
  const fetched = await fetchFirstThatAnswers({ workspace, exchangeUrl: config.exchangeUrl, symbol: 'BTC/USDT', timeframe: '1h' })
  if (fetched.ok) return fetched.dataset
  note(`${fetched.reason} Working on the SYNTHETIC sample instead: its figures say nothing about a real market.`)
  return storeSample(workspace, request.seed)
}

/** Fixes what a session works on and claims its id. */
export async function prepareSession(
  context: ResearchContext,
  request: SessionRequestValues,
  note: (text: string) => void = () => undefined,
): Promise<SessionFact> {
  const dataset = await resolveDataset(context, request, note)
  const window = researchWindow(dataset, request.from, request.to)
  const { openai } = context.config
  const hasModel = openai.apiKey !== undefined || openai.baseUrl !== undefined
  return context.facts.claimSession({
    goal: request.goal,
    seed: request.seed,
    strategies_budget: request.strategies,
    max_cost_usd: request.max_cost_usd,
    max_minutes: request.max_minutes,
    dataset_id: dataset.dataset_id,
    dataset_hash: dataset.content_hash,
    synthetic: dataset.synthetic,
    window_from: new Date(window.from).toISOString(),
    window_to: new Date(window.to).toISOString(),
    llm: request.llm === 'auto' ? (hasModel ? 'openai' : 'offline') : request.llm,
    created_at: new Date(context.now()).toISOString(),
  })
}
