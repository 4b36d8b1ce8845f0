import { firstBarAtOrAfter, sliceBars } from '../../domain/bars.ts'
import { canonicalJson, sha256 } from '../../domain/hash.ts'
import type { ModelOutcome, ModelRequest, ModelScope, PlanModel } from '../../domain/model.ts'
import type { ModelVersion } from '../../domain/ml.ts'
import type { ModelFamily } from '../family.ts'
import { parseModelId, type ParsedModelId } from '../registry/modelId.ts'
import { carryOut, type TrainingInputs } from './carryOut.ts'
import { trainingBars } from './chooseSplit.ts'
import { versionsOf } from './fromRegistry.ts'
import { comparesSymbols, peersOf, type ModelInputs } from './modelInputs.ts'
import { modelTrial } from './modelTrial.ts'
import { NotReleased } from './outcome.ts'
import { compareWith, isComparable } from './outperforms.ts'
import { planBrief } from './planBrief.ts'
import type { SupplyPorts } from './ports.ts'

/** Bars in front of a training range that warm features up; what a feature needs beyond it costs the first fold. */
const WARM_BARS = 400
/** Plans, trains and releases what a request wants; of several that want the same at once, one does. */
export async function fromTraining(ports: SupplyPorts, request: ModelRequest, scope: ModelScope, plan: PlanModel): Promise<ModelOutcome> {
  const wanted = parseModelId(request.model_id)
  const family = ports.findFamily(wanted.family)
  const inputs = await trainingInputs(ports, scope)
  const specHash = specOf(request, wanted, scope, inputs)
  const spec = { modelName: wanted.modelName, specHash }
  const { version, trained } = await ports.registry.withTrainingLock(spec, () =>
    trainAndRelease(ports, { request, wanted, family, scope, specHash, inputs, plan }),
  )
  const note = trained ? released(version) : `${version.model_id} answers this request already`
  return { ok: true, model_id: version.model_id, trained, note }
}

function released(version: ModelVersion): string {
  const claim = version.improvement === null ? '' : `; ${version.improvement}`
  return `${version.model_id} was trained on ${version.feature_count} features and released${claim}`
}

/** The window, and as much before it as a first snapshot can learn from. */
async function trainingInputs(ports: SupplyPorts, scope: ModelScope): Promise<TrainingInputs> {
  const dataset = await ports.dataset(scope.dataset_id)
  const bars = await ports.bars(scope.dataset_id)
  const [from, until] = [Date.parse(scope.window_from), Date.parse(scope.window_to)]
  const back = trainingBars(dataset.timeframe) + WARM_BARS
  const at = firstBarAtOrAfter(bars, from)
  const start = Math.max(0, at - back)
  const peers = scope.universe === undefined ? await peersOf(ports, dataset) : await namedPeers(ports, dataset.dataset_id, scope.universe)
  return { dataset, bars: sliceBars(bars, start, firstBarAtOrAfter(bars, until)), peers, before: at - start }
}

async function namedPeers(ports: SupplyPorts, self: string, universe: readonly string[]): Promise<ModelInputs['peers']> {
  return Promise.all(universe.filter((id) => id !== self).map((id) => ports.dataset(id)))
}

/** Two requests with one hash want the same model: what exists of the name already is no part of it, but a later number is. */
function specOf(request: ModelRequest, { modelName, version }: ParsedModelId, scope: ModelScope, { dataset, peers }: ModelInputs): string {
  const number = version === 'latest' ? 1 : version
  const { window_from, window_to } = scope
  const universe = scope.universe === undefined ? null : peers.map(({ content_hash }) => content_hash)
  const about = { modelName, number, features: request.features ?? null, bars: dataset.content_hash, window_from, window_to, universe }
  return sha256(canonicalJson(about))
}

interface Job {
  readonly request: ModelRequest
  readonly wanted: ParsedModelId
  readonly family: ModelFamily
  readonly scope: ModelScope
  readonly specHash: string
  readonly inputs: TrainingInputs
  readonly plan: PlanModel
}

async function trainAndRelease(ports: SupplyPorts, job: Job): Promise<ModelVersion> {
  const { request, wanted, family, scope, specHash, inputs } = job
  const previous = versionsOf(ports, wanted.modelName, scope)
  const about = { model_name: wanted.modelName, features: request.features, previous: previous.map(inBrief) }
  const answer = await job.plan(planBrief(about, family, wanted.target, inputs))
  if (!answer.ok) throw new NotReleased(answer)
  const trial = { modelName: wanted.modelName, specHash, datasetHash: inputs.dataset.content_hash }
  const training = { family, target: wanted.target, seed: scope.seed, inputs }
  const trained = await carryOut(
    ports,
    { ...training, onTrial: (each) => ports.recordTrial(modelTrial(scope, trial, each, ports.now())) },
    answer.plan,
  )
  try {
    const rival = previous.find((version) => isComparable(trained, version, scope.dataset_id))
    const comparison = rival === undefined ? undefined : await compareWith(ports, trained, rival, inputs)
    if (rival !== undefined && comparison?.better === false) {
      const note = `a new version was trained and not released: ${comparison.words}`
      throw new NotReleased({ ok: true, model_id: rival.model_id, trained: true, note })
    }
    const peers = comparesSymbols(trained.plan) ? inputs.peers : []
    return await ports.registry.registerVersion(
      {
        specHash,
        datasetIds: [inputs.dataset, ...peers].map(({ dataset_id }) => dataset_id),
        synthetic: inputs.dataset.synthetic,
        releasedBy: 'ml_quant_agent',
        improvement: comparison?.words,
      },
      trained,
    )
  } finally {
    trained.dispose()
  }
}

function inBrief({ model_id, metrics, feature_count, hyperparameters, horizon_bars }: ModelVersion) {
  return { model_id, metrics, feature_count, hyperparameters, horizon_bars }
}
