import { tool } from '@langchain/core/tools'
import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { UsageError } from '../domain/errors.ts'
import { MISBEHAVIOUR } from '../fixtures/openai/misbehaviour.ts'
import { callsTo, completion, script, type Reply, type Responder } from '../fixtures/openai/reply.ts'
import { startOpenAiServer, type OpenAiServer } from '../fixtures/openai/server.ts'
import { runAgent, type AgentOutcome } from './agent.ts'
import { openaiModels } from './openaiModels.ts'

const servers: OpenAiServer[] = []
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()))
})

async function serve(responder: Responder): Promise<OpenAiServer> {
  const server = await startOpenAiServer(responder)
  servers.push(server)
  return server
}

const CONFIG = { apiKey: 'sk-test-secret', baseUrl: undefined, model: 'fixture-model', priceInput: undefined, priceOutput: undefined }
const FAST = { timeoutMs: 300, maxRetries: 0 }

const readings = tool(() => ({ rows: [1, 2, 3] }), { name: 'get_top', description: 'Best rows.', schema: z.object({}) })
const submit = { name: 'submit_answer', description: 'Hands the answer in.', schema: z.object({ answer: z.number() }) }
const GOOD = callsTo({ name: 'submit_answer', arguments: { answer: 42 } })

async function ask(server: Pick<OpenAiServer, 'baseUrl'>, limits = FAST): Promise<AgentOutcome<{ answer: number }>> {
  const models = openaiModels({ ...CONFIG, baseUrl: server.baseUrl }, limits)
  return runAgent({ model: models.model('strategist'), system: 's', user: 'u', tools: [readings], submit, rateLimitWaitsMs: [1, 1, 1] })
}

describe('openaiModels', () => {
  it('reads with tools and submits over chat completions, and sums the usage', async () => {
    const server = await serve(script(callsTo({ name: 'get_top', arguments: {} }), GOOD))
    const outcome = await ask(server)
    expect(outcome).toMatchObject({ ok: true, value: { answer: 42 }, evidence: [{ tool: 'get_top', result: { rows: [1, 2, 3] } }] })
    expect(outcome.usage).toMatchObject({ input_tokens: 200, output_tokens: 40, model_calls: 2, unmetered_calls: 0 })
    const [first, second] = server.requests
    expect(first?.tools?.map((one) => one.function.name)).toEqual(['get_top', 'submit_answer'])
    expect(first?.tool_choice).toBeUndefined()
    expect(first?.stream).not.toBe(true)
    expect(second?.messages.map(({ role }) => role)).toEqual(['system', 'user', 'assistant', 'tool'])
    expect(server.keys[0]).toBe('Bearer sk-test-secret')
  })

  it.each([
    ['serverError', 'llm_server_error'],
    ['rateLimitedForLong', 'llm_rate_limited'],
    ['contextOverflow', 'llm_context_overflow'],
    ['noToolSupport', 'llm_bad_request'],
    ['cutJson', 'llm_garbage'],
    ['html', 'llm_garbage'],
    ['noChoices', 'llm_garbage'],
    ['refusal', 'llm_refused'],
    ['filtered', 'llm_refused'],
    ['cutOff', 'llm_cut_off'],
    ['brokenArguments', 'llm_invalid_submission'],
    ['unknownTool', 'llm_no_submission'],
    ['chat', 'llm_no_submission'],
    ['hang', 'llm_timeout'],
  ] as const)('takes %s for the failure %s, in one plain sentence', async (name, code) => {
    const outcome = await ask(await serve(() => MISBEHAVIOUR[name]))
    expect(outcome.ok).toBe(false)
    if (outcome.ok) return
    expect(outcome.failure.code).toBe(code)
    expect(outcome.failure.message).toMatch(/^The .+[.)]$/)
    expect(outcome.failure.message).not.toMatch(/\n|docs\.langchain/)
  })

  it.each([
    ['unauthorized', 'llm_authentication'],
    ['unknownModel', 'llm_model_not_found'],
    ['noQuota', 'llm_quota_exhausted'],
    ['reset', 'llm_unreachable'],
  ] as const)('stops the session on %s with %s, as no later call could do better', async (name, code) => {
    const server = await serve(() => MISBEHAVIOUR[name])
    await expect(ask(server)).rejects.toMatchObject({ code, exitCode: 5, name: 'ChatModelUnavailable' })
    expect(server.requests).toHaveLength(1)
  })

  it('never repeats the key in a message', async () => {
    const server = await serve(() => MISBEHAVIOUR.unauthorized)
    await expect(ask(server)).rejects.toThrow(/^(?!.*sk-)/)
  })

  it('stops the session when nothing listens', async () => {
    const server = await startOpenAiServer(() => GOOD)
    await server.close()
    await expect(ask(server)).rejects.toMatchObject({ code: 'llm_unreachable' })
  })

  it.each([
    ['headerless 429s, by its own waits', [MISBEHAVIOUR.rateLimited, MISBEHAVIOUR.rateLimited, GOOD], 0],
    ['a 429 that names a wait', [MISBEHAVIOUR.rateLimitedBriefly, GOOD], 2],
    ['a server error', [MISBEHAVIOUR.serverError, GOOD], 2],
    ['a cut body', [MISBEHAVIOUR.cutJson, GOOD], 2],
    ['a cut connection', [MISBEHAVIOUR.reset, GOOD], 2],
  ] as [string, Reply[], number][])('survives %s', async (_name, replies, maxRetries) => {
    const server = await serve(script(...replies))
    expect(await ask(server, { timeoutMs: 5_000, maxRetries })).toMatchObject({ ok: true, value: { answer: 42 } })
    expect(server.requests).toHaveLength(replies.length)
  })

  it('gives up on headerless 429s after its waits', async () => {
    const server = await serve(() => MISBEHAVIOUR.rateLimited)
    expect(await ask(server)).toMatchObject({ ok: false, failure: { code: 'llm_rate_limited' } })
    expect(server.requests).toHaveLength(4)
  })

  it('mends broken arguments, an unknown tool and small talk within one turn, never sending the server what it would refuse', async () => {
    const server = await serve(script(MISBEHAVIOUR.brokenArguments, MISBEHAVIOUR.unknownTool, MISBEHAVIOUR.chat, GOOD))
    expect(await ask(server)).toMatchObject({ ok: true, value: { answer: 42 } })
    expect(server.requests).toHaveLength(4)
  })

  it('counts a server that reports no usage as unmetered', async () => {
    const server = await serve(() => completion({ toolCalls: [{ name: 'submit_answer', arguments: { answer: 1 } }], usage: null }))
    expect((await ask(server)).usage).toMatchObject({ model_calls: 1, unmetered_calls: 1 })
  })

  it('sends no temperature to models that refuse one, and one per task to the others', async () => {
    const server = await serve(() => GOOD)
    for (const model of ['gpt-5-mini', 'o3', 'llama-3']) {
      const models = openaiModels({ ...CONFIG, baseUrl: server.baseUrl, model }, FAST)
      await runAgent({ model: models.model('codegen'), system: 's', user: 'u', tools: [], submit })
    }
    expect(server.requests.map(({ temperature }) => temperature)).toEqual([undefined, undefined, 0.2])
  })

  it('needs a key or an address; a server of one’s own may do without a key', async () => {
    expect(() => openaiModels({ ...CONFIG, apiKey: undefined })).toThrow(UsageError)
    const server = await serve(() => GOOD)
    const models = openaiModels({ ...CONFIG, apiKey: undefined, baseUrl: server.baseUrl }, FAST)
    const outcome = await runAgent({ model: models.model('quant'), system: 's', user: 'u', tools: [], submit })
    expect(outcome.ok).toBe(true)
    expect(server.keys[0]).toMatch(/^Bearer .+/)
  })
})
