import type { DeclareOutcome } from '../types.ts'
import { DeclarationFault, onlyKeys, record } from './reader.ts'
import { readExits } from './readExits.ts'
import { readNeeds } from './readNeeds.ts'

/**
 * A strategy's declaration out of the JSON text that the sandbox read from its class: defaults filled in, indicators by their canonical names with
 * every parameter, each figure inside its bounds; or the first thing wrong, as a failure.
 */
export function readDeclaration(name: string, json: string): DeclareOutcome {
  try {
    const raw = record('the declaration', JSON.parse(json) as unknown)
    onlyKeys('the declaration', raw, ['needs', 'exits'])
    return { ok: true, declaration: { name, needs: readNeeds(raw['needs']), exits: readExits(raw['exits']) } }
  } catch (error) {
    if (error instanceof DeclarationFault) return { ok: false, failure: error.failure }
    throw error
  }
}
