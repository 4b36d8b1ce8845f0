import type { Failure } from '../../domain/facts.ts'
import type { StrategyDeclaration, StrategyType } from '../../domain/strategy.ts'

/** A strategy must be of the type that was decided: it declares exactly the models it was given. */
export function checkModels(type: StrategyType, modelIds: readonly string[]) {
  return ({ needs }: StrategyDeclaration): Failure | undefined => {
    const declared = [...new Set(Object.values(needs.models))].sort()
    const given = [...modelIds].sort()
    if (declared.join() !== given.join()) {
      return {
        stage: 'declaration',
        code: 'wrong_models',
        message: `The strategy declares models [${declared.join(', ')}], but the specification gives [${given.join(', ')}].`,
      }
    }
    const indicators = Object.keys(needs.indicators).length
    if (type !== 'pure_ml' && indicators === 0) {
      return { stage: 'declaration', code: 'wrong_type', message: `A ${type} strategy declares at least one indicator; this one has none.` }
    }
    return undefined
  }
}
