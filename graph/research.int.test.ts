import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readConfig } from '../config.ts'
import { storeSample } from '../data/sample/storeSample.ts'
import type { StrategyFact } from '../domain/facts.ts'
import type { ResearchContext } from '../nodes/context.ts'
import type { ProgressEvent } from '../nodes/progress.ts'
import { openCheckpoints } from './checkpoints.ts'
import { openContext } from './openContext.ts'
import { recursionLimit, researchGraph } from './research.ts'

const BARS = 3000
const STRATEGIES = 4

let home: string
let context: ResearchContext

async function freshContext(environment: Record<string, string> = {}): Promise<ResearchContext> {
  home = mkdtempSync(join(tmpdir(), 'quantopia-graph-'))
  const opened = openContext(readConfig({ QUANTOPIA_HOME: home, ...environment }))
  await storeSample(opened.workspace, { seed: 5, symbols: ['BTCUSDT'], timeframe: '1h', bars: BARS })
  return opened
}

async function closeContext(): Promise<void> {
  await context.close()
  rmSync(home, { recursive: true, force: true })
}

interface Run {
  events: ProgressEvent[]
  strategies: StrategyFact[]
}

/** Runs a session; `stopAfter` ends it as soon as so many strategies are recorded, in the middle of whatever comes next. */
async function run(thread: string, input: object | null, stopAfter = Infinity): Promise<Run> {
  const graph = researchGraph(context, openCheckpoints(context.workspace))
  const config = { configurable: { thread_id: thread }, durability: 'sync' as const, recursionLimit: recursionLimit(STRATEGIES) }
  const events: ProgressEvent[] = []
  for await (const [, , event] of await graph.stream(input, { ...config, streamMode: ['custom'], subgraphs: true })) {
    events.push(event as ProgressEvent)
    if (events.filter((seen) => seen.event === 'recorded').length >= stopAfter) break
  }
  const snapshot = await graph.getState(config)
  return { events, strategies: context.facts.strategiesOf((snapshot.values as { session_id: string }).session_id) }
}

/** What must be the same in every workspace: everything but the clock. */
const essence = (strategies: StrategyFact[]): unknown[] => strategies.map(({ created_at: _clock, ...fact }) => fact)

describe('a research session', () => {
  beforeEach(async () => {
    context = await freshContext()
  })
  afterEach(closeContext)

  it('records one strategy per iteration, with decision, trial and verdict, and stops at its budget', async () => {
    const { events, strategies } = await run('t', { strategies: STRATEGIES, seed: 3 })
    expect(strategies.map(({ iteration }) => iteration)).toEqual([1, 2, 3, 4])
    expect(events.filter(({ event }) => event === 'recorded')).toHaveLength(STRATEGIES)
    for (const strategy of strategies) {
      expect(strategy.synthetic).toBe(true)
      const decision = context.facts.get('decisions', strategy.decision_id)
      expect(decision?.evidence.map(({ tool }) => tool)).toContain('get_top')
      if (strategy.status === 'completed') expect(strategy.verdict?.gates.length).toBeGreaterThan(3)
    }
    const first = strategies[0]
    const last = strategies.at(-1)
    expect(last?.trials_counted).toBeGreaterThan(first?.trials_counted ?? Infinity)
    expect(context.facts.countTrials('synthetic-5:BTCUSDT:1h')).toBeGreaterThanOrEqual(STRATEGIES)
  })

  it('ends the same in another workspace, and when it was stopped and gone on with', async () => {
    const whole = await run('t', { strategies: STRATEGIES, seed: 3 })
    await closeContext()
    context = await freshContext()
    const begun = await run('t', { strategies: STRATEGIES, seed: 3 }, 2)
    expect(begun.strategies.length).toBeLessThan(STRATEGIES)
    const resumed = await run('t', null)
    expect(essence(resumed.strategies)).toEqual(essence(whole.strategies))
  })

  it('takes another path with another seed', async () => {
    const one = await run('a', { strategies: 2, seed: 3 })
    const other = await run('b', { strategies: 2, seed: 4 })
    expect(one.strategies.map(({ code_hash }) => code_hash)).not.toEqual(other.strategies.map(({ code_hash }) => code_hash))
  })

  it('refuses a request that is none', async () => {
    await expect(run('t', { strategies: 0 })).rejects.toThrow(/strategies/)
    await expect(run('u', { strategies: 1, dataset_id: 'binance:NOPE:1h' })).rejects.toThrow(/binance:NOPE:1h/)
  })
})
