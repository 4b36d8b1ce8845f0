import type { ModelVersion } from '../../domain/ml.ts'
import type { FactStore } from './openFacts.ts'

/** What the model registry keeps its facts by; models/registry names the same shape as its port. */
export interface ModelFacts {
  get(modelId: string): ModelVersion | undefined
  latest(modelName: string): ModelVersion | undefined
  /** The newest version of the name that answers this request. */
  findBySpec(modelName: string, specHash: string): ModelVersion | undefined
  list(): ModelVersion[]
  claim(modelName: string, release: (version: number, supersedes: ModelVersion | undefined) => ModelVersion): ModelVersion
}

type Store = Pick<FactStore, 'get' | 'idsFrom' | 'count' | 'bodies' | 'record' | 'transaction'>

export function openModelFacts(facts: Store): ModelFacts {
  /** Their numbers, newest first. */
  const versionsOf = (modelName: string): number[] => {
    const prefix = `${modelName}_v`
    const numbers = facts.idsFrom('models', prefix).map((id) => Number(id.slice(prefix.length)))
    return numbers.sort((a, b) => b - a)
  }
  const get = (modelName: string, version: number): ModelVersion | undefined => facts.get('models', `${modelName}_v${version}`)
  return {
    get: (modelId) => facts.get('models', modelId),
    latest: (modelName) => get(modelName, versionsOf(modelName)[0] ?? 0),
    findBySpec: (modelName, specHash) => {
      for (const number of versionsOf(modelName)) {
        const version = get(modelName, number)
        if (version?.spec_hash === specHash) return version
      }
      return undefined
    },
    list: () => facts.bodies('models', 0, facts.count('models')).map((body) => JSON.parse(body) as ModelVersion),
    claim: (modelName, release) =>
      facts.transaction(() => {
        const newest = versionsOf(modelName)[0] ?? 0
        const version = release(newest + 1, get(modelName, newest))
        if (version.model_id !== `${modelName}_v${newest + 1}`)
          throw new RangeError(`${version.model_id} is not ${modelName}_v${newest + 1}`)
        facts.record('models', version)
        return version
      }),
  }
}
