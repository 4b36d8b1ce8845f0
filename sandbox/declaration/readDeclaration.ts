import type { GridPoint, ParamPoint } from '../../domain/strategy.ts'
import type { DeclareOutcome } from '../types.ts'
import { DeclarationFault, onlyKeys, record } from './reader.ts'
import { readExits } from './readExits.ts'
import { readNeeds } from './readNeeds.ts'
import { MAX_GRID_POINTS, readParams } from './readParams.ts'
import { exitsAt, needsAt, readAt } from './withParams.ts'

/**
 * A strategy's declaration out of the JSON text that the sandbox read from its class: defaults filled in, indicators by their canonical names with
 * every parameter, each figure inside its bounds at every point of the grid; or the first thing wrong, as a failure.
 */
export function readDeclaration(name: string, json: string, maxPoints = MAX_GRID_POINTS): DeclareOutcome {
  try {
    const raw = record('the declaration', JSON.parse(json) as unknown)
    onlyKeys('the declaration', raw, ['needs', 'exits', 'params'])
    const { values, points } = readParams(raw['params'], maxPoints)
    const [standard = {}, ...others] = points
    const at = (params: ParamPoint): GridPoint =>
      readAt(params, params === standard, () => ({
        params,
        needs: readNeeds(needsAt(raw['needs'], params)),
        exits: readExits(exitsAt(raw['exits'], params)),
      }))
    const first = at(standard)
    const { needs, exits } = first
    const declaration = { name, needs, exits }
    if (Object.keys(values).length === 0) return { ok: true, declaration }
    return { ok: true, declaration: { ...declaration, params: { values, grid: [first, ...others.map(at)] } } }
  } catch (error) {
    if (error instanceof DeclarationFault) return { ok: false, failure: error.failure }
    throw error
  }
}
