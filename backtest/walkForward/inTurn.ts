import { availableParallelism } from 'node:os'
import type { Failure } from '../../domain/facts.ts'

/** Enough to keep every process of a sandbox busy with several at once, which cost it less, while the host computes what others earned. */
const IN_FLIGHT = 8 * availableParallelism()

/**
 * Does `work` for every item, a few at a time, so that what is under way needs little memory however many there are. Results stand in the order
 * of the items; after the first failure nothing new is begun, and it is returned.
 */
export async function inTurn<T, R extends object>(items: readonly T[], work: (item: T) => Promise<R | Failure>): Promise<R[] | Failure> {
  const results = new Array<R>(items.length)
  let next = 0
  let failure: Failure | undefined
  const lane = async (): Promise<void> => {
    while (next < items.length && failure === undefined) {
      const at = next++
      const result = await work(items[at] as T)
      if ('stage' in result) failure ??= result
      else results[at] = result
    }
  }
  await Promise.all(Array.from({ length: Math.min(IN_FLIGHT, items.length) }, lane))
  return failure ?? results
}
