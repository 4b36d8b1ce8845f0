import { z } from 'zod'
import type { Config } from '../../config.ts'
import { findDataset } from '../../data/lake/findDataset.ts'
import { listDatasets } from '../../data/lake/listDatasets.ts'
import type { Dataset } from '../../domain/dataset.ts'
import { BadDataError, NoSuchIdError, ResourceError, UsageError } from '../../domain/errors.ts'
import type { Failure } from '../../domain/facts.ts'
import type { ModelRequest } from '../../domain/model.ts'
import { expandPlan } from '../../features/catalogue.ts'
import { openContext } from '../../graph/openContext.ts'
import { openModelRegistry } from '../../graph/openModels.ts'
import { parseModelId } from '../../models/registry/modelId.ts'
import { peersOf } from '../../models/supply/modelInputs.ts'
import type { ResearchContext } from '../../nodes/context.ts'
import { baseAsset } from '../../nodes/prepare/chooseDataset.ts'
import { chooseLlm, type Llm } from '../../nodes/prepare/chooseLlm.ts'
import { researchWindow } from '../../nodes/prepare/researchWindow.ts'
import { modelPlanner } from '../../nodes/quant/planModel.ts'
import type { CommonOptions } from '../command.ts'
import type { Io } from '../io.ts'

export interface GetOrCreateOptions extends CommonOptions {
  features?: string
  dataset?: string
  universe?: string
  from?: string
  to?: string
  seed: number
  llm: string
}

/** Ids that an error lists. */
const MOST_NAMED = 12

const Spec = z.strictObject({ model_id: z.string().min(1), features: z.string().max(200).optional() })

function readSpec(text: string, features: string | undefined): ModelRequest {
  if (!text.trimStart().startsWith('{')) return { model_id: text.trim(), features }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new UsageError(`The spec is no JSON object: write {"model_id": "XGBoost_direction_latest", "features": "volume_focused"}.`)
  }
  const spec = Spec.safeParse(value)
  if (spec.success) return { features, ...spec.data }
  const issue = spec.error.issues[0]
  throw new UsageError(
    `The spec's ${issue?.path.join('.') || 'fields'}: ${issue?.message ?? 'unreadable'}; it has model_id and, optionally, features.`,
  )
}

async function chooseBars(context: ResearchContext, id: string | undefined): Promise<Dataset> {
  if (id !== undefined) return findDataset(context.workspace, id)
  const datasets = await listDatasets(context.workspace)
  if (datasets.length === 0)
    throw new UsageError('The lake is empty; import bars first: quantopia data import FILE --exchange E --symbol S --timeframe T')
  const bitcoin = datasets.filter(({ symbol }) => baseAsset(symbol) === 'BTC')
  const [only, ...others] = bitcoin.length > 0 ? bitcoin : datasets
  if (only !== undefined && others.length === 0) return only
  const ids = datasets.map(({ dataset_id }) => dataset_id)
  const more = ids.length > MOST_NAMED ? ` and ${ids.length - MOST_NAMED} more` : ''
  throw new UsageError(`Choose one of the ${ids.length} datasets with --dataset: ${ids.slice(0, MOST_NAMED).join(', ')}${more}.`, { ids })
}

/** A language model may read anything into the words; the offline policy knows presets and groups only, and may not replace what cannot be had. */
async function checkWords(
  { workspace }: ResearchContext,
  features: string,
  dataset: Dataset,
  universe: readonly string[] | undefined,
): Promise<void> {
  const named = universe?.filter((id) => id !== dataset.dataset_id)
  const others = named ?? (await peersOf({ datasets: () => listDatasets(workspace) }, dataset))
  expandPlan({ groups: features.split(/[\s,]+/), universe: others.length > 0, timeframe: dataset.timeframe })
}

/** Undefined: whatever the lake has. */
function readUniverse(text: string | undefined): string[] | undefined {
  if (text === undefined || text === 'all') return undefined
  if (text === 'none') return []
  return text
    .split(',')
    .map((id) => id.trim())
    .filter((id) => id !== '')
}

/** An answer that is a failure, as the error of a command. */
function errorOf({ code, message }: Failure): Error {
  if (code === 'family_unavailable' || code.startsWith('llm_')) return new ResourceError(message)
  if (code === 'model_unavailable') return new NoSuchIdError(message)
  return code === 'model_refused' || code === 'model_unfit' ? new UsageError(message) : new BadDataError(message)
}

function readLlm(llm: string): Llm | 'auto' {
  if (llm === 'auto' || llm === 'offline' || llm === 'openai') return llm
  throw new UsageError(`--llm ${llm} is none of auto, offline and openai.`)
}

/** The model that a spec comes to; what is missing is planned, trained and released. */
export async function getOrCreateModel(text: string, options: GetOrCreateOptions, config: Config, io: Io): Promise<void> {
  const request = readSpec(text, options.features)
  parseModelId(request.model_id)
  const llm = chooseLlm(readLlm(options.llm), config)
  const context = openContext(config)
  try {
    const dataset = await chooseBars(context, options.dataset)
    const window = researchWindow(dataset, options.from ?? '', options.to ?? '', context.sealedFrom(dataset))
    const universe = readUniverse(options.universe)
    if (llm === 'offline' && request.features !== undefined) await checkWords(context, request.features, dataset, universe)
    const { seed } = options
    const planner = modelPlanner(context.chatModels(llm, seed), { goal: `a model of ${dataset.dataset_id}`, seed, iteration: 1 }, {})
    io.progress(`${request.model_id} on ${dataset.dataset_id}${dataset.synthetic ? ' SYNTHETIC' : ''} …`)
    const outcome = await context.models.getOrCreate(
      request,
      {
        session_id: '',
        iteration: 0,
        dataset_id: dataset.dataset_id,
        window_from: new Date(window.from).toISOString(),
        window_to: new Date(window.to).toISOString(),
        seed,
        ...(universe === undefined ? {} : { universe }),
      },
      planner.plan,
    )
    await context.tables.publish()
    if (!outcome.ok) throw errorOf(outcome.failure)
    const { model_id, trained, note } = outcome
    const model = openModelRegistry(context).getVersion(model_id)
    io.result({ model_id, trained, note, model }, `${model_id}\n${note}; see: quantopia models show ${model_id}`)
  } finally {
    await context.close()
  }
}
