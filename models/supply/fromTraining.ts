import { canonicalJson, sha256 } from '../../domain/hash.ts'
import type { ModelOutcome, ModelRequest, ModelScope, PlanModel } from '../../domain/model.ts'
import type { ModelVersion } from '../../domain/ml.ts'
import { parseModelId, type ParsedModelId } from '../registry/modelId.ts'
import { carryOut } from './carryOut.ts'
import { commonBars } from './commonBars.ts'
import { versionsOf } from './fromRegistry.ts'
import { comparesSymbols, type ModelInputs } from './modelInputs.ts'
import { modelTrial } from './modelTrial.ts'
import { NotReleased } from './outcome.ts'
import { compareWith, isComparable } from './outperforms.ts'
import { isWhole } from './isWhole.ts'
import { planBrief } from './planBrief.ts'
import { plannedOn } from './plannedOn.ts'
import type { SupplyPorts } from './ports.ts'
import { hashOfWork, notReleased, refusalOf, requestHash, type Asked } from './refused.ts'
import { trainingInputs, type TrainingInputs } from './trainingInputs.ts'

/** Plans, trains and releases what a request wants; of several that want the same at once, one does. */
export async function fromTraining(ports: SupplyPorts, request: ModelRequest, scope: ModelScope, plan: PlanModel): Promise<ModelOutcome> {
  const wanted = parseModelId(request.model_id)
  const family = ports.findFamily(wanted.family)
  const inputs = await trainingInputs(ports, scope)
  const specHash = specOf(request, wanted, scope, inputs)
  const asked = ports.now()
  const spec = { modelName: wanted.modelName, specHash }
  const { version, trained } = await ports.registry.withTrainingLock(spec, () =>
    trainAndRelease(ports, { request, wanted, family, scope, specHash, inputs, plan, asked }),
  )
  const note = trained ? released(version, inputs) : `${version.model_id} answers this request already`
  return { ok: true, model_id: version.model_id, trained, note }
}

function released(version: ModelVersion, { bars }: TrainingInputs): string {
  const claim = version.improvement === null ? '' : `; ${version.improvement}`
  const others = version.dataset_ids.length - 1
  const compared = others === 0 ? '' : ` that compare with ${others} other ${others === 1 ? 'symbol' : 'symbols'}`
  const isCut = Date.parse(version.window_to) < (bars.time.at(-1) ?? NaN) - DAY_MS
  const until = isCut ? `, up to ${version.window_to.slice(0, 10)}, where the first of them ends or is sealed` : ''
  return `${version.model_id} was trained on ${version.feature_count} features${compared}${until === '' ? '' : `${until},`} and released${claim}`
}

const DAY_MS = 86_400_000

/** Two requests with one hash want the same model: what exists of the name already is no part of it, but a later number is. */
function specOf(request: ModelRequest, { modelName, version }: ParsedModelId, scope: ModelScope, { dataset, peers }: ModelInputs): string {
  const number = version === 'latest' ? 1 : version
  const { window_from, window_to } = scope
  const universe = scope.universe === undefined ? null : peers.map(({ content_hash }) => content_hash)
  const about = { modelName, number, features: request.features ?? null, bars: dataset.content_hash, window_from, window_to, universe }
  return sha256(canonicalJson(about))
}

interface Job extends Asked {
  readonly request: ModelRequest
  readonly wanted: ParsedModelId
  readonly inputs: TrainingInputs
  readonly plan: PlanModel
  /** When the request was made, ms UTC. */
  readonly asked: number
}

async function trainAndRelease(ports: SupplyPorts, job: Job): Promise<ModelVersion> {
  const { request, wanted, family, scope, specHash } = job
  const before = versionsOf(ports, wanted.modelName, scope)
  const refusal = refusalOf(ports, job, before)
  // Given while this request waited for its turn: whoever asks later may have another plan.
  if (refusal !== undefined && refusal.at > job.asked) throw notReleased(refusal, false)
  const about = { model_name: wanted.modelName, features: request.features, previous: before.map(inBrief) }
  const common = await commonBars(ports, job.inputs)
  const answer = await job.plan(planBrief(about, family, wanted.target, job.inputs, common))
  if (!answer.ok) throw new NotReleased(answer)
  const planned = plannedOn(answer.plan, job.inputs, common)
  const { inputs } = planned
  const planHash = sha256(canonicalJson(answer.plan))
  const carriedOut = hashOfWork(answer.plan)
  if (refusal?.plan_hash === carriedOut) throw notReleased(refusal, false)
  const fit = { modelName: wanted.modelName, specHash, datasetHash: inputs.dataset.content_hash, planHash }
  const training = { family, target: wanted.target, seed: scope.seed, ...planned }
  const trained = await carryOut(
    ports,
    { ...training, onTrial: (each) => ports.recordTrial(modelTrial(scope, fit, each, ports.now())) },
    answer.plan,
  )
  try {
    // Looked up again: another request for the name may have released one since.
    const rival = versionsOf(ports, wanted.modelName, scope).find((version) => isComparable(trained, version) && isWhole(ports, version))
    const comparison = rival === undefined ? undefined : await compareWith(ports, trained, rival, inputs)
    if (rival !== undefined && comparison?.better === false) {
      const refused = { plan_hash: carriedOut, model_id: rival.model_id, words: comparison.words, at: ports.now() }
      ports.registry.refusals.keep(requestHash(job, versionsOf(ports, wanted.modelName, scope)), refused)
      throw notReleased(refused, true)
    }
    const learntFrom = [inputs.dataset, ...(comparesSymbols(trained.plan) ? inputs.peers : [])]
    return await ports.registry.registerVersion(
      {
        specHash,
        datasetIds: learntFrom.map(({ dataset_id }) => dataset_id),
        synthetic: learntFrom.some(({ synthetic }) => synthetic),
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
