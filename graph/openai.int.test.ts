import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readConfig } from '../config.ts'
import { storeSample } from '../data/sample/storeSample.ts'
import { temporaryHome } from '../fixtures/home.ts'
import { MISBEHAVIOUR } from '../fixtures/openai/misbehaviour.ts'
import { policyResponder } from '../fixtures/openai/modelResponder.ts'
import { startOpenAiServer, type OpenAiServer } from '../fixtures/openai/server.ts'
import type { ResearchContext } from '../nodes/context.ts'
import { openCheckpoints } from './checkpoints.ts'
import { openContext } from './openContext.ts'
import { recursionLimit, researchGraph } from './research.ts'

const SEED = 3
let server: OpenAiServer
/** How many of the next requests are answered with a web page. */
let garbageLeft = 0
const contexts: ResearchContext[] = []

async function strategiesOf(home: string, llm: 'offline' | 'openai') {
  const context = openContext(readConfig({ QUANTOPIA_HOME: home, OPENAI_BASE_URL: server.baseUrl, OPENAI_API_KEY: 'test' }))
  contexts.push(context)
  await storeSample(context.workspace, { seed: 5, symbols: ['BTCUSDT'], timeframe: '1h', bars: 2000 })
  const graph = researchGraph(context, openCheckpoints(context.workspace))
  const { session_id } = await graph.invoke(
    { strategies: 3, seed: SEED, llm },
    { configurable: { thread_id: 't' }, recursionLimit: recursionLimit(3) },
  )
  return { context, session: context.facts.get('sessions', session_id), strategies: context.facts.strategiesOf(session_id) }
}

describe('a session driven by an OpenAI-compatible model', () => {
  const homes = [temporaryHome(), temporaryHome(), temporaryHome()] as const
  beforeAll(async () => {
    const policy = policyResponder(SEED)
    server = await startOpenAiServer((request, index) => (garbageLeft-- > 0 ? MISBEHAVIOUR.html : policy(request, index)))
  })
  afterAll(async () => {
    for (const context of contexts) await context.close()
    await server.close()
  })

  it('takes the same graph to the same strategies when the same choices come over the wire', async () => {
    const wired = await strategiesOf(homes[0], 'openai')
    const offline = await strategiesOf(homes[1], 'offline')
    expect(server.requests.length).toBeGreaterThan(6)
    expect(wired.session?.llm).toBe('openai')
    expect(wired.strategies.map(({ code_hash }) => code_hash)).toEqual(offline.strategies.map(({ code_hash }) => code_hash))
    expect(wired.strategies.map(({ metrics }) => metrics)).toEqual(offline.strategies.map(({ metrics }) => metrics))
    const decision = wired.context.facts.get('decisions', wired.strategies[0]?.decision_id ?? '')
    expect(decision?.input_tokens).toBeGreaterThan(0)
  })

  it('stores a failed strategy and goes on when the model talks garbage', async () => {
    garbageLeft = 1
    const { strategies } = await strategiesOf(homes[2], 'openai')
    expect(strategies).toHaveLength(3)
    expect(strategies[0]).toMatchObject({ status: 'failed', metrics: null, failure: { stage: 'decision' } })
    expect(strategies.some(({ status }) => status === 'completed')).toBe(true)
  })
})
