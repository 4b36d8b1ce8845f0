import { afterAll, describe, expect, it } from 'vitest'
import { checkPolicy } from '../policy.ts'
import { openSandbox } from '../pool.ts'
import { strategySource } from '../source.ts'
import { strategyText } from './case.ts'
import { testRun } from './market.ts'
import { REFUSED_BY_DECLARATION } from './refusedByDeclaration.ts'
import { REFUSED_BY_POLICY } from './refusedByPolicy.ts'
import { STOPPED_WHILE_RUNNING } from './stoppedWhileRunning.ts'

// All of it in this one process, through one sandbox: what one source does must not reach the next.
// The endless ones need little patience, the greedy ones on a busy machine much.
const sandbox = openSandbox({ processes: 2, timeoutMs: 10_000, memoryMb: 24 })
const hasty = openSandbox({ processes: 1, timeoutMs: 300, memoryMb: 24 })
afterAll(async () => {
  await sandbox.close()
  await hasty.close()
})

const GOOD = strategyText({
  enter: "return bar.ago(1).rsi < 0 && bar.rsi >= 0 ? 'long' : 'none'",
  exit: 'return bar.rsi < 0 && position.barsHeld > 0',
})

describe('corpus', () => {
  it('has at least 60 sources, no name twice', () => {
    const names = [...REFUSED_BY_POLICY, ...REFUSED_BY_DECLARATION, ...STOPPED_WHILE_RUNNING].map(({ name }) => name)
    expect(names.length).toBeGreaterThanOrEqual(60)
    expect(new Set(names).size).toBe(names.length)
  })

  it.each(REFUSED_BY_POLICY)('policy: $name → $code', async ({ text, code }) => {
    const failure = checkPolicy(text)
    expect(failure?.code).toBe(code)
    expect(failure?.message).toMatch(/^\d+:\d+: .{20,}[.}]$/)
    expect(await sandbox.run(testRun(text))).toEqual({ ok: false, failure })
  })

  it.concurrent.each(REFUSED_BY_DECLARATION)('declaration: $name → $code', async ({ text, code }) => {
    const outcome = await (code === 'timeout' ? hasty : sandbox).declare(strategySource(text))
    expect(outcome.ok ? 'accepted' : outcome.failure.code).toBe(code)
    if (!outcome.ok) expect(outcome.failure.message.length).toBeLessThanOrEqual(700)
  })

  it.concurrent.each(STOPPED_WHILE_RUNNING)('run: $name → $code', async ({ text, code }) => {
    expect(checkPolicy(text)).toBeUndefined()
    const outcome = await (code === 'timeout' ? hasty : sandbox).run(testRun(text))
    expect(outcome.ok ? 'ran' : outcome.failure.code).toBe(code)
    // eslint-disable-next-line no-control-regex -- what must not be in a message
    if (!outcome.ok) expect(outcome.failure.message).toMatch(/^[^\u0000-\u001f\u007f]{20,500}$/)
  })
})

describe('after the whole corpus', () => {
  it('a good strategy still runs, and rightly', async () => {
    const run = testRun(GOOD)
    const rsi = run.indicators['rsi']?.['value'] as Float64Array
    const expected = new Uint8Array(rsi.length)
    let inside = false
    for (let t = run.tradeFrom; t < rsi.length - 1; t++) {
      if (!inside && (rsi[t - 1] as number) < 0 && (rsi[t] as number) >= 0) expected[t] = 1
      else if (inside && (rsi[t] as number) < 0) expected[t] = 3
      if (expected[t] !== 0) inside = !inside
    }
    expect([...expected].filter((action) => action === 1).length).toBeGreaterThan(0)
    for (let turn = 0; turn < 4; turn++) {
      expect(await sandbox.run(run)).toEqual({ ok: true, actions: expected })
      expect(await hasty.run(run)).toEqual({ ok: true, actions: expected })
    }
  })

  it('this process is unharmed', () => {
    expect(Object.keys(Object.prototype)).toEqual([])
    expect(Math.max(1, 2)).toBe(2)
  })
})
