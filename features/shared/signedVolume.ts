import { column } from '../kernels/column.ts'
import type { Run } from '../run.ts'
import { logReturns } from './returns.ts'

/** Volume with the sign of the bar's return, 0 where the close did not move; first at 1. Shared. */
export function signedVolume(run: Run): Float64Array {
  return run.once('signed volume', () => {
    const returns = logReturns(run)
    const { volume } = run.bars
    const signed = column(run.length)
    for (let i = 0; i < run.length; i++) signed[i] = Math.sign(returns[i] as number) * (volume[i] as number)
    return signed
  })
}
