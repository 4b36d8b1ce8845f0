import { setTimeout as sleep } from 'node:timers/promises'

/** Whether `work` settles within the time. A failure of it counts as settled, and is thrown to whoever awaits it. */
export async function settlesWithin(work: Promise<unknown>, timeoutMs: number): Promise<boolean> {
  const stop = new AbortController()
  const settled = work.then(
    () => true,
    () => true,
  )
  const late = sleep(timeoutMs, false, { signal: stop.signal }).catch(() => false)
  const isSettled = await Promise.race([settled, late])
  stop.abort()
  return isSettled
}
