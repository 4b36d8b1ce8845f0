import { canonicalJson, sha256 } from '../../domain/hash.ts'
import type { ModelScope } from '../../domain/model.ts'
import type { ModelVersion } from '../../domain/ml.ts'
import type { ModelPlan } from '../../domain/modelPlan.ts'
import type { ModelFamily } from '../family.ts'
import type { Refusal } from '../registry/refusals.ts'
import { isWhole } from './isWhole.ts'
import type { ModelInputs } from './modelInputs.ts'
import { NotReleased } from './outcome.ts'
import type { SupplyPorts } from './ports.ts'

/** A request for a model and what would answer it. */
export interface Asked {
  readonly specHash: string
  readonly scope: ModelScope
  readonly family: ModelFamily
  readonly inputs: ModelInputs
}

/** A plan without what it says for itself. */
export function hashOfWork({ rationale: _rationale, ...work }: ModelPlan): string {
  return sha256(canonicalJson(work))
}

/** What a training comes to depends on: the request, its seed, all symbols' bars, the family as it is here, and the versions to compare with. */
export function requestHash({ specHash, scope, family, inputs }: Asked, versions: readonly ModelVersion[]): string {
  const peers = inputs.peers.map(({ content_hash }) => content_hash)
  const made = { hyperparameters: family.hyperparameters, availability: family.availability() }
  return sha256(canonicalJson({ specHash, seed: scope.seed, peers, made, versions: versions.map(({ content_hash }) => content_hash) }))
}

/** What was answered to the same request before, as long as the version that it names is sound. */
export function refusalOf(ports: SupplyPorts, asked: Asked, versions: readonly ModelVersion[]): Refusal | undefined {
  const refusal = ports.registry.refusals.get(requestHash(asked, versions))
  const named = versions.find(({ model_id }) => model_id === refusal?.model_id)
  return named !== undefined && isWhole(ports, named) ? refusal : undefined
}

export function notReleased({ model_id, words }: Refusal, trained: boolean): NotReleased {
  const what = trained ? 'a new version was trained and not released' : 'what this asks for was trained before and not released'
  return new NotReleased({ ok: true, model_id, trained, note: `${what}: ${words}` })
}
