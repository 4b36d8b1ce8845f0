import { describe, expect, it } from 'vitest'
import { PassingFailure, Refusal } from './failures.ts'
import { type Wait, withRetry } from './retry.ts'

const options = { attempts: 5, baseMs: 8, maxMs: 40 }

async function failing(times: number, failure: Error, waits: Wait[], given = options): Promise<number> {
  let sent = 0
  return withRetry(
    async () => {
      if (sent++ < times) throw failure
      return sent
    },
    given,
    (wait) => waits.push(wait),
  )
}

describe('withRetry', () => {
  it('waits longer each time, between half of the backoff and all of it, up to the longest wait', async () => {
    const waits: Wait[] = []
    expect(await failing(4, new PassingFailure('busy'), waits)).toBe(5)
    for (const [index, most] of [8, 16, 32, 40].entries()) {
      expect(waits[index]!.waitMs).toBeGreaterThanOrEqual(most / 2)
      expect(waits[index]!.waitMs).toBeLessThanOrEqual(most)
    }
    expect(waits.map(({ attempt, reason }) => [attempt, reason])).toEqual([1, 2, 3, 4].map((attempt) => [attempt, 'busy']))
  })

  it('gives up after the last attempt with the last failure', async () => {
    const waits: Wait[] = []
    const failure = new PassingFailure('busy')
    await expect(failing(5, failure, waits)).rejects.toBe(failure)
    expect(waits).toHaveLength(4)
  })

  it('does not repeat what does not pass', async () => {
    const waits: Wait[] = []
    for (const failure of [new Refusal('no'), new TypeError('a bug')]) await expect(failing(1, failure, waits)).rejects.toBe(failure)
    expect(waits).toEqual([])
  })

  it('never comes sooner than it was asked to, and not at all when that is too long', async () => {
    const waits: Wait[] = []
    await failing(1, new PassingFailure('busy', 30), waits)
    expect(waits[0]!.waitMs).toBeGreaterThanOrEqual(30)
    expect(waits[0]!.waitMs).toBeLessThanOrEqual(40)
    await expect(failing(1, new PassingFailure('HTTP 418', 41), waits)).rejects.toThrow(/^HTTP 418, with a request to wait 1 s$/)
  })

  it('spreads its waits: two clients that failed together do not come back together', async () => {
    const waits: Wait[] = []
    for (let i = 0; i < 8; i++) await failing(1, new PassingFailure('busy'), waits, { ...options, baseMs: 4 })
    expect(new Set(waits.map(({ waitMs }) => waitMs)).size).toBeGreaterThan(1)
  })

  it('ends its wait when the signal is aborted', async () => {
    const reason = new Error('enough')
    const stop = new AbortController()
    const send = () => Promise.reject(new PassingFailure('busy'))
    const waiting = withRetry(
      send,
      { attempts: 2, baseMs: 60_000, maxMs: 60_000 },
      () => setTimeout(() => stop.abort(reason), 5),
      stop.signal,
    )
    await expect(waiting).rejects.toThrow()
    expect(stop.signal.aborted).toBe(true)
  })
})
