import { BadDataError } from '../../domain/errors.ts'
import type { ModelVersion } from '../../domain/ml.ts'
import type { SupplyPorts } from './ports.ts'

/** A damaged release can be compared with no more, and must not keep a sound one from taking its place. */
export function isWhole({ registry }: Pick<SupplyPorts, 'registry'>, { model_id }: ModelVersion): boolean {
  try {
    registry.getVersion(model_id)
    return true
  } catch (error) {
    if (error instanceof BadDataError) return false
    throw error
  }
}
