import { AIMessage, AIMessageChunk, HumanMessage } from '@langchain/core/messages'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { Decision } from '../../domain/decision.ts'
import { startOpenAiServer } from '../../fixtures/openai/server.ts'
import { policyResponder } from '../../fixtures/openai/modelResponder.ts'
import { offlineModels } from '../offlineModels.ts'
import { openaiModels } from '../openaiModels.ts'
import { OfflinePolicy } from './offlinePolicy.ts'
import { askCodegen, askStrategist, Submission, valueOf } from './proof/askPolicy.ts'
import { emptyWorld, fakeRow, toolsOver } from './proof/fakeWorld.ts'

const policy = new OfflinePolicy({ seed: 7 })
const submit = { type: 'function', function: { name: 'submit_decision', parameters: z.toJSONSchema(Decision, { io: 'input' }) } } as const
const bound = policy.bindTools([...toolsOver(emptyWorld()), submit])

describe('OfflinePolicy as a chat model', () => {
  it('answers invoke with tool calls, ids of their own and no tokens used', async () => {
    const answer = await bound.invoke('Iteration: 1 of 3')
    expect(AIMessage.isInstance(answer)).toBe(true)
    expect(answer.tool_calls?.map(({ name }) => name)).toContain('get_underexplored_areas')
    expect(new Set(answer.tool_calls?.map(({ id }) => id)).size).toBe(answer.tool_calls?.length)
    expect(answer.usage_metadata).toEqual({ input_tokens: 0, output_tokens: 0, total_tokens: 0 })
  })

  it('streams the same answer as a chunk', async () => {
    const chunks: AIMessageChunk[] = []
    for await (const chunk of await bound.stream('Iteration: 1 of 3')) chunks.push(chunk)
    const streamed = chunks.reduce((all, chunk) => all.concat(chunk))
    const invoked = await bound.invoke('Iteration: 1 of 3')
    expect(streamed.tool_calls).toEqual(invoked.tool_calls)
  })

  it('answers batches', async () => {
    const answers = await bound.batch(['Iteration: 1 of 3', 'Iteration: 2 of 3'])
    expect(answers).toHaveLength(2)
  })

  it('gives validated structured output, with the raw message on demand', async () => {
    const user = 'Session seed: 4\nIteration: 2 of 9'
    const plain = await policy.withStructuredOutput<Decision>(Decision, { name: 'submit_decision' }).invoke(user)
    expect(Decision.parse(plain)).toEqual(plain)
    const unnamed = await policy.withStructuredOutput<Decision>(Decision).invoke(user)
    expect(unnamed).toEqual(plain)
    const both = (await policy.withStructuredOutput(Decision, { includeRaw: true }).invoke(user)) as unknown as {
      raw: unknown
      parsed: unknown
    }
    expect(both.parsed).toEqual(plain)
    expect(AIMessage.isInstance(both.raw)).toBe(true)
  })

  it('checks structured output against the schema and has none of a shape that it does not know', async () => {
    const stricter = Decision.refine(() => false, 'never good enough')
    await expect(policy.withStructuredOutput(stricter).invoke('Iteration: 1')).rejects.toThrow('never good enough')
    const poem = z.object({ verses: z.array(z.string()) })
    await expect(policy.withStructuredOutput(poem).invoke('Write a poem.')).rejects.toThrow('no answer of this shape')
    expect(await policy.withStructuredOutput(poem, { includeRaw: true }).invoke('Write a poem.')).toMatchObject({ parsed: null })
  })

  it('says plainly what it is and what it cannot do', async () => {
    expect((await policy.invoke([new HumanMessage('Who are you?')])).text).toContain('not a language model')
    expect(policy._llmType()).toBe('offline-policy')
    expect(offlineModels(3)).toMatchObject({ label: 'offline', isOffline: true })
  })

  it('heeds an abort', async () => {
    await expect(bound.invoke('Iteration: 1', { signal: AbortSignal.abort(new Error('stop')) })).rejects.toThrow()
  })

  it('takes the seed from the conversation, and its own where there is none', async () => {
    const of = (seed: number, user: string) => new OfflinePolicy({ seed }).withStructuredOutput(Decision).invoke(user)
    expect(await of(1, 'Session seed: 9\nIteration: 1')).toEqual(await of(2, 'Session seed: 9\nIteration: 1'))
    expect(await of(9, 'Iteration: 1')).toEqual(await of(2, 'Session seed: 9\nIteration: 1'))
  })
})

describe('the offline policy behind OpenAI’s protocol', () => {
  it('decides and writes exactly what it does without the wire', async () => {
    const server = await startOpenAiServer(policyResponder())
    const config = { apiKey: 'k', baseUrl: server.baseUrl, model: 'fixture-model', priceInput: undefined, priceOutput: undefined }
    const models = openaiModels(config)
    try {
      for (let seed = 0; seed < 6; seed++) {
        const rows = [fakeRow('strat_a', { sharpe_ratio: 2 }), fakeRow('strat_b', { sharpe_ratio: -1, strategy_logic: 'volume' })]
        const world = { ...emptyWorld(), rows }
        const asked = { seed, iteration: 18, of: 20 }
        const local = await askStrategist(world, asked)
        const remote = await askStrategist(world, { ...asked, model: models.model('strategist') })
        expect(valueOf(remote)).toEqual(valueOf(local))
        expect(remote.evidence).toEqual(local.evidence)
        const text = valueOf(await askCodegen(world, valueOf(local), asked))
        expect(valueOf(await askCodegen(world, valueOf(local), { ...asked, model: models.model('codegen') }))).toEqual(text)
        expect(Submission.parse(text)).toEqual(text)
      }
    } finally {
      await server.close()
    }
  })
})
